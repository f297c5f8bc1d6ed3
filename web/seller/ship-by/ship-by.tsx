import { useTranslations } from 'use-intl'
import { processingDaysMost } from '#catalog/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { isRefusal } from '../../kit/page/refusal.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { instantOf, typedOf } from '../../kit/time/market-time.ts'
import type { Route } from './+types/ship-by.ts'

/** The ship-by calculator: the rule that orders follow, for any start. */
export const loader = page(async ({ api, url, now }: Web<Route.LoaderArgs>) => {
  const paid = url.searchParams.get('paid') || typedOf(now)
  const days = url.searchParams.get('days') || '3'
  const { country, time_zone } = await api.ownStore({})
  const asked = { paid_at: instantOf(paid), working_days: Number(days), country, time_zone }
  const answer = await api.calculateShipBy(asked).catch(error => {
    if (!isRefusal(error)) throw error
    return null // parameters typed by hand into the address may be invalid
  })
  return { paid, days, shipBy: answer?.ship_by ?? null }
})

export default function ShipBy({ loaderData: { paid, days, shipBy } }: Route.ComponentProps) {
  const t = useTranslations('seller.shipBy')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <Card className="max-w-xl">
        <form method="get" className="flex flex-wrap items-end gap-3">
          <Field name="paid" label={t('paid')}>
            <Input type="datetime-local" defaultValue={paid} required />
          </Field>
          <Field name="days" label={t('days')}>
            <Input type="number" min={1} max={processingDaysMost} defaultValue={days} required />
          </Field>
          <Button type="submit" variant="primary">
            {t('show')}
          </Button>
        </form>
        {shipBy && (
          <p className="mt-5 text-md" role="status">
            {t('result')} <DateTime at={shipBy} className="font-semibold" />
          </p>
        )}
      </Card>
    </>
  )
}

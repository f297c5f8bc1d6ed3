import { useLocale, useTranslations } from 'use-intl'
import { parseMoney } from '../kit/money/money.ts'
import { goTo } from '../kit/page/flash.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Breadcrumbs } from '../kit/primitives/breadcrumbs.tsx'
import { Button, LinkButton } from '../kit/primitives/button.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/home.ts'
import { Data } from './parts/data.tsx'
import { Forms } from './parts/forms.tsx'
import { Overlays } from './parts/overlays.tsx'
import { Badges, Buttons, Callouts, Facts, States } from './parts/primitives.tsx'
import { Time } from './parts/time.tsx'

/** Refuses as the API would, so that every state of a form can be seen without calling it. */
export const action = write(async (submission: Writing<Route.ActionArgs>) => {
  const { form, formName, locale } = submission
  const text = (name: string) => String(form.get(name) ?? '')
  if (formName === 'product') {
    if (text('title') === 'taken') throw refusal('request.too_many', 429)
    const wrong = [
      text('title') === '' && 'title',
      parseMoney(text('price'), 'EUR', locale) === null && 'price',
    ].filter(Boolean)
    if (wrong.length > 0) throw refusal('request.invalid', 400, { issues: wrong.map(path => ({ path, message: '' })) })
  }
  if (formName === 'cancel' && text('reason') === '')
    throw refusal('request.invalid', 400, { issues: [{ path: 'reason', message: '' }] })
  const photos = form.getAll('photos').length
  const saved =
    formName === 'ship' ? `${form.getAll('id').length} orders marked shipped` : `Saved, with ${photos} photos`
  return goTo('/kit', submission, saved)
})

const refusal = (code: string, status: number, params = {}) =>
  Object.assign(new Error(code), { name: 'Refusal', code, status, params })

export default function GalleryHome({ actionData }: Route.ComponentProps) {
  const t = useTranslations('gallery')
  const locale = useLocale()
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/kit', label: t('name') }]} />}
        title={t('title')}
        text={t('text', { locale })}
        actions={
          <>
            <LinkButton to="/kit/shop" reloadDocument>
              {t('shop')}
            </LinkButton>
            <Button variant="primary">{t('primary')}</Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Data result={actionData} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Forms result={actionData} />
          <div className="flex flex-col gap-4">
            <Buttons />
            <Badges />
            <Overlays result={actionData} />
            <Facts />
            <Callouts />
          </div>
        </div>
        <Time />
        <States />
      </div>
    </>
  )
}

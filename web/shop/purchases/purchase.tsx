import { useEffect } from 'react'
import { redirect, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { buttonClass } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import type { ScriptHandle } from '../../kit/shell/scripts.tsx'
import { PaymentChoices } from '../checkout/payment-choices.tsx'
import { OrderRow } from '../orders/order-row.tsx'
import type { Route } from './+types/purchase.ts'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

/** It polls until the bank has responded. */
export const handle: ScriptHandle = { scriptAtOnce: true }

export const loader = page(async ({ api, params }: Web<Route.LoaderArgs>) => {
  const [purchase, { methods }] = await Promise.all([
    api.showPurchase({ purchase_id: params.id }),
    api.paymentMethods({}),
  ])
  return { purchase, methods }
})

export const action = write(async ({ api, form, key, params, url }: Writing<Route.ActionArgs>) => {
  await api.payPurchase(
    {
      purchase_id: params.id!,
      method: String(form.get('method')),
      expected_total_minor: Number(form.get('expected_total_minor')),
    },
    key,
  )
  return redirect(url.pathname, 303)
})

const refreshSeconds = 2

export default function Purchase({ loaderData: { purchase, methods }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.purchase')
  const [latest] = purchase.payments
  const waiting = latest?.state === 'pending' || latest?.state === 'created'
  const paid = purchase.due.amount_minor === 0 && latest?.state === 'captured'
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <title>{`${t('title')} · Fondaco`}</title>
      {waiting && <Refresh />}
      <h1 className="font-semibold text-3xl">{paid ? t('thanks') : t('title')}</h1>
      {paid && <Callout tone="ok">{t.rich('paid', { total: () => <Money of={latest.amount} /> })}</Callout>}
      {waiting && (
        <Callout tone="info" title={t('waiting')}>
          {t('waitingText')}
        </Callout>
      )}
      {latest?.state === 'redirect' && (
        <Callout
          tone="info"
          title={t('bank')}
          action={
            <a href={latest.redirect_url!} className={buttonClass({ variant: 'primary' })}>
              {t('toBank')}
            </a>
          }
        >
          {t('bankText')}
        </Callout>
      )}
      {latest?.state === 'refused' && purchase.due.amount_minor > 0 && <Callout tone="bad">{t('refused')}</Callout>}
      <ul className="flex flex-col gap-3">
        {purchase.orders.map(order => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {purchase.due.amount_minor > 0 && !waiting && (
        <Card title={t('pay')}>
          <WriteForm result={actionData}>
            <input type="hidden" name="expected_total_minor" value={purchase.due.amount_minor} />
            <PaymentChoices methods={methods} />
            <SubmitButton>{t.rich('payNow', { total: () => <Money of={purchase.due} /> })}</SubmitButton>
          </WriteForm>
        </Card>
      )}
    </div>
  )
}

/** Polls until the bank has responded; without script the page reloads. */
function Refresh() {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, refreshSeconds * 1_000)
    return () => clearInterval(timer)
  }, [revalidate])
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(refreshSeconds)} />
    </noscript>
  )
}

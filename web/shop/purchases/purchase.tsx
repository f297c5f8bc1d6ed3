import { useEffect } from 'react'
import { redirect, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Field } from '../../kit/forms/field.tsx'
import { NewPasswordInput } from '../../kit/forms/new-password-input.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { keepCodeRequest } from '../../kit/page/code-request.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath } from '../../kit/page/shop-path.ts'
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

export const loader = page(async ({ api, params, url }: Web<Route.LoaderArgs>) => {
  const [purchase, { methods }] = await Promise.all([
    api.showPurchase({ purchase_id: params.id, link: url.searchParams.get('link') ?? undefined }),
    api.paymentMethods({}),
  ])
  return { purchase, methods, toBank: url.searchParams.has('bank') }
})

export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  if (formName === 'account') return createAccount({ api, form, params, ...visit })
  const { state } = await api.payPurchase(
    {
      purchase_id: params.id!,
      link: url.searchParams.get('link') ?? undefined,
      method: String(form.get('method')),
      expected_total_minor: Number(form.get('expected_total_minor')),
    },
    key,
  )
  return redirect(pathAfterPayment(url, state), 303)
})

/**
 * Begins an account with the address that the guest gave: with a password, or by code alone. The code that is mailed shows
 * that the address is theirs, and then the account has the order.
 */
async function createAccount({
  api,
  form,
  params,
  ...visit
}: Pick<Writing<Route.ActionArgs>, 'api' | 'form' | 'params' | 'locale' | 'setCookie'>) {
  const { claimable_by: email, orders } = await api.showPurchase({ purchase_id: params.id! })
  if (!email) return null
  const { locale } = visit
  const password = form.get('password')
  const asked = password
    ? await api.signUp({ name: await nameOf(api, orders[0]!.id), email, password: String(password), locale })
    : await api.sendCode({ email, locale })
  keepCodeRequest(visit, { email, ...asked })
  return redirect(`/account/code?${new URLSearchParams({ to: shopPath('/orders', locale) })}`, 303)
}

const nameOf = async (api: Api, orderId: string): Promise<string> =>
  (await api.showMyOrder({ order_id: orderId })).address.name

/** This page; it leads on to the bank by itself when the bank asks for a confirmation. */
function pathAfterPayment({ pathname, searchParams }: URL, state: string): string {
  const kept = new URLSearchParams(searchParams)
  kept.delete('bank')
  if (state === 'redirect') kept.set('bank', '1')
  return kept.size > 0 ? `${pathname}?${kept}` : pathname
}

const refreshSeconds = 2

export default function Purchase({ loaderData: { purchase, methods, toBank }, actionData }: Route.ComponentProps) {
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
      {latest?.state === 'redirect' && toBank && <meta httpEquiv="refresh" content={`0;url=${latest.redirect_url}`} />}
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
      {paid && purchase.claimable_by && (
        <Card title={t('account.title')} text={t('account.text', { email: purchase.claimable_by })}>
          <WriteForm result={actionData} name="account">
            <Field name="password" label={t('account.password')} optional hint={t('account.hint')}>
              <NewPasswordInput required={false} />
            </Field>
            <SubmitButton variant="outline">{t('account.create')}</SubmitButton>
          </WriteForm>
        </Card>
      )}
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

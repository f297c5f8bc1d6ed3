import type { ReactNode } from 'react'
import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { type OrderTransition, orderMachine } from '#orders/states.ts'
import { may } from '#platform/machine.ts'
import { countryName } from '../../kit/country.ts'
import { CodeInput } from '../../kit/forms/code-input.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { LoweredMoney } from '../../kit/money/lowered-money.tsx'
import { Money } from '../../kit/money/money.tsx'
import { deadlineName, pastOrCurrent } from '../../kit/orders.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { buttonClass, LinkButton } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/order.ts'
import { OrderBadge } from './order-words.tsx'
import { keepReceiptRequest, receiptRequestOf } from './receipt-request.ts'

/** The buyer's own order, or one opened by the link in a guest's mail. */
export const loader = page(async ({ api, params, url, cookies }: Web<Route.LoaderArgs>) => {
  const link = url.searchParams.get('link')
  if (link === null) return { ...(await api.showMyOrder({ order_id: params.id })), destination: null, codeSent: false }
  const order = await api.showLinkedOrder({ order_id: params.id, link })
  return { ...order, address: null, codeSent: receiptRequestOf({ cookies }, params.id) !== null }
})

export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'storefront')
  const link = url.searchParams.get('link')
  const linked = { order_id: params.id!, link: link ?? '' }
  if (formName === 'code') {
    keepReceiptRequest(visit, params.id!, (await api.sendReceiptCode(linked)).request)
    return redirect(url.pathname + url.search, 303)
  }
  if (formName === 'confirm' && link !== null) {
    const code = String(form.get('code')).replaceAll(/\D/g, '')
    await api.confirmLinkedReceipt({ ...linked, code, request: receiptRequestOf(visit, params.id!) ?? '-' }, key)
    return goTo(url.pathname + url.search, visit, notice('received'))
  }
  if (formName === 'confirm') {
    await api.confirmReceipt({ order_id: params.id! }, key)
    return goTo(url.pathname, visit, notice('received'))
  }
  await api.cancelOrder({ order_id: params.id! }, key)
  return goTo(url.pathname, visit, notice('canceled'))
})

type Order = Route.ComponentProps['loaderData']

/** The carrier has delivered all parcels, and the buyer has not confirmed yet. */
const isDelivered = ({ state, shipments }: Order): boolean =>
  state === 'awaiting_receipt' && shipments.every(shipment => shipment.delivered_at)

export default function OrderPage({ loaderData: order, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.order')
  const locale = useLocale()
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-5">
      <title>{`${t('title', { number: order.number })} · Fondaco`}</title>
      <Heading order={order} />
      <Actions order={order} result={actionData} />
      {order.paid_at && order.address && (
        <a
          href={`/api/shop/orders/${order.id}/receipt?locale=${locale}`}
          download
          className="w-fit rounded font-medium text-brand text-sm underline"
        >
          {t('receipt')}
        </a>
      )}
      <div className="grid items-start gap-5 md:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Lines order={order} />
          {order.shipments.map(shipment => (
            <Card key={shipment.tracking_number} title={t('parcel')}>
              <p>
                {shipment.carrier_name},{' '}
                <a href={shipment.tracking_url} rel="noreferrer" className="font-medium text-brand underline">
                  {shipment.tracking_number}
                </a>
              </p>
              <ul className="mt-3 flex flex-col gap-1 text-sm">
                {shipment.events.map(event => (
                  <li key={event.at} className="flex justify-between gap-4">
                    <span>
                      {t(`tracking.${event.kind}`)}
                      {event.place && `, ${event.place}`}
                    </span>
                    <DateTime at={event.at} className="text-ink-3" />
                  </li>
                ))}
              </ul>
            </Card>
          ))}
          {order.refunds.map(refund => (
            <Card key={refund.ordered_at} title={t('refund')}>
              <p>
                <Money of={refund.amount} className="font-medium" /> · {t(`refundState.${refund.state}`)}
              </p>
              <p className="mt-1 text-ink-3 text-sm">{t('refundText')}</p>
            </Card>
          ))}
        </div>
        <div className="flex flex-col gap-5">
          <Card title={t('timeline')}>
            <Timeline
              steps={order.timeline.map((step, n) => ({
                id: step.at + step.name,
                title: t(`step.${step.name}`),
                when: pastOrCurrent(step, n === order.timeline.length - 1),
                at: step.at,
              }))}
            />
          </Card>
          <Address order={order} />
        </div>
      </div>
    </div>
  )
}

function Heading({ order }: { order: Order }) {
  const t = useTranslations('storefront.order')
  const delivered = isDelivered(order)
    ? order.shipments
        .map(each => each.delivered_at!)
        .sort()
        .at(-1)
    : undefined
  const path = useShopPath()
  return (
    <header>
      {order.address ? (
        <Link to={path('/orders')} className="text-ink-3 text-sm hover:underline">
          {t('all')}
        </Link>
      ) : (
        <p className="text-ink-3 text-sm">{t('byLink')}</p>
      )}
      <h1 className="mt-1 flex flex-wrap items-center gap-3 font-semibold text-3xl">
        {delivered
          ? t.rich('deliveredOn', { day: () => <DateTime at={delivered} as="day" /> })
          : t('title', { number: order.number })}{' '}
        <OrderBadge state={order.state} cause={order.closed_cause} />
      </h1>
      <p className="mt-2 text-ink-2">
        {order.state === 'closed'
          ? t(`closed.${order.closed_cause ?? 'unpaid'}`)
          : t(isDelivered(order) ? 'now.delivered' : `now.${order.state}`)}
        {order.deadline && (
          <>
            {' '}
            {t(`until.${deadlineName(order.deadline.kind)}`)} <Countdown due={order.deadline.due_at} />
          </>
        )}
      </p>
      {isDelivered(order) && (
        <p className="text-sm">
          {t('wrong')}{' '}
          <Link to={path(`/s/${order.store.slug}`)} className="font-medium text-brand underline">
            {t('contact')}
          </Link>
        </p>
      )}
    </header>
  )
}

function Actions({ order, result }: { order: Order; result: unknown }) {
  const t = useTranslations('storefront.order')
  const path = useShopPath()
  const can = (name: OrderTransition) => may(orderMachine, order.state, name)
  if (can('confirm') && !order.address)
    return (
      <Deliberate summary={t('confirm')} variant="primary" text={t('confirmText')} open={order.codeSent}>
        {order.codeSent ? (
          <WriteForm result={result} name="confirm">
            <p className="text-sm">{t('codeSent')}</p>
            <Field name="code" label={t('code')}>
              <CodeInput />
            </Field>
            <SubmitButton>{t('confirmSure')}</SubmitButton>
          </WriteForm>
        ) : (
          <p className="text-sm">{t('codeFirst')}</p>
        )}
        <WriteForm result={result} name="code">
          <SubmitButton variant={order.codeSent ? 'quiet' : 'primary'}>{t('sendCode')}</SubmitButton>
        </WriteForm>
      </Deliberate>
    )
  if (can('confirm'))
    return (
      <Deliberate summary={t('confirm')} variant="primary" text={t('confirmText')}>
        <WriteForm result={result} name="confirm">
          <SubmitButton>{t('confirmSure')}</SubmitButton>
        </WriteForm>
      </Deliberate>
    )
  if (!can('cancel') || !order.address) return null
  return (
    <div className="flex flex-wrap items-start gap-2">
      <LinkButton to={path(`/purchases/${order.purchase_id}`)} variant="primary">
        {t(order.state === 'awaiting_payment' ? 'pay' : 'seePayment')}
      </LinkButton>
      <Deliberate summary={t('cancel')} variant="outline" text={t('cancelText')}>
        <WriteForm result={result} name="cancel">
          <SubmitButton variant="danger">{t('cancelSure')}</SubmitButton>
        </WriteForm>
      </Deliberate>
    </div>
  )
}

/** Irreversible actions take a second click, with or without script. */
function Deliberate({
  summary,
  variant,
  text,
  open = false,
  children,
}: {
  summary: string
  variant: 'primary' | 'outline'
  text: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="max-w-xl" open={open}>
      <summary className={`${buttonClass({ variant })} cursor-pointer list-none`}>{summary}</summary>
      <div className="mt-3 flex flex-col items-start gap-3 rounded-xl border border-line bg-surface p-4">
        <p className="text-ink-2 text-sm">{text}</p>
        {children}
      </div>
    </details>
  )
}

function Lines({ order }: { order: Order }) {
  const t = useTranslations('storefront.cart')
  const path = useShopPath()
  return (
    <Card title={order.store.name} flush>
      <ul className="mt-2">
        {order.lines.map(line => (
          <li key={line.sku} className="flex gap-4 border-line border-t px-4 py-3">
            {line.picture && <Thumbnail src={line.picture} size={56} />}
            <div className="min-w-0 flex-1">
              <Link to={path(`/p/${line.product_id}`)} className="font-medium hover:underline">
                {line.title}
              </Link>
              <p className="text-ink-3 text-sm">
                {line.variant} × {line.units}
              </p>
            </div>
            <Money of={line.total} />
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-1 border-line border-t px-4 py-3">
        <div className="flex justify-between text-ink-2">
          <dt>{t('shipping')}</dt>
          <dd>
            <Money of={order.shipping} />
          </dd>
        </div>
        <div className="flex justify-between font-semibold">
          <dt>{t('total')}</dt>
          <dd>
            <LoweredMoney of={order.total} before={order.placed_total} />
          </dd>
        </div>
      </dl>
    </Card>
  )
}

function Address({ order: { address, destination } }: { order: Order }) {
  const t = useTranslations('storefront.order')
  const locale = useLocale()
  if (!address)
    return (
      <Card title={t('address')}>
        <p>
          {destination.city}, {countryName(destination.country, locale)}
        </p>
      </Card>
    )
  return (
    <Card title={t('address')}>
      <address className="not-italic">
        {address.name}
        <br />
        {address.line1}
        <br />
        {address.line2 && (
          <>
            {address.line2}
            <br />
          </>
        )}
        {address.postal_code} {address.city}
        <br />
        {countryName(address.country, locale)}
      </address>
    </Card>
  )
}

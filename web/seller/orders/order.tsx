import { useLocale, useTranslations } from 'use-intl'
import { endStates } from '#orders/states.ts'
import { languageTags } from '../../kit/i18n.tsx'
import { LoweredMoney } from '../../kit/money/lowered-money.tsx'
import { Money } from '../../kit/money/money.tsx'
import { deadlineName, pastOrCurrent } from '../../kit/orders.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { Timeline, type TimelineStep } from '../../kit/primitives/timeline.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/order.ts'
import { newPrices } from './new-prices.ts'
import { Address } from './order-address.tsx'
import type { Order } from './order-data.ts'
import { NextStep } from './order-next.tsx'
import { Parcel } from './order-parcel.tsx'
import { OrderBadge } from './order-state.tsx'
import { parcelOf } from './parcel-fields.tsx'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => api.showStoreOrder({ order_id: params.id }))

export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  if (formName === 'price') {
    await api.lowerPrice({ order_id: params.id!, ...newPrices(form, visit.locale) }, key)
    return goTo(url.pathname, visit, textsOf(visit.locale, 'seller')('priceLowered'))
  }
  if (formName === 'correct') {
    await api.correctTracking({ order_id: params.id!, ...parcelOf(form) }, key)
    return goTo(url.pathname, visit, textsOf(visit.locale, 'seller')('trackingCorrected'))
  }
  // the form says next to the carriers which of them are added to the template
  await api.shipOrder({ order_id: params.id!, ...parcelOf(form), add_to_template: true }, key)
  return goTo(url.pathname, visit, textsOf(visit.locale, 'seller')('shipped'))
})

export default function OrderPage({ loaderData: order, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller.order')
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: at('/orders'), label: t('all') }]} />}
        title={t('title', { number: order.number })}
        text={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <OrderBadge state={order.state} cause={order.closed_cause} />
            {t.rich('placedOn', { at: () => <DateTime at={order.placed_at} /> })}
          </span>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <NextStep order={order} result={actionData} />
        {/* on phones, what to pack comes before the history */}
        <div className="flex min-w-0 flex-col gap-3 max-lg:contents lg:row-span-2">
          <Address order={order} />
          <Card title={t('timeline')} className="max-lg:order-2">
            <History order={order} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3 max-lg:order-1">
          <Lines order={order} />
          {order.shipments.map(shipment => (
            <Parcel
              key={shipment.carrier + shipment.tracking_number}
              order={order}
              shipment={shipment}
              result={actionData}
            />
          ))}
        </div>
      </div>
    </>
  )
}

function Lines({ order }: { order: Order }) {
  const t = useTranslations('seller.order')
  return (
    <Card
      title={order.state === 'awaiting_shipment' ? t('pack') : t('lines')}
      text={t(`service.${order.service}`)}
      flush
    >
      <ul className="mt-3">
        {order.lines.map(line => (
          <li key={line.sku} className="flex items-center gap-3 border-line border-t px-4 py-2.5">
            {line.picture && <Thumbnail src={line.picture} size={44} />}
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{line.title}</span>
              <span className="block text-ink-3 text-xs">
                {line.variant} · {line.sku}
              </span>
            </span>
            <span className="flex flex-col items-end">
              <Money of={line.total} />
              <span className={line.units > 1 ? 'font-semibold' : 'text-ink-3 text-xs'}>
                {t.rich('units', { count: line.units, price: () => <Money of={line.unit} /> })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="border-line border-t px-4 py-2">
        <Totals order={order} />
      </div>
    </Card>
  )
}

/** What the buyer pays, and the store's share of it. A closed order earns nothing: its refund is shown instead. */
function Totals({ order }: { order: Order }) {
  const t = useTranslations('seller.order')
  const percent = new Intl.NumberFormat(languageTags[useLocale()], { style: 'percent', maximumFractionDigits: 2 })
  const rates = [...new Set(order.lines.map(line => percent.format(line.commission_bps / 10_000)))]
  const minus = ({ amount_minor, currency }: Order['total']) => ({ amount_minor: -amount_minor, currency })
  return (
    <DefinitionList>
      <KeyValue label={t('goods')}>
        <Money of={order.items} />
      </KeyValue>
      <KeyValue label={t('shipping')}>
        <Money of={order.shipping} />
      </KeyValue>
      <KeyValue label={t('total')}>
        <LoweredMoney of={order.total} before={order.placed_total} />
      </KeyValue>
      {order.state !== 'closed' && order.commission && order.receives && (
        <>
          <KeyValue label={t('commission', { rates: rates.join(', ') })}>
            <Money of={minus(order.commission)} />
          </KeyValue>
          <KeyValue label={order.state === 'completed' ? t('youReceived') : t('youReceive')} strong>
            <Money of={order.receives} />
          </KeyValue>
        </>
      )}
      {order.refunds.map(refund => (
        <KeyValue key={refund.ordered_at} label={t('refund')}>
          <Money of={minus(refund.amount)} />
        </KeyValue>
      ))}
    </DefinitionList>
  )
}

/** The history, and what happens next at the deadline. */
function History({ order }: { order: Order }) {
  const t = useTranslations('seller.order')
  const steps = order.timeline.map(
    (step, i): TimelineStep => ({
      id: step.at + step.name,
      title: t(`step.${step.name}`),
      when: pastOrCurrent(step, i === order.timeline.length - 1 && !endStates.includes(order.state)),
      at: step.at,
      by: t(`actor.${step.actor}`),
    }),
  )
  if (order.deadline)
    steps.push({
      id: order.deadline.kind,
      title: t(`next.${deadlineName(order.deadline.kind)}`),
      when: 'future',
      at: order.deadline.due_at,
    })
  return <Timeline steps={steps} />
}

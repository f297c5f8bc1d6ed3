import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { Money } from '../../kit/money/money.tsx'
import { pastOrCurrent } from '../../kit/orders.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useJournalName } from '../books/journal-names.ts'
import { Transfers } from '../books/transfers.tsx'
import type { Route } from './+types/order.ts'
import { OrderBadge } from './order-state.tsx'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => api.showOrderAsOperator({ order_id: params.id }))

export default function OrderPage({ loaderData: order }: Route.ComponentProps) {
  const t = useTranslations('ops.order')
  const kindName = useJournalName()
  const words = useTranslations('ops')
  return (
    <>
      <PageHeader
        title={t('title', { number: order.number })}
        above={
          <Link to="/ops/orders" className="text-ink-3 text-sm hover:underline">
            {t('all')}
          </Link>
        }
        text={
          <span className="flex flex-wrap items-center gap-2">
            <OrderBadge state={order.state} cause={order.closed_cause} />{' '}
            <Link to={`/ops/stores/${order.store.id}`} className="hover:underline">
              {order.store.name}
            </Link>
            {order.deadline && <Countdown due={order.deadline.due_at} />}
          </span>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={t('journals')} flush>
            <ul className="mt-2">
              {order.journals.map(journal => (
                <li key={journal.id} className="border-line border-t px-4 py-2.5">
                  <p className="mb-1 flex justify-between gap-3">
                    <span className="font-medium">{kindName(journal.kind)}</span>{' '}
                    <DateTime at={journal.at} className="text-ink-3" />
                  </p>
                  <Transfers of={journal.transfers} />
                </li>
              ))}
            </ul>
          </Card>
          <Card title={order.store.name} flush>
            <ul className="mt-2">
              {order.lines.map(line => (
                <li key={line.sku} className="flex gap-3 border-line border-t px-4 py-2">
                  <span className="min-w-0 flex-1 truncate">
                    {line.title} <span className="text-ink-3">{line.variant}</span>
                  </span>
                  <span>{line.units}</span>
                  <Money of={line.total} />
                </li>
              ))}
            </ul>
            <div className="border-line border-t px-4 py-3">
              <DefinitionList>
                <KeyValue label={t('shipping')}>
                  <Money of={order.shipping} />
                </KeyValue>
                <KeyValue label={t('total')} strong>
                  <Money of={order.total} />
                </KeyValue>
              </DefinitionList>
            </div>
          </Card>
          {order.refunds.map(refund => (
            <Card key={refund.ordered_at} title={t('refund')}>
              <Money of={refund.amount} /> · {words(`refundReason.${refund.reason}`)} ·{' '}
              {words(`refundState.${refund.state}`)}
            </Card>
          ))}
          {order.shipments.map(shipment => (
            <Card key={shipment.tracking_number} title={`${shipment.carrier_name} ${shipment.tracking_number}`}>
              <ul>
                {shipment.events.map(event => (
                  <li key={event.at} className="flex justify-between">
                    {words(`tracking.${event.kind}`)} <DateTime at={event.at} className="text-ink-3" />
                  </li>
                ))}
              </ul>
            </Card>
          ))}
        </div>
        <Card title={t('timeline')}>
          <Timeline
            steps={order.timeline.map((step, n) => ({
              id: step.at + step.name,
              title: words(`step.${step.name}`),
              when: pastOrCurrent(step, n === order.timeline.length - 1),
              at: step.at,
              by: words(`actor.${step.actor}`),
              reason: step.actor === 'clock' ? undefined : (step.reason ?? undefined),
            }))}
          />
        </Card>
      </div>
    </>
  )
}

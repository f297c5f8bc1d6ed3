import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { pastOrCurrent } from '../../kit/orders.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { AuditTable } from '../audit/audit-table.tsx'
import { useJournalName } from '../books/journal-names.ts'
import { Transfers } from '../books/transfers.tsx'
import { useDeadlineName } from '../deadlines/deadline-names.ts'
import { useMayOperate } from '../may-operate.ts'
import type { Route } from './+types/order.ts'
import { OrderBadge } from './order-state.tsx'

export const loader = page(async ({ api, params }: Web<Route.LoaderArgs>) => {
  const [order, audit] = await Promise.all([
    api.showOrderAsOperator({ order_id: params.id }),
    api.listAudit({ subject: params.id, limit: 20 }),
  ])
  return { order, audit: audit.items }
})

/** Shows the buyer's address in full, which is recorded. */
export const action = write(async ({ api, key, params }: Writing<Route.ActionArgs>) =>
  api.showBuyerContact({ order_id: params.id! }, key),
)

type Order = Route.ComponentProps['loaderData']['order']

/** Everything about one order, for somebody with its buyer or its store on the phone. */
export default function OrderPage({ loaderData: { order, audit }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.order')
  return (
    <>
      <PageHeader
        title={t('title', { number: order.number })}
        above={<Breadcrumbs path={[{ to: '/ops/orders', label: t('all') }]} />}
        text={
          <span className="flex flex-wrap items-center gap-2">
            <OrderBadge state={order.state} cause={order.closed_cause} /> <Money of={order.total} /> ·{' '}
            {order.address.name}, {order.address.city} ·{' '}
            <Link to={`/ops/stores/${order.store.id}`} className="underline">
              {order.store.name}
            </Link>
            {order.deadline && <Countdown due={order.deadline.due_at} />}
          </span>
        }
      />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Items order={order} />
          <Parcels order={order} />
          <Journals order={order} />
          <Deadlines order={order} />
          <Mails order={order} />
          <Card flush title={t('audit')}>
            <AuditTable entries={audit} ofStore />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Buyer order={order} result={actionData} />
          <Payments order={order} />
          <History order={order} />
        </div>
      </div>
    </>
  )
}

const row = 'flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-t px-4 py-2'

function Items({ order }: { order: Order }) {
  const t = useTranslations('ops.order')
  const words = useTranslations('ops')
  const locale = useLocale()
  return (
    <Card title={t('items')} flush>
      <ul className="mt-2">
        {order.lines.map(line => (
          <li key={line.sku} className={row}>
            <span className="min-w-0 flex-1 basis-48">
              <Link to={`/ops/products/${line.product_id}`} className="font-medium hover:underline">
                {line.title}
              </Link>
              <span className="block text-ink-3 text-xs">
                {line.variant} · {line.sku} · {t('rate', { rate: line.commission_bps / 10_000 })}
              </span>
            </span>
            <span className="tabular-nums">{line.units}</span>
            <Money of={line.total} />
          </li>
        ))}
      </ul>
      <div className="border-line border-t px-4 py-3">
        <DefinitionList>
          <KeyValue
            label={`${t('shipping')} · ${words(`service.${order.service}`)}, ${countryName(order.address.country, locale)}`}
          >
            <Money of={order.shipping} />
          </KeyValue>
          <KeyValue label={t('total')} strong>
            <Money of={order.total} />
          </KeyValue>
          {order.refunds.map(refund => (
            <KeyValue
              key={refund.ordered_at}
              label={`${t('refund')} · ${words(`refundReason.${refund.reason}`)} · ${words(`refundState.${refund.state}`)}`}
            >
              <Money of={refund.amount} />
            </KeyValue>
          ))}
        </DefinitionList>
      </div>
    </Card>
  )
}

function Parcels({ order }: { order: Order }) {
  const t = useTranslations('ops.order')
  const words = useTranslations('ops')
  return order.shipments.map((shipment, n) => (
    <Card
      key={shipment.tracking_number}
      title={t('parcel', { n: n + 1, of: order.shipments.length })}
      text={
        <a href={shipment.tracking_url} target="_blank" rel="noreferrer" className="underline">
          {shipment.carrier_name} {shipment.tracking_number}
        </a>
      }
      flush
    >
      <ul className="mt-2">
        <li className={row}>
          <DateTime at={shipment.shipped_at} className="w-32 text-ink-3" /> {t('shipped')}
        </li>
        {shipment.events.map(event => (
          <li key={event.at} className={row}>
            <DateTime at={event.at} className="w-32 text-ink-3" /> {words(`tracking.${event.kind}`)}
            {event.place && <span className="text-ink-3">{event.place}</span>}
          </li>
        ))}
        {shipment.events.length === 0 && <li className={`${row} text-ink-3`}>{t('noTracking')}</li>}
      </ul>
    </Card>
  ))
}

function Journals({ order }: { order: Order }) {
  const t = useTranslations('ops.order')
  const kindName = useJournalName()
  if (order.journals.length === 0) return null
  return (
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
  )
}

function Deadlines({ order }: { order: Order }) {
  const t = useTranslations('ops.order')
  const name = useDeadlineName()
  if (order.deadlines.length === 0) return null
  return (
    <Card title={t('deadlines')} flush>
      <ul className="mt-2">
        {order.deadlines.map(({ kind, due_at, fired_at, error }) => (
          <li key={kind + due_at} className={row}>
            <span className="min-w-0 flex-1 basis-48">{name(kind)}</span>
            <DateTime at={due_at} className="text-ink-3" />
            {fired_at ? (
              <Badge>{t('fired')}</Badge>
            ) : error ? (
              <Badge tone="bad">{t('failed')}</Badge>
            ) : (
              <Countdown due={due_at} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Mails({ order }: { order: Order }) {
  const t = useTranslations('ops.order')
  return (
    <Card title={t('mails')} flush>
      <ul className="mt-2">
        {order.mails.map(mail => (
          <li key={mail.id} className={row}>
            <DateTime at={mail.queued_at} className="w-32 text-ink-3" />
            <span className="min-w-0 flex-1 basis-48">{mail.subject}</span>
            <span className="text-ink-3 text-sm">
              {t(mail.to === 'buyer' ? 'toBuyer' : 'toStore')} · {t(mail.sent_at ? 'mailSent' : 'mailWaits')}
            </span>
          </li>
        ))}
        {order.mails.length === 0 && <li className={`${row} text-ink-3`}>{t('noMails')}</li>}
      </ul>
    </Card>
  )
}

const emailOf = (result: unknown): string | null =>
  typeof result === 'object' && result !== null && 'email' in result ? String(result.email) : null

/** Who bought; the e-mail address only when asked for. */
function Buyer({ order: { buyer, address }, result }: { order: Order; result: unknown }) {
  const t = useTranslations('ops.order')
  const may = useMayOperate()
  const locale = useLocale()
  const email = emailOf(result)
  const name: ReactNode =
    buyer.user_id && may('ops.people') ? (
      <Link to={`/ops/users/${buyer.user_id}`} className="underline">
        {buyer.name}
      </Link>
    ) : (
      (buyer.name ?? t('guest'))
    )
  return (
    <Card title={t('buyer')}>
      <DefinitionList className="-my-2">
        <KeyValue label={t('name')}>{name}</KeyValue>
        <KeyValue label={t('email')}>
          <span className="flex flex-wrap items-center justify-end gap-2">
            {email ?? buyer.email}
            {!email && may('ops.people') && (
              <WriteForm result={result} name="contact" className="contents">
                <SubmitButton variant="outline" size="sm">
                  {t('show')}
                </SubmitButton>
              </WriteForm>
            )}
          </span>
          {may('ops.people') && <span className="block text-ink-3 text-xs">{t('recorded')}</span>}
        </KeyValue>
        <KeyValue label={t('deliverTo')}>
          {[address.name, address.line1, address.line2, `${address.postal_code} ${address.city}`]
            .filter(Boolean)
            .map(line => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          {countryName(address.country, locale)}
        </KeyValue>
        <KeyValue label={t('language')}>{buyer.locale}</KeyValue>
        <KeyValue label={t('ordersOf')}>{buyer.orders}</KeyValue>
      </DefinitionList>
    </Card>
  )
}

function Payments({ order: { payments, purchase_id } }: { order: Order }) {
  const t = useTranslations('ops.order')
  const state = useTranslations('ops.paymentState')
  return (
    <Card title={t('payment')}>
      {payments.length === 0 && <p className="text-ink-3">{t('noPayment')}</p>}
      {payments.map(payment => (
        <DefinitionList key={payment.id} className="-my-2">
          <KeyValue label={t('paymentState')}>
            {state(payment.state)} {payment.refused_because}
          </KeyValue>
          <KeyValue label={t('method')}>{payment.method}</KeyValue>
          <KeyValue label={t('reference')}>
            <span className="break-all font-mono text-xs">{payment.reference ?? '–'}</span>
          </KeyValue>
          <KeyValue label={t('paid')}>
            {t.rich('paidOf', { part: () => <Money of={payment.part} />, all: () => <Money of={payment.amount} /> })}
          </KeyValue>
          <KeyValue label={t('at')}>
            <DateTime at={payment.ended_at ?? payment.created_at} />
          </KeyValue>
        </DefinitionList>
      ))}
      <p className="mt-3 break-all text-ink-3 text-xs">{t('purchase', { id: purchase_id })}</p>
    </Card>
  )
}

function History({ order }: { order: Order }) {
  const t = useTranslations('ops.order')
  const words = useTranslations('ops')
  return (
    <Card title={t('timeline')}>
      <Timeline
        steps={order.timeline.map((step, n) => ({
          id: step.at + step.name,
          title: words(`step.${step.name}`),
          when: pastOrCurrent(step, n === order.timeline.length - 1),
          at: step.at,
          by: step.by ? `${step.by} (${words(`actor.${step.actor}`)})` : words(`actor.${step.actor}`),
          reason: step.actor === 'clock' ? undefined : (step.reason ?? undefined),
        }))}
      />
    </Card>
  )
}

import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { type OrderTransition, orderMachine } from '#orders/states.ts'
import { may as isPossible } from '#platform/machine.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { useStorePath } from '../../kit/page/store-path.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useMay } from '../may.ts'
import type { Order } from './order-data.ts'
import { LowerPrice } from './order-price.tsx'
import { ParcelFields } from './parcel-fields.tsx'

/** The next step of an order and its deadline; for an ended one, how it ended. */
export function NextStep({ order, result }: { order: Order; result: unknown }) {
  const t = useTranslations('seller.order')
  const may = useMay()
  const can = (name: OrderTransition) => isPossible(orderMachine, order.state, name)
  const due = order.deadline?.due_at
  const left = () => due && <Countdown due={due} className="font-semibold" />
  switch (order.state) {
    case 'awaiting_payment':
      return (
        <div className="flex flex-col gap-3">
          <Callout tone="info" title={t('doNotShip')}>
            {t.rich('now.awaiting_payment', { left })}
          </Callout>
          {can('lower_price') && may('orders.price') && <LowerPrice order={order} result={result} />}
        </div>
      )
    case 'payment_in_progress':
      return (
        <Callout tone="info" title={t('doNotShip')}>
          {t('now.payment_in_progress')}
        </Callout>
      )
    case 'awaiting_shipment':
      return (
        <Card
          title={t('ship')}
          text={due && t.rich('shipBy', { at: () => <DateTime at={due} className="font-medium text-ink" /> })}
          actions={due && <Countdown due={due} className="text-md" />}
        >
          {can('ship') && may('orders.ship') ? (
            <ShipForm carriers={order.carriers} result={result} />
          ) : (
            <p>{t('notYours')}</p>
          )}
          <p className="mt-4 border-line border-t pt-3 text-ink-2 text-sm">
            <strong className="font-semibold text-ink">{t('noCancel')}</strong> {t('noCancelText')}
          </p>
        </Card>
      )
    case 'awaiting_receipt':
      return (
        <Callout tone="info" title={t('onTheWay')}>
          {order.receives && t.rich('now.awaiting_receipt', { left, amount: () => <Money of={order.receives!} /> })}
        </Callout>
      )
    case 'completed':
      return (
        <Callout tone="ok" title={t('done')}>
          {order.receives &&
            t.rich('now.completed', {
              amount: () => <Money of={order.receives!} />,
              link: chunks => (may('balance.read') ? <BalanceLink>{chunks}</BalanceLink> : chunks),
            })}
        </Callout>
      )
    case 'closed':
      return (
        <Callout tone={order.closed_cause === 'not_shipped' ? 'bad' : 'warn'} title={t('closedTitle')}>
          {t(`closed.${order.closed_cause ?? 'unpaid'}`)}
        </Callout>
      )
  }
}

function ShipForm({ carriers, result }: { carriers: Order['carriers']; result: unknown }) {
  const t = useTranslations('seller.order')
  return (
    <WriteForm result={result}>
      <ParcelFields carriers={carriers} />
      <SubmitButton className="self-start">{t('shipNow')}</SubmitButton>
    </WriteForm>
  )
}

function BalanceLink({ children }: { children: ReactNode }) {
  return (
    <Link to={useStorePath()('/balance')} className="underline">
      {children}
    </Link>
  )
}

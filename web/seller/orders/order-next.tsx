import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { trackingNumberMaxCharacters } from '#orders/limits.ts'
import { type OrderTransition, orderMachine } from '#orders/states.ts'
import { may as isPossible } from '#platform/machine.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { useHydrated } from '../../kit/page/hydrated.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useMay } from '../may.ts'
import type { Order } from './order-data.ts'
import { LowerPrice } from './order-price.tsx'

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

type Carrier = Order['carriers'][number]

function ShipForm({ carriers, result }: { carriers: readonly Carrier[]; result: unknown }) {
  const t = useTranslations('seller.order')
  const hydrated = useHydrated()
  const [chosen, setChosen] = useState(carriers[0])
  const listed = carriers.filter(carrier => carrier.listed)
  const others = carriers.filter(carrier => !carrier.listed)
  return (
    <WriteForm result={result}>
      <div className="grid gap-x-3 gap-y-4 sm:grid-cols-2">
        <Field name="carrier" label={t('carrier')} hint={chosen?.listed === false && t('addsCarrier')}>
          <Select
            required
            onChange={event => setChosen(carriers.find(({ code }) => code === event.currentTarget.value))}
          >
            <CarrierOptions carriers={listed} />
            {others.length > 0 && (
              <optgroup label={t('otherCarriers')}>
                <CarrierOptions carriers={others} />
              </optgroup>
            )}
          </Select>
        </Field>
        <Field
          name="tracking_number"
          label={t('tracking_number')}
          hint={hydrated && chosen && t('looksLike', { example: chosen.tracking_example })}
        >
          <Input
            required
            maxLength={trackingNumberMaxCharacters}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="characters"
          />
        </Field>
      </div>
      <SubmitButton className="self-start">{t('shipNow')}</SubmitButton>
    </WriteForm>
  )
}

/** Without script the hint cannot follow the selection, so each option shows an example number. */
function CarrierOptions({ carriers }: { carriers: readonly Carrier[] }) {
  const t = useTranslations('seller.order')
  const hydrated = useHydrated()
  return carriers.map(({ code, name, tracking_example: example }) => (
    <option key={code} value={code}>
      {hydrated ? name : t('carrierOption', { name, example })}
    </option>
  ))
}

function BalanceLink({ children }: { children: ReactNode }) {
  return (
    <Link to={useStorePath()('/balance')} className="underline">
      {children}
    </Link>
  )
}

import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { Input, Select } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { languageTags } from '../kit/i18n.tsx'
import { Money } from '../kit/money/money.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../kit/primitives/definition-list.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { Timeline } from '../kit/primitives/timeline.tsx'
import { Countdown } from '../kit/time/countdown.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import type { Route } from './+types/order.ts'
import { OrderBadge } from './order-state.tsx'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => api.showStoreOrder({ order_id: params.id }))

export const action = write(async ({ api, form, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  await api.shipOrder(
    {
      order_id: params.id!,
      carrier: String(form.get('carrier')),
      tracking_number: String(form.get('tracking_number')),
      // the form says beside the carrier that choosing an unlisted one adds it
      add_to_template: true,
    },
    key,
  )
  return goTo(url.pathname, visit, visit.locale === 'fr' ? 'Commande expédiée' : 'Order shipped')
})

type Order = Route.ComponentProps['loaderData']

export default function OrderPage({ loaderData: order, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.order')
  return (
    <>
      <PageHeader
        title={t('title', { number: order.number })}
        above={
          <Link to="/seller/orders" className="text-ink-3 text-sm hover:underline">
            {t('all')}
          </Link>
        }
        text={
          <span className="flex flex-wrap items-center gap-2">
            <OrderBadge state={order.state} />
            {order.state === 'closed' ? t(`closed.${order.closed_cause as 'unpaid'}`) : t(`now.${order.state}`)}
            {order.deadline && <Countdown due={order.deadline.due_at} />}
          </span>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          {order.state === 'awaiting_shipment' && <Ship order={order} result={actionData} />}
          <Lines order={order} />
          {order.shipments.map(shipment => (
            <Card key={shipment.tracking_number} title={`${shipment.carrier_name} ${shipment.tracking_number}`}>
              <ul className="flex flex-col gap-1">
                <li className="flex justify-between gap-4">
                  {t('shippedAt')} <DateTime at={shipment.shipped_at} className="text-ink-3" />
                </li>
                {shipment.events.map(event => (
                  <li key={event.at} className="flex justify-between gap-4">
                    {t(`tracking.${event.kind as 'accepted'}`)} <DateTime at={event.at} className="text-ink-3" />
                  </li>
                ))}
              </ul>
              <a href={shipment.tracking_url} rel="noreferrer" className="mt-2 inline-block text-brand underline">
                {t('follow')}
              </a>
            </Card>
          ))}
        </div>
        <div className="flex flex-col gap-3">
          <Address order={order} />
          <Card title={t('timeline')}>
            <Timeline
              steps={order.timeline.map((step, n) => ({
                id: step.at + step.name,
                title: t(`step.${step.name as 'place'}`),
                when: n === order.timeline.length - 1 ? 'current' : 'done',
                at: step.at,
              }))}
            />
          </Card>
        </div>
      </div>
    </>
  )
}

function Ship({ order, result }: { order: Order; result: unknown }) {
  const t = useTranslations('seller.order')
  const listed = order.carriers.filter(carrier => carrier.listed)
  const others = order.carriers.filter(carrier => !carrier.listed)
  return (
    <Card title={t('ship')}>
      <WriteForm result={result}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="carrier" label={t('carrier')}>
            <Select required>
              {listed.map(carrier => (
                <option key={carrier.code} value={carrier.code}>
                  {t('carrierOption', { name: carrier.name, example: carrier.tracking_example })}
                </option>
              ))}
              <optgroup label={t('otherCarriers')}>
                {others.map(carrier => (
                  <option key={carrier.code} value={carrier.code}>
                    {t('carrierOption', { name: carrier.name, example: carrier.tracking_example })}
                  </option>
                ))}
              </optgroup>
            </Select>
          </Field>
          <Field name="tracking_number" label={t('tracking_number')}>
            <Input required maxLength={50} autoComplete="off" />
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton>{t('shipNow')}</SubmitButton>
        </div>
      </WriteForm>
      <Callout tone="info" title={t('noCancel')} className="mt-4">
        {t('noCancelText')}
      </Callout>
    </Card>
  )
}

function Lines({ order }: { order: Order }) {
  const t = useTranslations('seller.order')
  const commission = order.lines.reduce(
    (sum, line) => sum + Math.round((line.total.amount_minor * line.commission_bps) / 10_000),
    0,
  )
  const { currency } = order.total
  return (
    <Card title={t('lines')} flush>
      <ul className="mt-2">
        {order.lines.map(line => (
          <li key={line.sku} className="flex items-center gap-3 border-line border-t px-4 py-2.5">
            {line.picture && (
              <img
                src={line.picture}
                alt=""
                width={40}
                height={40}
                className="size-10 rounded-lg bg-mat object-cover"
              />
            )}
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{line.title}</span>
              <span className="block text-ink-3 text-xs">
                {line.variant} · {line.sku}
              </span>
            </span>
            <span className="tabular-nums">{t('units', { count: line.units })}</span>
            <Money of={line.total} className="w-24 text-right" />
          </li>
        ))}
      </ul>
      <div className="border-line border-t px-4 py-3">
        <DefinitionList>
          <KeyValue label={t('goods')}>
            <Money of={order.items} />
          </KeyValue>
          <KeyValue label={t('shipping')}>
            <Money of={order.shipping} />
          </KeyValue>
          <KeyValue label={t('commission')}>
            <Money of={{ amount_minor: -commission, currency }} />
          </KeyValue>
          <KeyValue label={t('youReceive')} strong>
            <Money of={{ amount_minor: order.total.amount_minor - commission, currency }} />
          </KeyValue>
        </DefinitionList>
      </div>
    </Card>
  )
}

function Address({ order: { address } }: { order: Order }) {
  const t = useTranslations('seller.order')
  const locale = useLocale()
  const country = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })
  return (
    <Card title={t('address')} text={t('addressText')}>
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
        {country.of(address.country)}
      </address>
    </Card>
  )
}

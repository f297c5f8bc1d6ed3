import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { buttonClass } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useMay } from '../may.ts'
import type { Order } from './order-data.ts'
import { ParcelFields } from './parcel-fields.tsx'

type Shipment = Order['shipments'][number]

/** One parcel and its tracking events; its number can be corrected until the carrier has scanned it. */
export function Parcel({ order, shipment, result }: { order: Order; shipment: Shipment; result: unknown }) {
  const t = useTranslations('seller.order')
  const may = useMay()
  const { events, corrections } = shipment
  return (
    <Card
      title={shipment.carrier_name}
      text={<span className="select-all tabular-nums">{shipment.tracking_number}</span>}
      actions={
        <a href={shipment.tracking_url} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
          <ExternalLink size={14} />
          {t('follow')}
        </a>
      }
    >
      <Timeline
        steps={[
          {
            id: 'shipped',
            title: t('handedOver'),
            when: events.length > 0 ? 'done' : 'current',
            at: shipment.shipped_at,
          },
          ...events.map((event, i) => ({
            id: event.at + event.kind,
            title: [t(`tracking.${event.kind}`), event.place].filter(Boolean).join(', '),
            when: i < events.length - 1 || shipment.delivered_at ? ('done' as const) : ('current' as const),
            at: event.at,
          })),
        ]}
      />
      {corrections.length > 0 && (
        <ul className="mt-3 border-line border-t pt-3 text-ink-2 text-sm">
          {corrections.map(({ carrier_name, tracking_number, at }) => (
            <li key={at}>
              {t.rich('corrected', { was: `${carrier_name} ${tracking_number}`, at: () => <DateTime at={at} /> })}
            </li>
          ))}
        </ul>
      )}
      {events.length === 0 && order.state === 'awaiting_receipt' && may('orders.ship') && (
        <CorrectForm carriers={order.carriers} shipment={shipment} result={result} />
      )}
    </Card>
  )
}

function CorrectForm({
  carriers,
  shipment,
  result,
}: {
  carriers: Order['carriers']
  shipment: Shipment
  result: unknown
}) {
  const t = useTranslations('seller.order')
  const open = isRefused(result) && result.formName === 'correct'
  return (
    <details className="mt-3 border-line border-t pt-3" open={open || undefined}>
      <summary className="cursor-pointer font-medium text-sm">{t('correct')}</summary>
      <p className="mt-1 text-ink-2 text-sm">{t('correctText')}</p>
      <WriteForm result={result} name="correct" className="mt-3 flex flex-col gap-4">
        <ParcelFields carriers={carriers} now={shipment} />
        <SubmitButton variant="outline" className="self-start">
          {t('correctNow')}
        </SubmitButton>
      </WriteForm>
    </details>
  )
}

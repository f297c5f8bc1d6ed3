import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import type { Order } from './order-data.ts'

/** One parcel and its tracking events. */
export function Parcel({ shipment }: { shipment: Order['shipments'][number] }) {
  const t = useTranslations('seller.order')
  const { events } = shipment
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
    </Card>
  )
}

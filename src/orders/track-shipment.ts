import { hash } from 'node:crypto'
import { moveOrders } from '#orders/move-orders.ts'
import { protectionDays } from '#orders/policy.ts'
import type { trackingKinds } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { type Due, setDeadlines } from '#platform/deadlines.ts'
import type { Tx } from '#platform/tx.ts'

type TrackingEvent = {
  readonly kind: (typeof trackingKinds)[number]
  readonly place: string
}

/**
 * Records what a carrier reports about a parcel. The delivered event of an order's last parcel is its receipt: buyer
 * protection counts from there instead of the time assumed at shipment (R50.6).
 */
async function recordTracking(
  tx: Tx,
  parcel: { storeId: string; shipmentId: string },
  event: TrackingEvent,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into orders.tracking_events (store_id, shipment_id, n, kind, place, at)
    select ${parcel.storeId}, ${parcel.shipmentId}, count(*)::int, ${event.kind}, ${event.place}, ${at}::timestamptz
    from orders.tracking_events where store_id = ${parcel.storeId} and shipment_id = ${parcel.shipmentId}
  `.execute(tx)
  if (event.kind !== 'delivered') return
  const { rows } = await sql<{ id: string }>`
    with s as (
      update orders.shipments set delivered_at = ${at}
      where store_id = ${parcel.storeId} and id = ${parcel.shipmentId} and delivered_at is null returning order_id
    )
    select s.order_id as id from s where not exists (select 1 from orders.shipments open
      where open.store_id = ${parcel.storeId} and open.order_id = s.order_id
        and open.delivered_at is null and open.id <> ${parcel.shipmentId})
  `.execute(tx)
  await moveOrders(
    tx,
    'deliver',
    rows.map(({ id }) => ({ storeId: parcel.storeId, id })),
    {
      set: sql`received_at = coalesce(t.received_at, ${at}::timestamptz)`,
      due: { 'orders.complete_by': at.add({ hours: 24 * tx.policy(protectionDays) }) },
    },
  )
}

const hoursToFirstScan = 6

export const firstTrackingDueAt = (shippedAt: Temporal.Instant): Temporal.Instant =>
  shippedAt.add({ hours: hoursToFirstScan })

/**
 * A simulated carrier, driven by the clock: scan, transit, delivery between half of and the whole promised time. A
 * tracking number ending in 0 is never delivered. Real carriers will call `recordTracking` instead.
 */
export async function simulateTracking(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  for (const { subject, dueAt } of due) {
    const { rows } = await sql<{
      tracking_number: string
      shipped_at: Temporal.Instant
      max_days: number
      events: number
      city: string
    }>`
      select s.tracking_number, s.shipped_at, o.delivery_max_days as max_days, o.address ->> 'city' as city,
        (select count(*)::int from orders.tracking_events e
          where e.store_id = ${storeId} and e.shipment_id = s.id) as events
      from orders.shipments s join orders.orders o on o.store_id = s.store_id and o.id = s.order_id
      where s.store_id = ${storeId} and s.id = ${subject}
    `.execute(tx)
    const parcel = rows[0]!
    const kind = (['accepted', 'in_transit', 'delivered'] as const)[parcel.events]
    if (!kind) continue
    await recordTracking(
      tx,
      { storeId, shipmentId: subject },
      { kind, place: kind === 'delivered' ? parcel.city : '' },
      dueAt,
    )
    const next = nextScanAt(kind, dueAt, parcel)
    if (next) await setDeadlines(tx, [{ owner: storeId, subject, kind: 'orders.track', dueAt: next }])
  }
}

function nextScanAt(
  kind: 'accepted' | 'in_transit' | 'delivered',
  dueAt: Temporal.Instant,
  parcel: { tracking_number: string; shipped_at: Temporal.Instant; max_days: number },
): Temporal.Instant | null {
  if (kind === 'accepted') return dueAt.add({ hours: 10 })
  if (kind === 'delivered' || parcel.tracking_number.endsWith('0')) return null
  // the same number always takes the same time
  const chance = hash('sha256', parcel.tracking_number, 'buffer')[0]! / 255
  const hours = Math.max(24, Math.round(24 * parcel.max_days * (0.5 + chance / 2)))
  const at = parcel.shipped_at.add({ hours })
  return Temporal.Instant.compare(at, dueAt) > 0 ? at : dueAt.add({ hours: 1 })
}

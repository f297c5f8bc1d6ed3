import { orderEvents } from '#orders/events.ts'
import { type Parcel, parcelRow } from '#orders/parcel.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

type Before = {
  readonly id: string
  readonly carrier: string
  readonly tracking_number: string
  readonly carrier_name: string
  readonly buyer_id: string
  readonly scanned: boolean
}

/**
 * Corrects the carrier and tracking number of an order's latest parcel, as long as the carrier has not scanned it. What
 * it was before is kept, and the buyer is told. Returns what it was, or null when nothing changed. Refuses
 * `order.not_found`, `order.wrong_state` (nothing was shipped), `order.parcel_scanned`, `order.carrier_unnamed`,
 * `order.tracking_malformed`, `order.tracking_used`.
 */
export async function correctTracking(
  tx: Tx,
  userId: string,
  order: { storeId: string; id: string },
  parcel: Parcel,
): Promise<Pick<Before, 'carrier' | 'tracking_number'> | null> {
  const before = await lockParcel(tx, order)
  if (before.scanned) throw refuse('order.parcel_scanned')
  const row = await parcelRow(tx, parcel)
  if (before.carrier === row.carrier && before.tracking_number === row.number && !row.name) return null
  await sql`
    update orders.shipments
    set carrier = ${row.carrier}, tracking_number = ${row.number}, carrier_name = ${row.name}, tracking_url = ${row.url}
    where store_id = ${order.storeId} and id = ${before.id}
  `
    .execute(tx)
    .catch(error => {
      if (error.code === '23505') throw refuse('order.tracking_used', { tracking_number: row.number })
      throw error
    })
  const correctionId = newId()
  await sql`
    insert into orders.tracking_corrections
      (store_id, id, shipment_id, carrier_name, tracking_number, corrected_by, corrected_at)
    values (${order.storeId}, ${correctionId}, ${before.id}, ${before.carrier_name}, ${before.tracking_number}, ${userId},
      ${tx.now})
  `.execute(tx)
  const body = { store_id: order.storeId, order_id: order.id, buyer_id: before.buyer_id, correction_id: correctionId }
  emit(tx, orderEvents['order.tracking_corrected'], [{ owner: order.storeId, subject: order.id, body }])
  return { carrier: before.carrier, tracking_number: before.tracking_number }
}

/** The latest parcel, locked, so that two corrections follow one another. */
async function lockParcel(tx: Tx, { storeId, id }: { storeId: string; id: string }): Promise<Before> {
  const { rows } = await sql<{ id: string }>`
    select id from orders.shipments where store_id = ${storeId} and order_id = ${id}
    order by shipped_at desc, id desc limit 1 for update
  `.execute(tx)
  const { rows: found } = await sql<Before>`
    select h.id, h.carrier, h.tracking_number, coalesce(h.carrier_name, c.name) as carrier_name, o.buyer_id,
      exists (select 1 from orders.tracking_events e
        where e.store_id = ${storeId} and e.shipment_id = h.id) as scanned
    from orders.orders o
    left join orders.shipments h on h.store_id = ${storeId} and h.order_id = o.id and h.id = ${rows[0]?.id ?? null}
    left join shipping.carriers c on c.code = h.carrier
    where o.store_id = ${storeId} and o.id = ${id}
  `.execute(tx)
  if (!found[0]) throw refuse('order.not_found')
  if (!found[0].id) throw refuse('order.wrong_state', { wanted: 'awaiting_receipt' })
  return found[0]
}

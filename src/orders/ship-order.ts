import { shipLines } from '#orders/hold-stock.ts'
import { moveOrders } from '#orders/move-orders.ts'
import { otherCarrier, type Parcel, parcelRow } from '#orders/parcel.ts'
import { protectionDays } from '#orders/policy.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { firstTrackingDueAt } from '#orders/track-shipment.ts'
import { sql } from '#platform/db.ts'
import { setDeadlines } from '#platform/deadlines.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { addCarrier, type Service } from '#shipping/index.ts'

const refuse = refuser(orderRefusals)

type Shipping = Parcel & {
  /**
   * Adds the carrier to the order's templates when none has it for its country and service (R51.5), instead of
   * refusing.
   */
  readonly addToTemplate: boolean
}

type Checked = {
  country: string
  service: Service
  templates: string[]
  listed: boolean
  max_days: number
}

/**
 * The store hands an order to a carrier (R51.1): its units leave stock, ship-by is canceled, and completion by time is
 * set to the latest day it may arrive plus the protection (R50.6). Refuses `order.not_found`, `order.wrong_state` (a
 * late entry after ship-by among them, R51.5), `order.carrier_not_in_template`, `order.carrier_unnamed`,
 * `order.tracking_malformed`, `order.tracking_used`. The carrier `other` is of no template.
 */
export async function shipOrder(
  tx: Tx,
  userId: string,
  order: { storeId: string; id: string },
  parcel: Shipping,
): Promise<void> {
  const [checked, row] = await Promise.all([check(tx, order, parcel.carrier), parcelRow(tx, parcel)])
  if (!checked.listed && parcel.carrier !== otherCarrier) {
    if (!parcel.addToTemplate) throw refuse('order.carrier_not_in_template', { carrier: parcel.carrier })
    await addCarrier(tx, order.storeId, checked.templates, { ...checked, carrier: parcel.carrier })
  }
  // receipt, if no carrier reports it, is the ship instant + the longest delivery time
  const completeBy = tx.now.add({ hours: 24 * (checked.max_days + tx.policy(protectionDays)) })
  const { moved } = await moveOrders(tx, 'ship', [order], {
    actorId: userId,
    set: sql`shipped_at = ${tx.now}`,
    due: { 'orders.complete_by': completeBy },
  })
  if (moved.length === 0) throw refuse('order.wrong_state', { wanted: 'awaiting_shipment' })
  const shipmentId = newId()
  const added = await sql`
    insert into orders.shipments (store_id, id, order_id, carrier, tracking_number, carrier_name, tracking_url, shipped_at)
    values (${order.storeId}, ${shipmentId}, ${order.id}, ${row.carrier}, ${row.number}, ${row.name}, ${row.url},
      ${tx.now})
    on conflict (store_id, carrier, tracking_number) do nothing
  `.execute(tx)
  if (!added.numAffectedRows) throw refuse('order.tracking_used', { tracking_number: row.number })
  await Promise.all([
    shipLines(tx, [order]),
    setDeadlines(tx, [
      { owner: order.storeId, subject: shipmentId, kind: 'orders.track', dueAt: firstTrackingDueAt(tx.now) },
    ]),
  ])
}

async function check(tx: Tx, order: { storeId: string; id: string }, carrier: string): Promise<Checked> {
  const { rows } = await sql<Checked>`
    select o.delivery_max_days as max_days, o.address ->> 'country' as country, o.service,
      array_agg(distinct l.template_id) as templates,
      ${carrier} in (${listedCarriers(order)}) as listed
    from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
    where o.store_id = ${order.storeId} and o.id = ${order.id} group by o.store_id, o.id
  `.execute(tx)
  if (!rows[0]) throw refuse('order.not_found')
  return rows[0]
}

/** SQL: the carriers that the templates of an order's lines name for its country and service. */
export const listedCarriers = (order: { storeId: string; id: string }) => sql`
  select c.carrier from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
  join shipping.zone_countries z on z.store_id = o.store_id and z.template_id = l.template_id
    and z.country = o.address ->> 'country'
  join shipping.rate_carriers c on c.store_id = z.store_id and c.template_id = z.template_id and c.zone = z.zone
    and c.service = o.service
  where o.store_id = ${order.storeId} and o.id = ${order.id}`

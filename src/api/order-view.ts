import { z } from 'zod'
import { type Address, AddressSchema } from '#cart/index.ts'
import {
  type ClosedCause,
  closedCauses,
  type OrderDeadlineKind,
  type OrderState,
  orderActors,
  orderDeadlineKinds,
  orderStates,
  orderTransitions,
  trackingKinds,
} from '#orders/index.ts'
import { type RefundReason, type RefundState, refundReasons, refundStates } from '#payments/index.ts'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, MoneySchema, money, oneOf } from '#platform/json.ts'
import { ownedBy } from '#platform/owned.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { payableOf } from '#pricing/index.ts'
import { type Service, services } from '#shipping/index.ts'

const timelineSteps = [...orderTransitions, 'refuse_payment'] as const
type TimelineStep = (typeof timelineSteps)[number]

/** An order with the fields of all audiences; each audience's route leaves out those it may not see. */
export const OrderSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    purchase_id: z.string(),
    state: oneOf(orderStates),
    closed_cause: oneOf(closedCauses).nullable(),
    store: z.object({ id: z.string(), name: z.string(), slug: z.string(), country: z.string(), time_zone: z.string() }),
    placed_at: InstantSchema,
    paid_at: InstantSchema.nullable(),
    shipped_at: InstantSchema.nullable(),
    received_at: InstantSchema.nullable(),
    ended_at: InstantSchema.nullable(),
    /** The next deadline and when it is due. */
    deadline: z.object({ kind: oneOf(orderDeadlineKinds), due_at: InstantSchema }).nullable(),
    address: AddressSchema,
    service: oneOf(services),
    delivery_max_days: z.int(),
    processing_days: z.int(),
    lines: z.array(
      z.object({
        product_id: z.string(),
        title: z.string(),
        variant: z.string(),
        sku: z.string(),
        picture: z.string().nullable(),
        units: z.int(),
        unit: MoneySchema,
        /** Taken off the price of its units. */
        discount: MoneySchema,
        total: MoneySchema,
        /** Refunded for the line so far, items without shipping. */
        refunded: MoneySchema,
        refunded_units: z.int(),
        commission_bps: z.int(),
      }),
    ),
    items: MoneySchema,
    shipping: MoneySchema,
    total: MoneySchema,
    /** The total when it was placed, if its store has lowered it since. */
    placed_total: MoneySchema.nullable(),
    shipments: z.array(
      z.object({
        carrier: z.string(),
        carrier_name: z.string(),
        tracking_number: z.string(),
        tracking_url: z.string(),
        shipped_at: InstantSchema,
        delivered_at: InstantSchema.nullable(),
        /** What was entered before it was corrected, oldest first. */
        corrections: z.array(z.object({ carrier_name: z.string(), tracking_number: z.string(), at: InstantSchema })),
        events: z.array(z.object({ kind: oneOf(trackingKinds), place: z.string(), at: InstantSchema })),
      }),
    ),
    timeline: z.array(
      z.object({
        /** A transition of the order, or a refused payment, which is none. */
        name: oneOf(timelineSteps),
        became: oneOf(orderStates),
        actor: oneOf([...new Set(orderActors)]),
        reason: z.string().nullable(),
        at: InstantSchema,
      }),
    ),
    refunds: z.array(
      z.object({
        amount: MoneySchema,
        reason: oneOf(refundReasons),
        state: oneOf(refundStates),
        /** False: it returns a payment that came too late and never paid for the order. */
        of_order: z.boolean(),
        ordered_at: InstantSchema,
        done_at: InstantSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Order' })
/** For its buyer: the commission is between the platform and the store. */
export const BuyerOrderSchema = OrderSchema.extend({
  lines: z.array(OrderSchema.shape.lines.element.omit({ commission_bps: true })),
}).meta({ id: 'MyOrder' })
export type OrderJson = z.input<typeof OrderSchema>

type Row = {
  number: string
  buyer_id: string
  purchase_id: string
  state: OrderState
  closed_cause: ClosedCause | null
  currency: string
  items_minor: bigint
  shipping_minor: bigint
  placed_total_minor: bigint | null
  address: Address
  service: Service
  delivery_max_days: number
  processing_days: number
  placed_at: Temporal.Instant
  paid_at: Temporal.Instant | null
  shipped_at: Temporal.Instant | null
  received_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
  name: string
  slug: string
  country: string
  time_zone: string
  deadline: { kind: OrderDeadlineKind; due_at: string } | null
  lines: {
    product_id: string
    title: string
    variant: string
    sku: string
    picture: string | null
    units: number
    unit: number
    discounts: { amount_minor: string }[]
    refunded: number
    refunded_units: number
    commission_bps: number
  }[]
  shipments:
    | {
        carrier: string
        carrier_name: string
        tracking_number: string
        tracking_url: string
        shipped_at: string
        delivered_at: string | null
        corrections: { carrier_name: string; tracking_number: string; at: string }[] | null
        events: { kind: (typeof trackingKinds)[number]; place: string; at: string }[] | null
      }[]
    | null
  timeline: {
    name: TimelineStep
    became: OrderState
    actor: (typeof orderActors)[number]
    reason: string | null
    at: string
  }[]
  refunds:
    | {
        amount: number
        reason: RefundReason
        state: RefundState
        of_order: boolean
        ordered_at: string
        done_at: string | null
      }[]
    | null
}

const iso = (text: string): string => instant(Temporal.Instant.from(text))

type Found = { readonly id: string; readonly buyerId: string; readonly purchaseId: string; readonly order: OrderJson }

/** One order with everything that its store has of it, in one statement; null when the store has no such order. */
export async function readOrder(reader: Reader, storeId: string, id: string): Promise<Found | null> {
  const owned = ownedBy(storeId)
  const { rows } = await sql<Row>`
    select o.*, s.name, s.slug, s.country, s.time_zone,
      (select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
        where d.owner = o.store_id and ${owned('d.owner')} and d.subject = o.id and d.fired_at is null order by d.due_at limit 1) as deadline,
      (select json_agg(json_build_object('product_id', l.product_id, 'title', l.title, 'variant', l.variant_name,
          'sku', l.sku, 'picture', l.picture, 'units', l.units, 'unit', l.unit_minor, 'discounts', l.discounts, 'commission_bps', l.commission_bps,
          'refunded', coalesce(r.goods, 0), 'refunded_units', coalesce(r.units, 0)) order by l.n)
        from orders.lines l cross join lateral (select sum(f.goods_minor)::bigint as goods, sum(f.units)::int as units
          from orders.refund_lines f where f.store_id = l.store_id and ${owned('f.store_id')} and f.order_id = l.order_id and f.n = l.n) r
        where l.store_id = o.store_id and ${owned('l.store_id')} and l.order_id = o.id) as lines,
      (select json_agg(json_build_object('carrier', p.carrier, 'carrier_name', coalesce(p.carrier_name, c.name), 'tracking_number', p.tracking_number,
          'tracking_url', coalesce(p.tracking_url, replace(c.tracking_url, '{number}', p.tracking_number)), 'shipped_at', p.shipped_at,
          'delivered_at', p.delivered_at, 'corrections', (select json_agg(json_build_object('carrier_name', f.carrier_name,
            'tracking_number', f.tracking_number, 'at', f.corrected_at) order by f.id) from orders.tracking_corrections f
            where f.store_id = p.store_id and ${owned('f.store_id')} and f.shipment_id = p.id), 'events', (select json_agg(json_build_object('kind', e.kind, 'place', e.place,
            'at', e.at) order by e.n) from orders.tracking_events e
            where e.store_id = p.store_id and ${owned('e.store_id')} and e.shipment_id = p.id)) order by p.shipped_at, p.id)
        from orders.shipments p join shipping.carriers c on c.code = p.carrier
        where p.store_id = o.store_id and ${owned('p.store_id')} and p.order_id = o.id) as shipments,
      (select json_agg(json_build_object('name', t.name, 'became', t.became, 'actor', t.actor, 'reason', t.reason,
          'at', t.at) order by t.at, t.id)
        from platform.transitions t where t.owner = o.store_id and ${owned('t.owner')} and t.subject = o.id) as timeline,
      (select json_agg(json_build_object('amount', r.amount_minor, 'reason', r.reason, 'state', r.state,
          'of_order', exists (select 1 from orders.refund_lines f where f.store_id = r.store_id and ${owned('f.store_id')} and f.refund_id = r.id),
          'ordered_at', r.ordered_at, 'done_at', r.done_at) order by r.ordered_at, r.id)
        from payments.refunds r where r.store_id = o.store_id and ${owned('r.store_id')} and r.order_id = o.id) as refunds
    from orders.orders o join sellers.stores s on s.store_id = o.store_id
    where ${owned('o.store_id')} and o.id = ${id}
  `.execute(reader)
  const row = rows[0]
  if (!row) return null
  return { id, buyerId: row.buyer_id, purchaseId: row.purchase_id, order: orderJson(row, storeId, id) }
}

/**
 * The order with refused payments in its timeline: failed attempts to pay, which are no transitions of the order. Not
 * for the store: how often a card failed is not its business.
 */
export async function withRefusedPayments(
  reader: Reader,
  { id, buyerId, purchaseId, order }: Found,
): Promise<OrderJson> {
  const { rows } = await sql<{ reason: string | null; at: Temporal.Instant }>`
    select refused_because as reason, ended_at as at from payments.attempts
    where buyer_id = ${buyerId} and purchase_id = ${purchaseId} and state = 'refused'
      and parts @> jsonb_build_array(jsonb_build_object('order_id', ${id}::text))
    order by ended_at, id
  `.execute(reader)
  const failed = new Set(order.timeline.filter(step => step.name === 'fail_payment').map(step => step.at))
  const refused = rows
    .map(({ reason, at }) => ({
      name: 'refuse_payment' as const,
      became: 'awaiting_payment' as const,
      actor: 'provider' as const,
      reason,
      at: instant(at),
    }))
    .filter(step => !failed.has(step.at)) // the order's own step says it
  const timeline = [...order.timeline, ...refused].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return { ...order, timeline }
}

/** The refunds of what was paid for the order; a payment that came too late belongs to no order. */
export const refundsOf = ({ refunds }: Pick<OrderJson, 'refunds'>) => refunds.filter(refund => refund.of_order)

const orderJson = (row: Row, storeId: string, id: string): OrderJson => ({
  id: publicId('ord', storeId, id),
  number: row.number,
  purchase_id: publicId('pur', row.buyer_id, row.purchase_id),
  state: row.state,
  closed_cause: row.closed_cause,
  store: {
    id: publicId('sto', storeId),
    name: row.name,
    slug: row.slug,
    country: row.country,
    time_zone: row.time_zone,
  },
  placed_at: instant(row.placed_at),
  paid_at: instantOrNull(row.paid_at),
  shipped_at: instantOrNull(row.shipped_at),
  received_at: instantOrNull(row.received_at),
  ended_at: instantOrNull(row.ended_at),
  deadline: row.deadline && { kind: row.deadline.kind, due_at: iso(row.deadline.due_at) },
  address: row.address,
  service: row.service,
  delivery_max_days: row.delivery_max_days,
  processing_days: row.processing_days,
  lines: row.lines.map(({ unit, discounts, refunded, ...line }) => {
    const discountsMinor = discounts.map(each => Number(each.amount_minor))
    return {
      ...line,
      product_id: publicId('prd', storeId, line.product_id),
      picture: line.picture && pictureUrl(storeId, line.picture, 96),
      unit: money(unit, row.currency),
      discount: money(
        discountsMinor.reduce((sum, each) => sum + each, 0),
        row.currency,
      ),
      total: money(payableOf({ units: line.units, unitMinor: unit, discountsMinor }), row.currency),
      refunded: money(refunded, row.currency),
    }
  }),
  items: money(row.items_minor, row.currency),
  shipping: money(row.shipping_minor, row.currency),
  total: money(row.items_minor + row.shipping_minor, row.currency),
  placed_total: row.placed_total_minor === null ? null : money(row.placed_total_minor, row.currency),
  shipments: (row.shipments ?? []).map(shipment => ({
    ...shipment,
    shipped_at: iso(shipment.shipped_at),
    delivered_at: shipment.delivered_at && iso(shipment.delivered_at),
    corrections: (shipment.corrections ?? []).map(each => ({ ...each, at: iso(each.at) })),
    events: (shipment.events ?? []).map(event => ({ ...event, at: iso(event.at) })),
  })),
  timeline: row.timeline.map(step => ({ ...step, at: iso(step.at) })),
  refunds: (row.refunds ?? []).map(refund => ({
    ...refund,
    amount: money(refund.amount, row.currency),
    ordered_at: iso(refund.ordered_at),
    done_at: refund.done_at && iso(refund.done_at),
  })),
})

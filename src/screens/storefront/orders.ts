import { z } from 'zod'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { receiptPdf } from '#documents/index.ts'
import { type ClosedCause, closedCauses, type OrderState, orderStates } from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { attemptsOf } from '#payments/index.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  idInput,
  instant,
  MoneySchema,
  money,
  pageInput,
  pageOf,
  storeOwned,
} from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { BuyerOrderSchema, readOrder, withRefusedPayments } from '#screens/order-view.ts'
import { type Trader, trader } from '#screens/storefront/trader.ts'

const refuse = refuser({ ...orderRefusals, ...checkoutRefusals })

const RowSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    purchase_id: z.string(),
    state: z.enum(orderStates),
    closed_cause: z.enum(closedCauses).nullable(),
    store: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
    total: MoneySchema,
    /** What it cost when it was placed, if its store has lowered that since. */
    placed_total: MoneySchema.nullable(),
    units: z.int(),
    titles: z.array(z.string()),
    pictures: z.array(z.string()),
    placed_at: InstantSchema,
    deadline: z.object({ kind: z.string(), due_at: InstantSchema }).nullable(),
  })
  .meta({ id: 'OrderRow' })

type Row = {
  store_id: string
  order_id: string
  purchase_id: string
  buyer_id: string
  state: OrderState
  closed_cause: ClosedCause | null
  total_minor: bigint
  placed_total_minor: bigint | null
  placed_at: Temporal.Instant
  number: string
  currency: string
  name: string
  slug: string
  lines: { title: string; picture: string | null; units: number }[]
  deadline: { kind: string; due_at: string } | null
}

const select = sql`
  select b.*, o.number, o.currency, o.closed_cause, o.placed_total_minor, s.name, s.slug,
    (select json_agg(json_build_object('title', l.title, 'picture', l.picture, 'units', l.units) order by l.n)
      from orders.lines l where l.store_id = b.store_id and l.order_id = b.order_id) as lines,
    (select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
      where d.owner = b.store_id and d.subject = b.order_id and d.fired_at is null order by d.due_at limit 1) as deadline`
const joined = sql`
  join orders.orders o on o.store_id = b.store_id and o.id = b.order_id join sellers.stores s on s.store_id = b.store_id`

const rowJson = (row: Row) => ({
  id: publicId('ord', row.store_id, row.order_id),
  number: row.number,
  purchase_id: publicId('pur', row.buyer_id, row.purchase_id),
  state: row.state,
  closed_cause: row.closed_cause,
  store: { id: publicId('sto', row.store_id), name: row.name, slug: row.slug },
  total: money(row.total_minor, row.currency),
  placed_total: row.placed_total_minor === null ? null : money(row.placed_total_minor, row.currency),
  units: row.lines.reduce((sum, line) => sum + line.units, 0),
  titles: row.lines.map(line => line.title),
  pictures: row.lines.flatMap(line => line.picture ?? []).map(picture => pictureUrl(row.store_id, picture, 96)),
  placed_at: instant(row.placed_at),
  deadline: row.deadline && {
    kind: row.deadline.kind,
    due_at: instant(Temporal.Instant.from(row.deadline.due_at)),
  },
})

export const buyerOrderScreens = {
  listMyOrders: route({
    method: 'GET',
    path: '/api/shop/orders',
    audience: 'user',
    summary: 'My orders, latest first',
    input: z.object({ ...pageInput }),
    output: pageOf(RowSchema),
    refusals: [],
    async handle({ db, buyerId }, { after, limit }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
      const afterLast = at && id ? sql`and (placed_at, order_id) < (${at}::timestamptz, ${id}::uuid)` : sql``
      const { rows } = await sql<Row>`
        ${select} from (select * from orders.buyer_orders where buyer_id = ${buyerId} ${afterLast}
          order by placed_at desc, order_id desc limit ${limit + 1}) b ${joined}
        order by b.placed_at desc, b.order_id desc
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(rowJson),
        next: rows.length > limit && last ? cursorOf(last.placed_at.toString(), last.order_id) : null,
      }
    },
  }),

  showMyOrder: route({
    method: 'GET',
    path: '/api/shop/orders/:order_id',
    audience: 'user',
    summary: 'One of my orders',
    input: z.object({ order_id: storeOwned('ord') }),
    output: BuyerOrderSchema,
    refusals: ['order.not_found'],
    async handle({ db, buyerId }, { order_id }) {
      const found = await readOrder(db.read, order_id.storeId, order_id.id)
      if (found?.buyerId !== buyerId) throw refuse('order.not_found')
      return withRefusedPayments(found)
    },
  }),

  receiptOf: route({
    method: 'GET',
    path: '/api/shop/orders/:order_id/receipt',
    audience: 'user',
    summary: 'The receipt of one of my orders, as PDF',
    download: 'application/pdf',
    input: z.object({ order_id: storeOwned('ord'), locale: z.enum(['en', 'fr']).default('en') }),
    output: FileSchema,
    refusals: ['order.not_found'],
    async handle({ db, buyerId }, { order_id, locale }) {
      const [found, sellers] = await Promise.all([
        readOrder(db.read, order_id.storeId, order_id.id),
        sql<{ seller: Trader | null }>`
          select ${trader} as seller from sellers.stores s where s.store_id = ${order_id.storeId}
        `.execute(db.read),
      ])
      if (found?.buyerId !== buyerId) throw refuse('order.not_found')
      const receipt = { ...found.order, seller: sellers.rows[0]?.seller ?? null }
      return { name: `receipt-${found.order.number}.pdf`, bytes: await receiptPdf(receipt, locale) }
    },
  }),

  showPurchase: route({
    method: 'GET',
    path: '/api/shop/purchases/:purchase_id',
    audience: 'user',
    summary: 'One of my purchases: its orders and payments',
    input: z.object({ purchase_id: idInput('pur') }),
    output: z
      .object({
        id: z.string(),
        placed_at: InstantSchema,
        total: MoneySchema,
        /** What still awaits payment. */
        due: MoneySchema,
        orders: z.array(RowSchema),
        payments: z.array(
          z.object({
            id: z.string(),
            state: z.enum(['created', 'redirect', 'pending', 'captured', 'refused', 'canceled']),
            method: z.string(),
            amount: MoneySchema,
            redirect_url: z.string().nullable(),
            refused_because: z.string().nullable(),
          }),
        ),
      })
      .meta({ id: 'Purchase' }),
    refusals: ['purchase.not_found'],
    async handle({ db, buyerId }, { purchase_id: [owner, id] }) {
      if (owner !== buyerId) throw refuse('purchase.not_found')
      const [purchase, orders, attempts] = await Promise.all([
        sql<{ placed_at: Temporal.Instant; total_minor: bigint; currency: string }>`
          select placed_at, total_minor, currency from orders.purchases where buyer_id = ${buyerId} and id = ${id!}
        `.execute(db.read),
        sql<Row>`
          ${select} from orders.buyer_orders b ${joined}
          where b.buyer_id = ${buyerId} and b.purchase_id = ${id!} order by b.order_id
        `.execute(db.read),
        attemptsOf(db.read, buyerId, id!),
      ])
      const found = purchase.rows[0]
      if (!found) throw refuse('purchase.not_found')
      const due = orders.rows
        .filter(order => order.state === 'awaiting_payment')
        .reduce((sum, order) => sum + order.total_minor, 0n)
      return {
        id: publicId('pur', buyerId, id!),
        placed_at: instant(found.placed_at),
        total: money(found.total_minor, found.currency),
        due: money(due, found.currency),
        orders: orders.rows.map(rowJson),
        payments: attempts.map(attempt => ({
          id: publicId('pay', buyerId, attempt.id),
          state: attempt.state,
          method: attempt.method,
          amount: money(attempt.amountMinor, attempt.currency),
          redirect_url: attempt.state === 'redirect' ? attempt.redirectUrl : null,
          refused_because: attempt.refusedBecause,
        })),
      }
    },
  }),
}

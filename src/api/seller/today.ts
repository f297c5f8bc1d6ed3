import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { paidByDay } from '#api/seller/paid-days.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, MoneySchema, money } from '#platform/json.ts'
import { marketCurrency } from '#platform/market.ts'
import { route } from '#platform/route.ts'

/** Stock at or below this is shown on the home page; the index `stock_low` uses the same number. */
const lowStockUnits = 3

const shown = 6

const days = 14
/** How far back orders that were not shipped in time are counted. */
const lostDays = 7

/** Counting stops at one more: higher numbers are of no use, and cost more the larger the store is. */
const countedUpTo = 1_000

const counted = (rows: RawBuilder<unknown>) =>
  sql`(select count(*)::int from (select 1 from ${rows} limit ${countedUpTo + 1}) c)`

export const sellerToday = {
  /** Today's work, the most urgent first. */
  sellerToday: route({
    method: 'GET',
    path: '/api/seller/today',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'The store’s overview: orders to ship, stock and sales',
    input: z.object({}),
    output: z
      .object({
        /** Counts; 1001 means more than a thousand. */
        to_ship: z.int(),
        /** Ship-by within 24 hours. */
        due_soon: z.int(),
        awaiting_payment: z.int(),
        /** Being confirmed by the bank. */
        payment_in_progress: z.int(),
        on_the_way: z.int(),
        next: z.array(
          z.object({
            id: z.string(),
            number: z.string(),
            title: z.string(),
            total: MoneySchema,
            due_at: InstantSchema,
          }),
        ),
        low_stock: z.array(
          z.object({
            product_id: z.string(),
            title: z.string(),
            variant: z.string(),
            sku: z.string(),
            available: z.int(),
          }),
        ),
        /** Closed in the last seven days because they were not shipped in time, and what their buyers got back. */
        lost: z.object({ orders: z.int(), total: MoneySchema }),
        drafts: z.int(),
        /** All products, including drafts: a store without any starts with its first. */
        products: z.int(),
        /**
         * Paid per day of the last fortnight, in the store's time zone, oldest first. Null for members who may not see
         * what the store earns.
         */
        paid_by_day: z.array(z.object({ on: z.string(), orders: z.int(), total: MoneySchema })).nullable(),
      })
      .meta({ id: 'SellerToday' }),
    refusals: [],
    async handle({ db, storeId, principal }) {
      const now = db.clock.now()
      const [counts, lost, next, low, paid] = await Promise.all([
        sql<{
          to_ship: number
          due_soon: number
          awaiting_payment: number
          payment_in_progress: number
          on_the_way: number
          drafts: number
          products: number
        }>`
        select
          ${counted(sql`orders.orders where store_id = ${storeId} and state = 'awaiting_shipment'`)} as to_ship,
          ${counted(sql`orders.orders where store_id = ${storeId} and state = 'awaiting_shipment'
            and ship_by < ${now.add({ hours: 24 })}`)} as due_soon,
          ${counted(sql`orders.orders where store_id = ${storeId} and state = 'awaiting_payment'`)} as awaiting_payment,
          ${counted(sql`orders.orders where store_id = ${storeId} and state = 'payment_in_progress'`)}
            as payment_in_progress,
          ${counted(sql`orders.orders where store_id = ${storeId} and state = 'awaiting_receipt'`)} as on_the_way,
          ${counted(sql`catalog.products where store_id = ${storeId} and state = 'draft'`)} as drafts,
          ${counted(sql`catalog.products where store_id = ${storeId}`)} as products
      `.execute(db.read),
        sql<{ orders: number; total: bigint }>`
        select count(*)::int as orders, coalesce(sum(items_minor + shipping_minor), 0)::bigint as total
        from orders.orders where store_id = ${storeId} and state = 'closed' and closed_cause = 'not_shipped'
          and ended_at > ${now.subtract({ hours: 24 * lostDays })} and placed_at > ${now.subtract({ hours: 24 * 60 })}
      `.execute(db.read),
        sql<{ id: string; number: string; title: string; total: bigint; currency: string; ship_by: Temporal.Instant }>`
        select o.id, o.number, l.title, o.items_minor + o.shipping_minor as total, o.currency, o.ship_by
        from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id and l.n = 0
        where o.store_id = ${storeId} and o.state = 'awaiting_shipment' order by o.ship_by, o.id limit ${shown}
      `.execute(db.read),
        sql<{ product_id: string; title: string; variant: string; sku: string; available: number }>`
        select p.id as product_id, p.title, v.label as variant, v.sku, k.on_hand - k.reserved as available
        from catalog.stock k join catalog.variants v on v.store_id = k.store_id and v.id = k.variant_id
        join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
        where k.store_id = ${storeId} and k.on_hand - k.reserved <= ${sql.raw(`${lowStockUnits}`)} and p.state = 'online'
          and v.removed_at is null order by k.on_hand - k.reserved, k.variant_id limit ${shown}
      `.execute(db.read),
        principal!.permissions.has('balance.read') ? paidByDay(db, storeId, days) : null,
      ])
      return {
        ...counts.rows[0]!,
        lost: { orders: lost.rows[0]!.orders, total: money(lost.rows[0]!.total, marketCurrency) },
        next: next.rows.map(row => ({
          id: publicId('ord', storeId, row.id),
          number: row.number,
          title: row.title,
          total: money(row.total, row.currency),
          due_at: instant(row.ship_by),
        })),
        low_stock: low.rows.map(row => ({ ...row, product_id: publicId('prd', storeId, row.product_id) })),
        paid_by_day: paid?.map(day => ({ ...day, total: money(day.total, marketCurrency) })) ?? null,
      }
    },
  }),
}

import { z } from 'zod'
import { balanceOf } from '#ledger/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, InstantSchema, instant, MoneySchema, money, pageInput, pageOf } from '#platform/json.ts'
import { marketCurrency } from '#platform/money.ts'
import { route } from '#platform/route.ts'

/** Journals that touch the balance. */
const movementKinds = ['order.released', 'payout.requested', 'payout.canceled', 'payout.returned'] as const

const MovementSchema = z
  .object({
    id: z.string(),
    kind: z.enum(movementKinds),
    at: InstantSchema,
    order: z.object({ id: z.string(), number: z.string() }).nullable(),
    payout: z.object({ id: z.string(), number: z.string() }).nullable(),
    /** What the buyer paid for the order, and what the platform kept of it; 0 of a payout. */
    gross: MoneySchema,
    commission: MoneySchema,
    /** What came into the balance; negative when it went out. */
    amount: MoneySchema,
    /** True once the journal is part of the store's hash chain. */
    sealed: z.boolean(),
  })
  .meta({ id: 'Movement' })

type Row = {
  id: string
  kind: (typeof movementKinds)[number]
  at: Temporal.Instant
  currency: string
  order_id: string | null
  number: string | null
  payout_id: string | null
  payout_number: string | null
  gross: bigint
  commission: bigint
  amount: bigint
  sealed: boolean
}

export const sellerBalanceScreens = {
  showBalance: route({
    method: 'GET',
    path: '/api/seller/balance',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'What the store has, and what is still kept for its orders',
    input: z.object({}),
    output: z.object({
      available: MoneySchema,
      /** Paid by buyers, kept until their orders complete. */
      escrow: MoneySchema,
      orders_in_escrow: z.int(),
    }),
    refusals: [],
    async handle({ db, storeId }) {
      const [available, held] = await Promise.all([
        balanceOf(db.read, storeId, 'available', marketCurrency),
        sql<{ escrow: bigint; orders: number }>`
          select coalesce(sum(items_minor + shipping_minor), 0)::bigint as escrow, count(*)::int as orders
          from orders.orders where store_id = ${storeId} and state in ('awaiting_shipment', 'awaiting_receipt')
        `.execute(db.read),
      ])
      return {
        available: money(available),
        escrow: money(held.rows[0]!.escrow),
        orders_in_escrow: held.rows[0]!.orders,
      }
    },
  }),

  listMovements: route({
    method: 'GET',
    path: '/api/seller/balance/movements',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'What came into the balance and went out of it, latest first',
    input: z.object({ ...pageInput }),
    output: pageOf(MovementSchema),
    refusals: [],
    async handle({ db, storeId }, { after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const afterLast = id ? sql`and j.id < ${id}::uuid` : sql``
      const { rows } = await sql<Row>`
        select j.id, j.kind, j.at, j.currency, j.order_id, o.number, p.id as payout_id,
          p.number as payout_number, t.gross, t.commission, t.amount,
          not exists (select 1 from platform.unsealed u
            where u.owner = j.store_id and u.stream = 'ledger' and u.entry_id = j.id) as sealed
        from ledger.journals j
        cross join lateral (
          select sum(case when credit = 'available' then amount_minor when debit = 'available' then -amount_minor else 0 end)::bigint as amount,
            coalesce(sum(amount_minor) filter (where credit = 'commission'), 0)::bigint as commission,
            coalesce(sum(amount_minor) filter (where debit = 'escrow'), 0)::bigint as gross
          from ledger.transfers where store_id = j.store_id and journal_id = j.id) t
        left join orders.orders o on o.store_id = j.store_id and o.id = j.order_id
        left join payouts.payouts p on p.store_id = j.store_id and p.id = j.subject and j.kind like 'payout.%'
        where j.store_id = ${storeId} and j.kind = any(${movementKinds}) ${afterLast}
        order by j.id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('jrn', storeId, row.id),
          kind: row.kind,
          at: instant(row.at),
          order: row.order_id && row.number ? { id: publicId('ord', storeId, row.order_id), number: row.number } : null,
          payout:
            row.payout_id && row.payout_number
              ? { id: publicId('pyo', storeId, row.payout_id), number: row.payout_number }
              : null,
          gross: money(row.gross, row.currency),
          commission: money(row.commission, row.currency),
          amount: money(row.amount, row.currency),
          sealed: row.sealed,
        })),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),
}

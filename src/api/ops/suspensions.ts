import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { userNames } from '#api/user-names.ts'
import { restoreProducts, suspendProducts } from '#catalog/index.ts'
import { endStates } from '#orders/index.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, MoneySchema, money, single } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { beginSuspension, endSuspension } from '#sellers/index.ts'
import { statementMaxCharacters, statementMinCharacters } from '#sellers/limits.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

const input = z.object({ store_id: single('sto') })

type Row = {
  reason: string
  hold_payouts: boolean
  suspended_by: string
  suspended_at: Temporal.Instant
  lifted_by: string | null
  lifted_at: Temporal.Instant | null
  lift_reason: string | null
}

type Figures = { products: number; open_orders: number; to_ship: number; available: bigint; payouts: number }

export const opsSuspensions = {
  suspendStore: command({
    method: 'POST',
    path: '/api/ops/stores/:store_id/suspension',
    audience: 'ops',
    permission: 'ops.stores',
    confirmed: true,
    summary: 'Suspend a store: its products go off sale at once, open orders go on; its owners are sent the reason',
    input: input.extend({
      /** The statement of reasons, as the store reads it. */
      reason: z.string().trim().min(statementMinCharacters).max(statementMaxCharacters),
      hold_payouts: z.boolean(),
    }),
    example: {
      reason:
        'Between 2 October and 26 November nine buyers received broken stoneware, and five of them had no answer.',
      hold_payouts: false,
    },
    output: z.object({ products: z.int().describe('How many went off sale') }),
    refusals: ['store.not_found', 'store.not_approved', 'store.suspended'],
    async run(tx, { userId }, { store_id: storeId, reason, hold_payouts: holdPayouts }) {
      await beginSuspension(tx, { storeId, userId, reason, holdPayouts })
      return suspendProducts(tx, storeId, userId)
    },
    audit: 'store.suspend',
    entry: ({ store_id, reason, hold_payouts }, products) => ({
      owner: store_id,
      subject: publicId('sto', store_id),
      after: { reason, hold_payouts, products },
    }),
    answer: products => ({ products }),
  }),

  reopenStore: command({
    method: 'POST',
    path: '/api/ops/stores/:store_id/suspension/lift',
    audience: 'ops',
    permission: 'ops.stores',
    confirmed: true,
    summary: 'Lift a suspension: what was on sale is on sale again, but for what was taken down since',
    input: input.extend({ reason: Reason }),
    example: { reason: 'The store packs in two layers now.' },
    output: z.object({ products: z.int().describe('How many are on sale again') }),
    refusals: ['store.not_suspended'],
    async run(tx, { userId }, { store_id: storeId, reason }) {
      await endSuspension(tx, { storeId, userId, reason })
      return restoreProducts(tx, storeId, userId)
    },
    audit: 'store.reopen',
    entry: ({ store_id, reason }, products) => ({
      owner: store_id,
      subject: publicId('sto', store_id),
      after: { reason, products },
    }),
    answer: products => ({ products }),
  }),

  showSuspension: route({
    method: 'GET',
    path: '/api/ops/stores/:store_id/suspension',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'What a suspension of the store would change, and the suspensions there were',
    input,
    output: z.object({
      /** On sale now. */
      products: z.int(),
      open_orders: z.int(),
      to_ship: z.int(),
      /** What the store can be paid now. */
      available: MoneySchema,
      /** Payouts that no batch has collected. */
      payouts_requested: z.int(),
      /** Latest first; the first is in force while it is not lifted. */
      items: z.array(
        z.object({
          reason: z.string(),
          hold_payouts: z.boolean(),
          suspended_by: z.string(),
          suspended_at: InstantSchema,
          lifted_by: z.string().nullable(),
          lifted_at: InstantSchema.nullable(),
          lift_reason: z.string().nullable(),
        }),
      ),
    }),
    refusals: ['store.not_found'],
    async handle({ db }, { store_id }) {
      const [figures, { rows }] = await Promise.all([
        sql<Figures>`
          select (select count(*)::int from catalog.products p
              where p.store_id = ${store_id} and p.state = 'online') as products,
            (select count(*)::int from orders.orders o
              where o.store_id = ${store_id} and o.state <> all(${endStates})) as open_orders,
            (select count(*)::int from orders.orders o
              where o.store_id = ${store_id} and o.state = 'awaiting_shipment') as to_ship,
            coalesce((select balance_minor from ledger.balances b
              where b.store_id = ${store_id} and b.account = 'available'), 0)::bigint as available,
            (select count(*)::int from payouts.payouts p
              where p.store_id = ${store_id} and p.state = 'requested') as payouts
          from sellers.stores s where s.store_id = ${store_id}
        `.execute(db.read),
        sql<Row>`
          select reason, hold_payouts, suspended_by, suspended_at, lifted_by, lifted_at, lift_reason
          from sellers.suspensions where store_id = ${store_id} order by suspended_at desc limit 50
        `.execute(db.read),
      ])
      const found = figures.rows[0]
      if (!found) throw refuse('store.not_found')
      const nameOf = await userNames(
        db.read,
        rows.flatMap(row => [row.suspended_by, row.lifted_by]),
      )
      return {
        products: found.products,
        open_orders: found.open_orders,
        to_ship: found.to_ship,
        available: money(found.available),
        payouts_requested: found.payouts,
        items: rows.map(row => ({
          ...row,
          suspended_by: nameOf(row.suspended_by) ?? '',
          suspended_at: instant(row.suspended_at),
          lifted_by: nameOf(row.lifted_by),
          lifted_at: instantOrNull(row.lifted_at),
        })),
      }
    },
  }),
}

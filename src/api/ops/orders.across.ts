import { z } from 'zod'
import { period, refusals, Started } from '#api/export-period.ts'
import { orderColumns } from '#api/order-columns.ts'
import { emailMaxCharacters } from '#auth/limits.ts'
import { allOrdersExport, periodOf } from '#exports/index.ts'
import { orderStates } from '#orders/index.ts'
import { platformOwner } from '#platform/audit.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { type RawBuilder, type Reader, sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { DayInput, single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { marketTimeZone } from '#platform/market.ts'
import { ownedBy } from '#platform/owned.ts'

const { id, number, state, closed_cause, placed_at, country, total, deadline } = orderColumns('o')
const store = col.group({ id: col.id('sto', 'o.store_id'), name: col.text('s.name') })

/**
 * A purchase and its orders are placed at the same instant, so one buyer's list is read from what the buyer has of its
 * orders, and stops when the page is full.
 */
const placedAt = (email: string | undefined): string => (email ? 'p.placed_at' : 'o.placed_at')

const ofBuyer = (email: string) => sql`
  orders.purchases p join orders.buyer_orders b on b.buyer_id = p.buyer_id and b.purchase_id = p.id
    and p.email = ${email.trim().toLowerCase()}`

/** A condition on orders `o`; of a buyer's orders, all of which it is checked for, on their keys. */
async function ofOrders(condition: RawBuilder<unknown>, { email }: { email?: string | undefined }, reader: Reader) {
  if (!email) return condition
  const keys = await sql<Key>`select b.store_id, b.order_id as id from ${ofBuyer(email)}`.execute(reader)
  const { rows } = await sql<Key>`
    select o.store_id, o.id from ${byKeys(keys.rows)} where ${condition}
  `.execute(reader)
  return sql`b.order_id = any(${rows.map(row => row.id)}::uuid[])`
}

type Key = { readonly store_id: string; readonly id: string }

/** SQL after `from`: these orders `o`, in the order of `k.n`. */
function byKeys(keys: readonly Key[]): RawBuilder<unknown> {
  const owners = keys.map(key => key.store_id)
  return sql`
    unnest(${owners}::uuid[], ${keys.map(key => key.id)}::uuid[]) with ordinality k(store_id, id, n)
    join orders.orders o on ${ownedBy(owners)('o.store_id')} and o.store_id = k.store_id and o.id = k.id`
}

const minor = (column: string) => col.money(column, 'o.currency')

const orderRow = rowOf(
  {
    id,
    number,
    state,
    closed_cause,
    store,
    placed_at,
    paid_at: col.nullable(col.instant('o.paid_at')),
    shipped_at: col.nullable(col.instant('o.shipped_at')),
    ended_at: col.nullable(col.instant('o.ended_at')),
    country,
    items: minor('o.items_minor'),
    shipping: minor('o.shipping_minor'),
    total,
    /** What the ledger has posted of it so far, less what refunds gave back. */
    commission: col.money(
      owned => sql`(select coalesce(sum(case when t.credit = 'commission' then t.amount_minor
          when t.debit = 'commission' then -t.amount_minor else 0 end), 0)::bigint
        from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and ${owned('t.store_id')}
          and t.journal_id = j.id
        where j.store_id = o.store_id and ${owned('j.store_id')} and j.order_id = o.id)`,
      'o.currency',
    ),
    /** The provider's reference of the payment; looked up for the whole page. */
    payment_reference: col.nullable(col.text(sql`null::text`)),
    deadline,
  },
  'OpsOrderRow',
)

/** The references of the payments of these orders, by the orders' ids. */
async function referencesOf(reader: Reader, keys: readonly Key[]): Promise<Map<string, string>> {
  const owned = ownedBy(keys.map(key => key.store_id))
  const { rows: orders } = await sql<{ buyer_id: string; purchase_id: string }>`
    select distinct o.buyer_id, o.purchase_id from orders.orders o
    where ${owned('o.store_id')} and o.id = any(${keys.map(key => key.id)}::uuid[])
  `.execute(reader)
  if (orders.length === 0) return new Map()
  const { rows } = await sql<{ provider_ref: string; parts: { order_id: string }[] }>`
    select provider_ref, parts from payments.attempts
    where buyer_id = any(${[...new Set(orders.map(row => row.buyer_id))]}::uuid[])
      and purchase_id = any(${orders.map(row => row.purchase_id)}::uuid[])
      and state = 'captured' and provider_ref is not null order by id
  `.execute(reader)
  return new Map(rows.flatMap(row => row.parts.map(part => [part.order_id, row.provider_ref] as const)))
}

export const opsOrders = {
  startAllOrdersExport: command({
    method: 'POST',
    path: '/api/ops/orders/exports',
    audience: 'ops',
    permission: 'ops.orders',
    summary: 'Start a job that exports the orders of all stores in a period',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    run: (tx, { userId }, { from, to, format }) => {
      const params = { ...periodOf(from, to, marketTimeZone, tx.now), format }
      return startJob(tx, allOrdersExport, { owner: platformOwner, params, userId })
    },
    audit: { none: 'startJob records `job.start`' },
    answer: ({ owner, id }) => ({ id: publicId('job', owner, id) }),
  }),

  listAllOrders: listOf({
    path: '/api/ops/orders',
    audience: 'ops',
    permission: 'ops.orders',
    summary: 'Orders of all stores, latest first; filtered by state, store, period, number or buyer’s e-mail',
    input: {
      state: z.enum(orderStates).optional(),
      store_id: single('sto').optional(),
      /** Days of placing, in the market's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
      number: z.string().max(20).optional(),
      /** The buyer's e-mail address when the orders were placed. */
      email: z.string().max(emailMaxCharacters).optional(),
    },
    row: orderRow,
    from: ({ email }) => (email ? ofBuyer(email) : sql`orders.orders o`),
    filters: {
      state: (state, input, { db }) => ofOrders(sql`o.state = ${state}`, input, db.read),
      store_id: (storeId, { email }) => (email ? sql`b.store_id = ${storeId}` : sql`o.store_id = ${storeId}`),
      from: (day, { email }) =>
        sql`${sql.ref(placedAt(email))} >= ${day}::date::timestamp at time zone ${marketTimeZone}`,
      to: (day, { email }) =>
        sql`${sql.ref(placedAt(email))} < (${day}::date + 1)::timestamp at time zone ${marketTimeZone}`,
      number: (number, input, { db }) => ofOrders(sql`o.number = ${number.trim().toUpperCase()}`, input, db.read),
    },
    order: ({ email }) => descending([placedAt(email), 'instant'], [email ? 'b.order_id' : 'o.id', 'uuid']),
    pageColumns: ({ email }) => (email ? sql`b.store_id, b.order_id as id` : sql`o.store_id, o.id`),
    async read({ db }, page) {
      const owned = ownedBy(page.map(({ store_id }) => store_id as string))
      const { rows } = await sql<Selected>`
        select ${orderRow.select(owned)} from ${byKeys(page as unknown as Key[])}
        join sellers.stores s on ${owned('s.store_id')} and s.store_id = o.store_id order by k.n
      `.execute(db.read)
      return rows
    },
    async complete({ db }, items) {
      const keys = items.map(({ id }) => {
        const [store_id, uuid] = parsePublicId('ord', 2, id)!
        return { store_id: store_id!, id: uuid! }
      })
      const references = await referencesOf(db.read, keys)
      return items.map((item, n) => ({ ...item, payment_reference: references.get(keys[n]!.id) ?? null }))
    },
    file: { name: 'orders' },
  }),
}

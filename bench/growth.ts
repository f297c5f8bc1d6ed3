import { ensureUser, findUser, openSession } from '#accounts/index.ts'
import { reactions } from '#app/reactions.ts'
import { sealDays } from '#ledger/index.ts'
import { sealAll } from '#platform/chain.ts'
import { type Db, sql } from '#platform/db.ts'
import { drainOutbox } from '#platform/outbox.ts'
import { inTx } from '#platform/tx.ts'
import { call, ok } from './client.ts'
import { type Bench, type Line, measure } from './measure.ts'
import { copyRows } from './seed.ts'
import type { Shopper } from './shopper.ts'
import { printStatements, statementsOf } from './statements.ts'

const sizes = [
  { orders: 600, products: 20 },
  { orders: 100_000, products: 10_000 },
]
const times = 100
/** A page has grown when it costs more than half as much again. */
const tolerance = 1.5

/**
 * Half of the orders belong to one store, one in fifty to one buyer, one in two thousand goes to Malta; none awaits
 * payment.
 */
type Measured = {
  readonly store: string
  readonly seller: string
  readonly operator: string
  readonly email: string
}

/**
 * Pages of sellers and operators with 600 and with 100,000 orders, of which one store has half, over two months with a
 * twentieth of them today; that store with 20 and with 10,000 products. Returns the rows of both sizes.
 */
export async function growth(bench: Bench, db: Db, base: URL, shopper: Shopper, explain: boolean): Promise<Line[]> {
  await sql`alter system set autovacuum = off`.execute(db.read)
  await sql`select pg_reload_conf()`.execute(db.read)
  const who = await whoLooks(db)
  for (let i = 0; i < 30; i++) await shopper.checkout(i)
  while ((await drainOutbox(db, reactions)).more);
  await sealAll(db)
  await originalOrders(db)
  const found: Line[] = []
  let orders = 0
  for (const size of sizes) {
    await copyOrders(db, who, orders, size.orders)
    await copyProducts(db, who.store, size.products)
    orders = size.orders
    await sql`vacuum analyze`.execute(db.read)
    await sealDays(db)
    found.push(...(await pages(bench, base, who, explain)).map(line => ({ ...line, orders })))
  }
  return found
}

async function pages(
  bench: Bench,
  base: URL,
  { seller, operator, email }: Measured,
  explain: boolean,
): Promise<Line[]> {
  const as = (token: string, path: string) => () => ok(call(base, 'GET', path, { token }))
  const rows: Readonly<Record<string, () => Promise<string>>> = {
    seller_today: as(seller, '/api/seller/today'),
    seller_products: as(seller, '/api/seller/products'),
    seller_orders: as(seller, '/api/seller/orders'),
    seller_orders_country: as(seller, '/api/seller/orders?country=MT'),
    seller_orders_absent: as(seller, '/api/seller/orders?state=awaiting_payment'),
    seller_balance: as(seller, '/api/seller/balance'),
    ops_home: as(operator, '/ops'),
    ops_books: as(operator, '/api/ops/trial-balance'),
    ops_health: as(operator, '/api/ops/health'),
    ops_orders: as(operator, '/api/ops/orders'),
    ops_orders_absent: as(operator, '/api/ops/orders?state=awaiting_payment'),
    ops_orders_email: as(operator, `/api/ops/orders?email=${email}`),
  }
  const lines: Line[] = []
  for (const [operation, look] of Object.entries(rows)) {
    for (let i = 0; i < 20; i++) await look()
    lines.push(await measure(bench, operation, { times }, look))
    if (!explain) continue
    console.log(operation)
    printStatements(await statementsOf(bench.statistics, times))
  }
  return lines
}

/** Both sizes side by side, with the growth at the end of the row. */
export function printGrowth(lines: readonly (Line & { orders?: number })[]): void {
  for (const small of lines.filter(line => line.orders === sizes[0]!.orders)) {
    const large = lines.find(line => line.operation === small.operation && line.orders === sizes[1]!.orders)!
    const grew = large.cpu_ms > small.cpu_ms * tolerance
    console.log(
      `${small.operation.padEnd(24)} PostgreSQL ${small.postgres!.toFixed(2).padStart(6)} → ${large.postgres!.toFixed(2).padStart(7)} ms, ` +
        `in all ${small.cpu_ms.toFixed(2).padStart(6)} → ${large.cpu_ms.toFixed(2).padStart(7)} ms${grew ? '  GROWS' : ''}`,
    )
  }
}

async function whoLooks(db: Db): Promise<Measured> {
  return inTx(db, 'who looks', async tx => {
    const { user } = await ensureUser(tx, {
      email: 'operator@example.eu',
      name: 'Operator',
      locale: 'en',
      passwordHash: null,
      operator: ['admin'],
    })
    const seller = (await findUser(tx, 'seller0@example.eu'))!
    const { rows } = await sql<{ store_id: string }>`
      select store_id from accounts.memberships where user_id = ${seller.id}`.execute(tx)
    const store = rows[0]!.store_id
    const session = (userId: string) => openSession(tx, db, { buyerId: userId, userId })
    return {
      store,
      seller: await session(seller.id),
      operator: await session(user.id),
      email: 'buyer0@example.eu',
    }
  })
}

/** The real orders, numbered: the copies are made from them. Their ids begin with their time, as all ids do. */
async function originalOrders(db: Db): Promise<void> {
  await sql`
    create table public.original_orders as
    select row_number() over (order by id) - 1 as n, store_id, id, purchase_id, buyer_id from orders.orders
  `.execute(db.read)
  await sql`
    create function public.copied_id(at timestamptz, n int, what text) returns uuid language sql as $$
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || left(md5(n || what), 3) || '8'
        || substr(md5(n || what), 4, 15))::uuid
    $$
  `.execute(db.read)
}

/** Creates orders number `from` to `to`, each a purchase of its own, with everything these pages read of an order. */
async function copyOrders(db: Db, { store, email }: Measured, from: number, to: number): Promise<void> {
  const now = db.clock.now()
  await sql`drop table if exists public.copies`.execute(db.read)
  await sql`
    create table public.copies as
    select g, w.store_id as was_store, w.id as was_id, w.purchase_id as was_purchase, w.buyer_id as was_buyer,
      case when g % 2 = 0 then ${store}::uuid else w.store_id end as store_id,
      case when g % 50 = 0 then b.user_id else w.buyer_id end as buyer_id, a.at,
      case when a.at > ${now}::timestamptz - interval '3 days' then 'awaiting_shipment'
        when a.at > ${now}::timestamptz - interval '14 days' then 'awaiting_receipt'
        when g % 10 = 0 then 'closed' else 'completed' end as state,
      public.copied_id(a.at, g, 'order') as id, public.copied_id(a.at, g, 'purchase') as purchase_id,
      public.copied_id(a.at, g, 'journal') as journal_id
    from generate_series(${from}::int, ${to - 1}::int) g
    join public.original_orders w on w.n = g % (select count(*) from public.original_orders)
    cross join (select user_id from accounts.emails where email = ${email}) b
    cross join lateral (select case when g % 20 = 0 then ${now}::timestamptz - (g * 7 % 36000) * interval '1 second'
      else ${now}::timestamptz - interval '11 hours' - (g::bigint * 7919 % 5184000) * interval '1 second' end as at) a
  `.execute(db.read)
  const of = (key: string) => `join public.copies c on c.was_store = t.store_id and c.was_id = t.${key}`
  const order = { store_id: 'c.store_id', order_id: 'c.id' }
  await copyRows(db, 'orders.purchases', 'join public.copies c on c.was_buyer = t.buyer_id and c.was_purchase = t.id', {
    buyer_id: 'c.buyer_id',
    id: 'c.purchase_id',
    cart_id: 'c.purchase_id',
    email: `(select email from accounts.emails e where e.user_id = c.buyer_id)`,
    placed_at: 'c.at',
  })
  await copyRows(db, 'orders.orders', of('id'), {
    store_id: 'c.store_id',
    id: 'c.id',
    number: `t.number || c.g`,
    buyer_id: 'c.buyer_id',
    purchase_id: 'c.purchase_id',
    state: 'c.state',
    closed_cause: `case c.state when 'closed' then 'not_shipped' end`,
    address: `case when c.g % 2000 = 14 then jsonb_set(t.address, '{country}', '"MT"') else t.address end`,
    placed_at: 'c.at',
    paid_at: 'c.at',
    ship_by: `c.at + interval '4 days'`,
  })
  await copyRows(db, 'orders.lines', of('order_id'), order)
  await copyRows(db, 'ledger.order_balances', `${of('order_id')} and c.state like 'awaiting%'`, order)
  await copyRows(db, 'orders.buyer_orders', of('order_id'), {
    ...order,
    buyer_id: 'c.buyer_id',
    purchase_id: 'c.purchase_id',
    placed_at: 'c.at',
  })
  await copyRows(
    db,
    'platform.deadlines',
    `join public.copies c on c.was_store = t.owner and c.was_id = t.subject and c.state like 'awaiting%'`,
    { owner: 'c.store_id', subject: 'c.id', due_at: `c.at + interval '30 days'` },
  )
  await copyRows(db, 'ledger.journals', of('order_id'), { ...order, id: 'c.journal_id', subject: 'c.id', at: 'c.at' })
  await copyRows(
    db,
    'ledger.transfers',
    `join ledger.journals j on j.store_id = t.store_id and j.id = t.journal_id
      join public.copies c on c.was_store = j.store_id and c.was_id = j.order_id`,
    { store_id: 'c.store_id', journal_id: 'c.journal_id' },
  )
}

/** Copies of the store's products until there are this many. */
async function copyProducts(db: Db, store: string, to: number): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from catalog.products where store_id = ${store}`.execute(db.read)
  const times = Math.ceil(to / rows[0]!.n) - 1
  if (times <= 0) return
  await sql`drop table if exists public.product_copies`.execute(db.read)
  await sql`
    create table public.product_copies as
    select p.id as was_id, public.copied_id(p.created_at, g, p.id::text) as id, g
    from catalog.products p cross join generate_series(1, ${times}::int) g where p.store_id = ${store}
  `.execute(db.read)
  const variant = (was: string) => `public.copied_id('2026-01-01Z', c.g, ${was}::text)`
  await copyRows(db, 'catalog.products', `join public.product_copies c on c.was_id = t.id`, {
    id: 'c.id',
    created_at: `t.created_at - c.g * interval '1 minute'`,
  })
  await copyRows(db, 'catalog.variants', `join public.product_copies c on c.was_id = t.product_id`, {
    id: variant('t.id'),
    product_id: 'c.id',
    sku: `t.sku || '-' || c.g`,
  })
  await copyRows(
    db,
    'catalog.stock',
    `join catalog.variants v on v.store_id = t.store_id and v.id = t.variant_id
      join public.product_copies c on c.was_id = v.product_id`,
    { variant_id: variant('t.variant_id') },
  )
}

import { hash } from 'node:crypto'
import pg from 'pg'
import { humanOrderNumber, newId, parsePublicId } from '#platform/ids.ts'
import type { Seeded } from './seed.ts'

/**
 * The lower bound: only the rows of one checkout (two lines, two stores, paid), written by named statements from one
 * Node process, one after the other. No HTTP, no rules, no reads except the locks. Whatever a checkout costs above this
 * is our code.
 */
const statements = {
  cart: "insert into cart.carts (buyer_id, id, state, changed_at) values ($1, $2, 'placed', $3)",
  line: 'insert into cart.lines values ($1, $2, $3, $4, 1, $5)',
  delivery: 'update cart.carts set address = $3, version = version + 1 where buyer_id = $1 and id = $2',
  answer: 'insert into platform.answers (owner, key, body_hash, claimed_at) values ($1, $2, $3, $4)',
  lock: 'select 1 from cart.carts where buyer_id = $1 and id = $2 for no key update',
  stock:
    "update catalog.stock set reserved = reserved + 1 where store_id = $1 and variant_id = $2 and pool = 'main' and on_hand - reserved >= 1",
  purchase: "insert into orders.purchases values ($1, $2, $3, 'a@example.eu', 'en', 'EUR', 2000, $4)",
  order: `insert into orders.orders (store_id, id, number, buyer_id, purchase_id, state, currency, items_minor,
    shipping_minor, standard_shipping_minor, address, service, delivery_max_days, processing_days, placed_at, pay_by)
    values ($1, $2, $3, $4, $5, 'awaiting_payment', 'EUR', 1000, 490, 490, $6, 'standard', 5, 2, $7, $7)`,
  orderLine: `insert into orders.lines (store_id, order_id, n, product_id, variant_id, title, variant_name, sku,
    template_id, units, reserved, reserve_at, unit_minor, shipping_minor,
    standard_shipping_minor, commission_bps)
    values ($1, $2, 0, $3, $3, 'a title of some words', 'one', 'sku', $3, 1, 1, 'order', 1000, 490, 490, 700)`,
  transition: `insert into platform.transitions (owner, id, machine, subject, name, became, actor, at)
    values ($1, $2, 'order', $3, 'place', 'awaiting_payment', 'buyer', $4)`,
  buyerOrder:
    'insert into orders.buyer_orders (buyer_id, order_id, store_id, purchase_id, placed_at) values ($1, $2, $3, $4, $5)',
  deadline: 'insert into platform.deadlines (owner, subject, kind, due_at) values ($1, $2, $3, $4)',
  undeadline: 'delete from platform.deadlines where owner = $1 and subject = $2 and kind = $3',
  event: "insert into platform.outbox (owner, id, subject, name, body, at) values ($1, $2, $1, 'floor', $3, $4)",
  attempt: `insert into payments.attempts (buyer_id, id, purchase_id, state, amount_minor, currency, method, parts, created_at)
    values ($1, $2, $3, 'created', 2980, 'EUR', 'card_ok', $4, $5)`,
  captured:
    "update payments.attempts set state = 'captured', ended_at = $3 where buyer_id = $1 and id = $2 and state = 'created'",
  paid: "update orders.orders set state = 'awaiting_shipment', paid_at = $3, ship_by = $3 where store_id = $1 and id = $2",
  journal: "insert into ledger.journals values ($1, $2, 'order.paid', $3, $3, 'EUR', $4, $5, 2)",
  transfer: "insert into ledger.transfers values ($1, $2, 0, 'clearing', 'escrow', 1490)",
  unsealed: "insert into platform.unsealed values ($1, 'ledger', $2, $3)",
  answered: 'update platform.answers set answer = $3 where owner = $1 and key = $2',
} as const

const address = JSON.stringify({
  name: 'Zoé',
  line1: '1 rue de la Paix',
  postal_code: '75002',
  city: 'Paris',
  country: 'FR',
})

export async function floor(
  url: string,
  seeded: Seeded,
  { times, clients }: { times: number; clients: number },
): Promise<number> {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  let next = 0
  const run = (limit: number) =>
    Promise.all(
      connections.map(async client => {
        while (next < limit) await writeOrder(client, seeded, next++)
      }),
    )
  await run(100)
  next = 0
  const begun = performance.now()
  await run(times)
  const perSecond = times / ((performance.now() - begun) / 1_000)
  await Promise.all(connections.map(client => client.end()))
  return perSecond
}

async function writeOrder(client: pg.Client, { variants, buyers }: Seeded, i: number): Promise<void> {
  const write = (name: keyof typeof statements, ...values: unknown[]) =>
    client.query({ name, text: statements[name], values })
  const buyer = buyers[i % buyers.length]!.id
  const lines = [variants[(i * 7) % variants.length]!, variants[(i * 13 + 1) % variants.length]!]
    .map(line => parsePublicId('var', 2, line.variant)! as [string, string])
    .map(([store, variant]) => ({ store, variant, order: newId(), journal: newId() }))
    .filter((line, n, all) => n === 0 || line.store !== all[0]!.store)
    .sort((a, b) => (a.store < b.store ? -1 : 1))
  const [cart, purchase, attempt, now, key] = [newId(), newId(), newId(), new Date().toISOString(), newId()]
  const digest = hash('sha256', key, 'buffer')
  await write('cart', buyer, cart, now)
  for (const line of lines) await write('line', buyer, cart, line.store, line.variant, now)
  await write('delivery', buyer, cart, address)
  await client.query('begin')
  await write('answer', buyer, key, digest, now)
  await write('lock', buyer, cart)
  for (const line of lines) await write('stock', line.store, line.variant)
  await write('purchase', buyer, purchase, cart, now)
  for (const line of lines) {
    await write('order', line.store, line.order, humanOrderNumber(line.order), buyer, purchase, address, now)
    await write('orderLine', line.store, line.order, line.variant)
    await write('transition', line.store, newId(), line.order, now)
    await write('buyerOrder', buyer, line.order, line.store, purchase, now)
    await write('deadline', line.store, line.order, 'floor.pay_by', now)
  }
  await write('deadline', buyer, attempt, 'floor.resolve', now)
  await write('attempt', buyer, attempt, purchase, '[]', now)
  await write('event', buyer, newId(), '{}', now)
  await client.query('commit')
  await client.query('begin')
  await write('captured', buyer, attempt, now)
  for (const line of lines) {
    await write('paid', line.store, line.order, now)
    await write('transition', line.store, newId(), line.order, now)
    await write('undeadline', line.store, line.order, 'floor.pay_by')
    await write('deadline', line.store, line.order, 'floor.ship_by', now)
    await write('journal', line.store, line.journal, line.order, now, digest)
    await write('transfer', line.store, line.journal)
    await write('unsealed', line.store, line.journal, digest)
    await write('event', line.store, newId(), '{}', now)
  }
  await write('undeadline', buyer, attempt, 'floor.resolve')
  await write('answered', buyer, key, '{}')
  await client.query('commit')
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HeldMoney, heldMoney, type JournalKind, postJournals, type Transfer } from '#ledger/index.ts'
import { sealAll } from '#platform/chain.ts'
import { type Db, openDb, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
/** The same market in another process. */
let other: Db
let drop: () => Promise<void>
beforeAll(async () => {
  const fresh = await freshDb()
  ;({ db, drop } = fresh)
  other = await openDb(fresh.url)
})
afterAll(async () => {
  await other.close()
  await drop()
})

/** The same from all of the store's transfers. */
async function derivedHeld(storeId: string): Promise<HeldMoney> {
  const { rows } = await sql<{ account: string; sum: bigint; orders: number }>`
    select account, sum(minor)::bigint as sum, count(*) filter (where minor > 0)::int as orders
    from (select a.account, j.order_id, sum(a.minor) as minor
      from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
      cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, minor)
      where j.store_id = ${storeId} and a.account in ('escrow', 'frozen') group by 1, 2) o group by 1
  `.execute(db.read)
  const of = (account: string) => {
    const { sum, orders } = rows.find(row => row.account === account) ?? { sum: 0n, orders: 0 }
    return { sum, orders }
  }
  return { escrow: of('escrow'), frozen: of('frozen') }
}

test('R70.1a what orders hold equals the ledger at each moment, whatever is sealed, in each process', async () => {
  let state = 20_261_128
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const stores = [newId(), newId()]
  /** What each order holds, by store and account. */
  const orders: { storeId: string; id: string; escrow: bigint; frozen: bigint }[] = []
  const post = (order: { storeId: string; id: string }, kind: JournalKind, transfer: Transfer) =>
    inTx(db, 'post', tx =>
      postJournals(tx, [
        { storeId: order.storeId, kind, subject: newId(), orderId: order.id, currency: 'EUR', transfers: [transfer] },
      ]),
    )
  let asked = 0
  for (let step = 0; step < 300; step++) {
    const order = orders[random(orders.length)]
    const part = (of: bigint) => (random(3) ? of : BigInt(1 + random(Number(of))))
    if (!order || random(3) === 0) {
      const made = { storeId: stores[random(2)]!, id: newId(), escrow: BigInt(1 + random(9_000)), frozen: 0n }
      orders.push(made)
      await post(made, 'order.paid', { debit: 'clearing', credit: 'escrow', amountMinor: made.escrow })
    } else if (order.escrow > 0n) {
      const amountMinor = part(order.escrow)
      const credit = random(3) ? 'available' : 'frozen'
      order.escrow -= amountMinor
      if (credit === 'frozen') order.frozen += amountMinor
      await post(order, 'order.released', { debit: 'escrow', credit, amountMinor })
    } else if (order.frozen > 0n) {
      const amountMinor = part(order.frozen)
      order.frozen -= amountMinor
      await post(order, 'refund.ordered', { debit: 'frozen', credit: 'refund_due', amountMinor })
    }
    if (random(5) === 0) await sealAll(db)
    // one process is asked more rarely than the other
    for (const reader of [db, other])
      for (const storeId of stores) {
        if (random(reader === db ? 2 : 6)) continue
        asked++
        expect(await heldMoney(reader, storeId), `step ${step}`).toEqual(await derivedHeld(storeId))
      }
  }
  expect(asked).toBeGreaterThan(200)
  for (const reader of [db, other])
    for (const storeId of stores) {
      const mine = orders.filter(order => order.storeId === storeId)
      const of = (account: 'escrow' | 'frozen') => ({
        sum: mine.reduce((sum, order) => sum + order[account], 0n),
        orders: mine.filter(order => order[account] > 0n).length,
      })
      expect(await heldMoney(reader, storeId)).toEqual({ escrow: of('escrow'), frozen: of('frozen') })
    }
})

test('R70.1a once sealed, orders are not read again', async () => {
  const [storeId, orderId] = [newId(), newId()]
  const transfers: Transfer[] = [{ debit: 'clearing', credit: 'escrow', amountMinor: 700n }]
  await inTx(db, 'post', tx =>
    postJournals(tx, [{ storeId, kind: 'order.paid', subject: orderId, orderId, currency: 'EUR', transfers }]),
  )
  await sealAll(db)
  expect((await heldMoney(db, storeId)).escrow).toEqual({ sum: 700n, orders: 1 })
  // nothing but a journal changes a balance; this one is changed without, and is not looked at
  await sql`update ledger.order_balances set balance_minor = 1 where store_id = ${storeId}`.execute(db.read)
  expect((await heldMoney(db, storeId)).escrow).toEqual({ sum: 700n, orders: 1 })
  expect((await heldMoney(other, storeId)).escrow).toEqual({ sum: 1n, orders: 1 })
})

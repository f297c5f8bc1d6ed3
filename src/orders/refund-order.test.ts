import { beforeAll, describe, expect, test } from 'vitest'
import { checkBooks, escrowOf, freeze, postJournals } from '#ledger/index.ts'
import { freezeOrder, type RefundedLine, refundOrder } from '#orders/index.ts'
import { sealAll } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { keyOf, openMarket, type Person, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()
let store: Store
let buyer: Person
let storeUuid: string

/** A new store and buyer; the order's items cost €23.40 and €11.10 at 7 %, shipping €4.90. */
async function paidOrder(): Promise<{ id: string; storeId: string; publicId: string }> {
  const a = await market.product(store, { price: 2_340, stock: 10 })
  const b = await market.product(store, { price: 1_110, stock: 10 })
  const { orders } = await market.buy(buyer, [a.variantId, b.variantId])
  return { ...keyOf('ord', orders[0]!), publicId: orders[0]! }
}

async function releasedOrder() {
  const order = await paidOrder()
  await market.ship(store, order.publicId)
  await buyer.api.confirmReceipt({ order_id: order.publicId })
  return order
}

const line = (n: number, goods: number, shipping = 0, units = 0): RefundedLine => ({
  n,
  units,
  goodsMinor: BigInt(goods),
  shippingMinor: BigInt(shipping),
})

const refund = (order: { storeId: string; id: string }, ...lines: RefundedLine[]) =>
  inTx(market.db, 'refund', tx => refundOrder(tx, order, { lines, reason: 'goodwill' }))

/** All non-zero accounts of a store, in minor units. */
async function balances(): Promise<Record<string, number>> {
  const { rows } = await sql<{ account: string; amount: bigint }>`
    select a.account, sum(a.amount)::bigint as amount
    from ledger.transfers t cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, amount)
    where t.store_id = ${storeUuid} group by 1 having sum(a.amount) <> 0 order by 1
  `.execute(market.db.read)
  return Object.fromEntries(rows.map(row => [row.account, Number(row.amount)]))
}
const openStore = async () => {
  store = await market.store()
  buyer = await market.person()
  const { rows } = await sql<{ store_id: string }>`
    select store_id from sellers.stores order by store_id desc limit 1
  `.execute(market.db.read)
  storeUuid = rows[0]!.store_id
  await market.nameAccount(store)
  await market.pass({ hours: 24 * 30 }) // the new account may be used
}

describe('before release', () => {
  beforeAll(openStore)

  test('R58.2a parts go back from escrow; what is left is released, with commission on what is kept', async () => {
    const order = await paidOrder()
    await refund(order, line(0, 1_500))
    await refund(order, line(0, 500))
    await market.settle()
    expect(await balances()).toEqual({ clearing: -1_940, escrow: 1_940 })
    await market.ship(store, order.publicId)
    await buyer.api.confirmReceipt({ order_id: order.publicId })
    // A keeps 3.40 at 7 % = 0.24, B 11.10 at 7 % = 0.78
    expect(await balances()).toEqual({ available: 1_838, clearing: -1_940, commission: 102 })
    const seen = await store.owner.api.showStoreOrder({ order_id: order.publicId })
    expect(seen).toMatchObject({ commission: { amount_minor: 102 }, receives: { amount_minor: 1_838 } })
    expect(seen.lines[0]!.refunded.amount_minor).toBe(2_000)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R58.2b nobody gets back more than they keep, and nothing moves when it is refused', async () => {
    const order = await paidOrder()
    const before = await balances()
    for (const lines of [
      [line(0, 2_341)],
      [line(0, 0, 491)],
      [line(7, 1)],
      [line(0, 100), line(0, 100)],
      [line(0, 100, 0, 2)],
      [line(0, -1, 2)],
      [line(0, 0)],
    ])
      expect(await refusalOf(refund(order, ...lines)), JSON.stringify(lines.map(String))).toBe(
        'order.refund_above_kept',
      )
    await refund(order, line(0, 2_340, 332, 1))
    expect(await refusalOf(refund(order, line(0, 1)))).toBe('order.refund_above_kept')
    expect(await balances()).toEqual({ ...before, escrow: before.escrow! - 2_672, refund_due: 2_672 })
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('R58.2b of two refunds at once that exceed what is kept together, one is refused', async () => {
    const order = await paidOrder()
    const results = await Promise.allSettled([refund(order, line(0, 2_000)), refund(order, line(0, 2_000))])
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('R51.1c an order not shipped in time pays back what was not paid back before', async () => {
    const order = await paidOrder()
    await refund(order, line(1, 1_000))
    await market.pass({ hours: 24 * 30 })
    expect(await escrowOf(market.db.read, order.storeId, order.id)).toBe(0n)
    const seen = await buyer.api.showMyOrder({ order_id: order.publicId })
    expect(seen.refunds.map(each => each.amount.amount_minor)).toEqual([1_000, 2_940])
    await checkInvariants(market.db, market.provider.record)
  })

  test('an unpaid order has nothing to refund', async () => {
    const product = await market.product(store, { price: 900, stock: 5 })
    const { orders } = await market.buy(buyer, [product.variantId], { method: 'card_refused' })
    expect(await refusalOf(refund(keyOf('ord', orders[0]!), line(0, 100)))).toBe('order.wrong_state')
  })
})

describe('after release', () => {
  beforeAll(openStore)

  test('R70.3a commission comes back, then the balance pays, then the store owes; the next release repays it', async () => {
    const order = await releasedOrder()
    // commission 1.64 + 0.78 = 2.42
    expect(await balances()).toEqual({ available: 3_698, clearing: -3_940, commission: 242 })
    await store.owner.api.requestPayout({ amount_minor: 3_000 })
    await refund(order, line(0, 2_340, 332, 1))
    await market.settle()
    expect(await balances()).toMatchObject({ receivable: -(2_672 - 164 - 698), commission: 78 })
    expect((await balances()).available).toBeUndefined()
    expect(await store.owner.api.showBalance({})).toMatchObject({
      available: { amount_minor: 0 },
      owed: { amount_minor: 1_810 },
    })
    const { items } = await store.owner.api.listMovements({})
    expect(items[0]).toMatchObject({
      kind: 'refund.ordered',
      amount: { amount_minor: -698 },
      owed: { amount_minor: 1_810 },
    })
    await checkInvariants(market.db, market.provider.record)
    await releasedOrder()
    expect(await store.owner.api.showBalance({})).toMatchObject({
      available: { amount_minor: 3_698 - 1_810 },
      owed: { amount_minor: 0 },
    })
    await checkInvariants(market.db, market.provider.record)
  })

  test('R70.3c a payout that comes back repays the debt before it is available', async () => {
    await openStore()
    const order = await releasedOrder()
    const { id } = await store.owner.api.requestPayout({ amount_minor: 3_698 })
    await refund(order, line(1, 1_110, 0, 1))
    expect(await store.owner.api.showBalance({})).toMatchObject({ owed: { amount_minor: 1_110 - 78 } })
    await store.owner.api.cancelPayout({ payout_id: id })
    expect(await store.owner.api.showBalance({})).toMatchObject({
      available: { amount_minor: 3_698 - 1_032 },
      owed: { amount_minor: 0 },
    })
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('R70.3b what is frozen pays first; a claim on more than the balance is filled by the next release', async () => {
    await openStore()
    const order = { ...(await releasedOrder()), currency: 'EUR' }
    const freezeTo = (minor: number) => inTx(market.db, 'freeze', tx => freeze(tx, order, BigInt(minor)))
    await freezeTo(1_000)
    await freezeTo(500)
    expect(await store.owner.api.showBalance({})).toMatchObject({
      available: { amount_minor: 3_198 },
      frozen: { amount_minor: 500 },
    })
    await freezeTo(5_000)
    expect(await balances()).toMatchObject({ frozen: 3_698 })
    await releasedOrder()
    expect(await balances()).toMatchObject({ frozen: 5_000, available: 2 * 3_698 - 5_000 })
    await refund(order, line(0, 2_340, 332, 1))
    await freezeTo(0)
    expect(await balances()).toMatchObject({ available: 2 * 3_698 - 2_672 + 164, commission: 2 * 242 - 164 })
    expect((await balances()).frozen).toBeUndefined()
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })
})

describe('while an order is claimed', () => {
  beforeAll(openStore)
  const claim = (order: { storeId: string; id: string }, ...lines: RefundedLine[]) =>
    inTx(market.db, 'claim', tx => freezeOrder(tx, order, lines))

  test('R70.3d of a completed order the store’s part of what is claimed is frozen, until it is refunded or given up', async () => {
    const order = await releasedOrder()
    const frozen = async () => (await balances()).frozen ?? 0
    await claim(order, line(0, 500))
    // at 7 %: of 23.40 the platform has 1.64, of 18.40 it would have 1.29
    expect(await frozen()).toBe(465)
    await claim(order, line(0, 500), line(1, 1_110, 158, 1))
    expect(await frozen()).toBe(465 + 1_110 + 158 - 78)
    await refund(order, line(1, 1_110, 158, 1))
    expect(await frozen()).toBe(465)
    await claim(order)
    expect(await frozen()).toBe(0)
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('R70.3d nothing is frozen of an order in escrow, or beyond what the buyer keeps', async () => {
    const order = await paidOrder()
    expect(await refusalOf(claim(order, line(0, 500)))).toBe('order.wrong_state')
    await market.ship(store, order.publicId)
    await buyer.api.confirmReceipt({ order_id: order.publicId })
    expect(await refusalOf(claim(order, line(0, 2_341)))).toBe('order.refund_above_kept')
    expect(await refusalOf(claim({ ...order, id: storeUuid }, line(0, 1)))).toBe('order.not_found')
    expect((await balances()).frozen).toBeUndefined()
  })
})

describe('the database keeps it', () => {
  beforeAll(openStore)

  test('a journal that would take escrow below zero is refused, whoever posts it', async () => {
    const order = await paidOrder()
    const post = (amountMinor: bigint, orderId: string) =>
      inTx(market.db, 'overdraw', tx =>
        postJournals(tx, [
          {
            storeId: order.storeId,
            kind: 'order.released',
            subject: order.id,
            orderId,
            currency: 'EUR',
            transfers: [{ debit: 'escrow', credit: 'available', amountMinor }],
          },
        ]),
      )
    await expect(post(3_941n, order.id)).rejects.toThrow('order_balances_balance_minor_check')
    await expect(post(1n, storeUuid)).rejects.toThrow('would fall below zero')
    expect(await escrowOf(market.db.read, order.storeId, order.id)).toBe(3_940n)
  })

  test('X3g a sealed journal that was moved to another order is found', async () => {
    const [one, other] = [await releasedOrder(), await paidOrder()]
    await sealAll(market.db)
    expect((await checkBooks(market.db)).faults).toEqual([])
    const move = (from: string, to: string) =>
      sql`update ledger.journals set order_id = ${to} where store_id = ${storeUuid} and order_id = ${from}
        and kind = 'order.released'`.execute(market.db.read)
    await move(one.id, other.id)
    const { faults } = await checkBooks(market.db)
    expect(faults.map(fault => fault.what)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/an entry or the link was changed/),
        expect.stringMatching(/^escrow \(EUR\) of order/),
      ]),
    )
    await move(other.id, one.id)
    expect((await checkBooks(market.db)).faults).toEqual([])
  })
})

import {
  type Charge,
  chargedTo,
  lockOrderBalances,
  lockStoreBalances,
  type OrderBalances,
  planRefund,
  reduceFreeze,
  type Transfer,
} from '#ledger/index.ts'
import { chargesOn } from '#orders/commission.ts'
import { type KeptLine, keptLines } from '#orders/kept-lines.ts'
import type { OrderKey } from '#orders/move-orders.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { createRefunds, type RefundReason } from '#payments/index.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import { insertRows } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/** The refund of a line, in minor units; with `units` 0 the buyer keeps all goods. */
export type RefundedLine = {
  readonly n: number
  readonly units: number
  readonly goodsMinor: bigint
  readonly shippingMinor: bigint
}

/**
 * Refunds part of an order to its buyer, before or after its release, any number of times (R58.2). The ledger decides
 * where the money comes from: escrow first; after release the charges on the refunded part, then the money frozen for
 * the order, the store's balance, and its debt (R70.3). Refuses `order.not_found`, `order.wrong_state` (never paid) and
 * `order.refund_above_kept` (`n`: the line with less left to refund). Returns the refund's id.
 */
export async function refundOrder(
  tx: Tx,
  order: OrderKey,
  refund: { readonly lines: readonly RefundedLine[]; readonly reason: RefundReason },
): Promise<string> {
  const { rows } = await sql<PaidOrder>`
    select store_id as "storeId", id, buyer_id as "buyerId", attempt_id as "attemptId", currency from orders.orders
    where store_id = ${order.storeId} and id = ${order.id} for no key update
  `.execute(tx)
  if (!rows[0]) throw refuse('order.not_found')
  if (!rows[0].attemptId) throw refuse('order.wrong_state', { wanted: 'awaiting_shipment' })
  const [id] = await refundOrders(tx, [{ order: rows[0], lines: refund.lines }], refund.reason)
  return id!
}

type PaidOrder = OrderKey & {
  readonly buyerId: string
  readonly attemptId: string | null
  readonly currency: string
}

/** Refunds in full what is left of orders that were not released. The caller has locked the orders' rows. */
export async function refundWhatIsKept(tx: Tx, orders: readonly PaidOrder[], reason: RefundReason): Promise<void> {
  const kept = await keptLines(tx, orders)
  const refunds = orders.map(order => ({ order, lines: kept.get(order.id)!.map(allOf).filter(isSomething) }))
  await refundOrders(
    tx,
    refunds.filter(refund => refund.lines.length > 0),
    reason,
  )
}

const allOf = (line: KeptLine): RefundedLine => ({
  n: line.n,
  units: line.units - line.refundedUnits,
  goodsMinor: line.paidMinor - line.refundedMinor,
  shippingMinor: line.shippingMinor - line.refundedShippingMinor,
})
const isSomething = (line: RefundedLine): boolean => line.goodsMinor + line.shippingMinor > 0n

type Refund = { readonly order: PaidOrder; readonly lines: readonly RefundedLine[] }

async function refundOrders(tx: Tx, refunds: readonly Refund[], reason: RefundReason): Promise<string[]> {
  if (refunds.length === 0) return []
  const orders = refunds.map(refund => refund.order)
  const [kept, held] = await Promise.all([keptLines(tx, orders), lockOrderBalances(tx, orders)])
  const planned = []
  for (const { order, lines } of refunds) {
    const before = kept.get(order.id)!
    checkRemaining(before, lines)
    const amountMinor = lines.reduce((sum, line) => sum + line.goodsMinor + line.shippingMinor, 0n)
    if (amountMinor === 0n) throw refuse('order.refund_above_kept', { n: lines[0]?.n ?? 0 })
    const ofOrder = held.get(order.id)!
    const transfers =
      ofOrder.escrow >= amountMinor
        ? planRefund({ ...ofOrder, available: 0n, receivable: 0n }, amountMinor, [])
        : await planAfterRelease(tx, order, ofOrder, { before, lines, amountMinor })
    planned.push({ id: newId(), order, lines, amountMinor, transfers })
  }
  await createRefunds(
    tx,
    planned.map(({ id, order, amountMinor, transfers }) => ({
      id,
      storeId: order.storeId,
      orderId: order.id,
      buyerId: order.buyerId,
      attemptId: order.attemptId!,
      currency: order.currency,
      amountMinor,
      transfers,
      reason,
    })),
  )
  await insertRows(
    tx,
    'orders.refund_lines',
    {
      store_id: 'uuid',
      refund_id: 'uuid',
      order_id: 'uuid',
      n: 'int',
      units: 'int',
      goods_minor: 'bigint',
      shipping_minor: 'bigint',
    },
    planned.flatMap(({ id, order, lines }) =>
      lines.filter(isSomething).map(line => ({
        store_id: order.storeId,
        refund_id: id,
        order_id: order.id,
        n: line.n,
        units: line.units,
        goods_minor: line.goodsMinor,
        shipping_minor: line.shippingMinor,
      })),
    ),
  )
  return planned.map(refund => refund.id)
}

async function planAfterRelease(
  tx: Tx,
  order: PaidOrder,
  ofOrder: OrderBalances,
  refund: { before: readonly KeptLine[]; lines: readonly RefundedLine[]; amountMinor: bigint },
): Promise<Transfer[]> {
  const ofStore = (await lockStoreBalances(tx, [order.storeId], order.currency)).get(order.storeId)!
  const back = await chargesBack(tx, order, refund.before, refund.lines)
  const transfers = planRefund({ ...ofOrder, ...ofStore }, refund.amountMinor, back)
  const ofCharges = back.reduce((sum, charge) => sum + charge.amountMinor, 0n)
  await reduceFreeze(tx, order, refund.amountMinor - ofCharges)
  return transfers
}

/** Each line may occur once, with no more than is left to refund. Refuses `order.refund_above_kept`. */
export function checkRemaining(kept: readonly KeptLine[], lines: readonly RefundedLine[]): void {
  for (const [place, line] of lines.entries()) {
    const left = kept[line.n] && allOf(kept[line.n]!)
    const twice = lines.findIndex(other => other.n === line.n) !== place
    const parts = [line.units, line.goodsMinor, line.shippingMinor]
    if (
      !left ||
      twice ||
      parts.some(part => part < 0) ||
      line.units > left.units ||
      line.goodsMinor > left.goodsMinor ||
      line.shippingMinor > left.shippingMinor
    )
      throw refuse('order.refund_above_kept', { n: line.n })
  }
}

/** The charges on the order that exceed those on what is left after this refund. */
export async function chargesBack(
  tx: Tx,
  order: OrderKey,
  before: readonly KeptLine[],
  lines: readonly RefundedLine[],
): Promise<Charge[]> {
  const charged = await chargedTo(tx, order.storeId, order.id)
  const after = before.map(line => ({
    ...line,
    refundedMinor: line.refundedMinor + (lines.find(refunded => refunded.n === line.n)?.goodsMinor ?? 0n),
  }))
  return chargesOn(after).map(({ account, amountMinor }) => ({
    account,
    amountMinor: (charged.get(account) ?? 0n) - amountMinor,
  }))
}

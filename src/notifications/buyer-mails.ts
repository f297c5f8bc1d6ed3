import { type Locale, localeOf, moneyText, timeText } from '#notifications/compose.ts'
import { contractOf, contractParts } from '#notifications/confirmation.ts'
import { type OrderFacts, orderFacts } from '#notifications/facts.ts'
import { links } from '#notifications/links.ts'
import { type Texts, texts } from '#notifications/texts.ts'
import type { OrderEvent, orderEvents } from '#orders/events.ts'
import type { ClosedCause } from '#orders/states.ts'
import type { paymentEvents } from '#payments/events.ts'
import { sql } from '#platform/db.ts'
import { gather } from '#platform/gather.ts'
import { queueMail } from '#platform/mail.ts'
import type { Message } from '#platform/mail-body.ts'
import { marketTimeZone } from '#platform/market.ts'
import type { Event, Reaction } from '#platform/outbox.ts'
import { ownedBy } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

/** One mail per purchase, naming its orders. */
export const mailBuyerPurchasePaid: Reaction<(typeof paymentEvents)['purchase.paid']> = (tx, event) =>
  aboutPurchase(tx, event.body, 'paid', async ({ orders, locale, currency }, t) => {
    const contracts = await Promise.all(orders.map(order => contractOf(tx, order)))
    const total = orders.reduce((sum, order) => sum + order.totalMinor, 0n)
    const goods = contracts.flatMap(({ lines }) => lines)
    return {
      subject: t.paid.subject(goods[0]!.title, goods.length - 1),
      paragraphs: [t.paid.thanks(moneyText(locale, total, currency))],
      parts: contractParts(
        orders.map((order, i) => ({ ...order, contract: contracts[i]! })),
        { locale, currency, withdrawalUrl: links.withdrawal(tx, locale) },
        t.paid,
      ),
      label: t.paid.link,
    }
  })

export const mailBuyerPaymentFailed: Reaction<(typeof paymentEvents)['purchase.payment_failed']> = (tx, event) =>
  // all orders that still await payment, not only those of this attempt
  aboutPurchase(tx, { ...event.body, attempt_id: undefined }, 'payment_failed', ({ orders, locale }, t) => ({
    subject: t.payment_failed.subject,
    paragraphs: [t.payment_failed.text(timeText(locale, orders[0]!.payBy, marketTimeZone))],
    label: t.payment_failed.link,
  }))

export const mailBuyerPriceLowered: Reaction<OrderEvent> = (tx, event) =>
  aboutOrder(tx, event, (order, t) => ({
    subject: t.price_lowered.subject(order.number),
    paragraphs: [
      t.price_lowered.text(
        order.store,
        moneyText(order.locale, order.totalMinor, order.currency),
        moneyText(order.locale, order.placedTotalMinor!, order.currency),
        timeText(order.locale, order.payBy, order.timeZone),
      ),
    ],
    label: t.price_lowered.link,
    again: String(order.totalMinor),
  }))

export const mailBuyerOrderShipped: Reaction<OrderEvent> = (tx, event) =>
  aboutOrder(tx, event, (order, t) => ({
    subject: t.shipped.subject(order.number),
    paragraphs: [t.shipped.text(order.store, order.carrier!, order.tracking!), t.shipped.confirm],
    label: t.shipped.link,
  }))

export const mailBuyerTrackingCorrected: Reaction<(typeof orderEvents)['order.tracking_corrected']> = (tx, event) =>
  aboutOrder(tx, event, (order, t) => ({
    subject: t.tracking_corrected.subject(order.number),
    paragraphs: [t.tracking_corrected.text(order.store, order.carrier!, order.tracking!)],
    label: t.tracking_corrected.link,
    again: event.body.correction_id,
  }))

export const mailBuyerOrderDelivered: Reaction<OrderEvent> = (tx, event) =>
  aboutOrder(tx, event, (order, t) => ({
    subject: t.delivered.subject(order.number),
    paragraphs: [t.delivered.text(timeText(order.locale, order.completeBy!, order.timeZone))],
    label: t.delivered.link,
  }))

export const mailBuyerOrderCompleted: Reaction<OrderEvent> = (tx, event) =>
  aboutOrder(tx, event, (order, t) => ({
    subject: t.completed.subject(order.number),
    paragraphs: [t.completed.text(order.store)],
    label: t.completed.link,
  }))

export const mailBuyerOrderClosed: Reaction<(typeof orderEvents)['order.closed']> = (tx, event) =>
  aboutOrder(tx, event, (order, t) => {
    const total = moneyText(order.locale, order.totalMinor, order.currency)
    const reasons: Record<ClosedCause, string> = {
      unpaid: t.closed.unpaid,
      canceled_by_buyer: t.closed.canceled_by_buyer,
      not_shipped: t.closed.not_shipped(order.store, total),
      paid_too_late: t.closed.paid_too_late(total),
    }
    return {
      subject: t.closed.subject(order.number),
      paragraphs: [reasons[event.body.cause]],
      label: t.closed.link,
    }
  })

/** `again`: distinguishes two mails of one kind about one order. */
type Words = Pick<Message, 'subject' | 'paragraphs' | 'parts'> & { label: string; again?: string }

const composed = (locale: Locale, { label, again: _, ...words }: Words, url: string): Message => ({
  locale,
  to: 'buyer',
  ...words,
  link: { label, url },
})

type Addressed = OrderFacts & { readonly locale: Locale; readonly linkKey: Buffer | null }

async function aboutOrder(tx: Tx, event: Event<OrderEvent>, say: (order: Addressed, t: Texts) => Words): Promise<void> {
  const { store_id: storeId, order_id: orderId, buyer_id: buyerId } = event.body
  const [order, buyer] = await Promise.all([orderFacts(tx, { storeId, orderId }), buyerOf(tx, { buyerId, orderId })])
  const locale = localeOf(buyer.locale)
  const addressed = { ...order, locale, linkKey: buyer.linkKey }
  const words = say(addressed, texts[locale])
  const topic = [event.name, orderId, ...(words.again ? [words.again] : [])].join(' ')
  queueMail(tx, { owner: buyerId, to: buyer.email, topic }, composed(locale, words, links.order(tx, addressed)))
}

/** The address and language that the order was placed with; of a guest, the key of the links to it. */
const buyerOf = gather(async (tx: Tx, keys: readonly { buyerId: string; orderId: string }[]) => {
  const owned = ownedBy(keys.map(key => key.buyerId))
  const { rows } = await sql<{ orderId: string; email: string; locale: string; linkKey: Buffer | null }>`
    select b.order_id as "orderId", p.email, p.locale, p.link_key as "linkKey" from orders.buyer_orders b
    join orders.purchases p on ${owned('p.buyer_id')} and p.buyer_id = b.buyer_id and p.id = b.purchase_id
    where ${owned('b.buyer_id')} and b.order_id = any(${keys.map(key => key.orderId)}::uuid[])
  `.execute(tx)
  const buyers = new Map(rows.map(row => [row.orderId, row]))
  return keys.map(key => buyers.get(key.orderId)!)
})

type Purchase = {
  readonly orders: readonly OrderFacts[]
  readonly locale: Locale
  readonly currency: string
}

async function aboutPurchase(
  tx: Tx,
  { buyer_id, purchase_id, attempt_id }: { buyer_id: string; purchase_id: string; attempt_id?: string | undefined },
  occasion: string,
  say: (purchase: Purchase, t: Texts) => Words | Promise<Words>,
): Promise<void> {
  const found = await purchaseFacts(tx, { buyerId: buyer_id, id: purchase_id })
  const all = await Promise.all(found.orders.map(order => orderFacts(tx, order)))
  // of an attempt: the orders it paid; without one: those that await payment
  const orders = all
    .filter(order => (attempt_id ? order.attemptId === attempt_id : order.state === 'awaiting_payment'))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  if (orders.length === 0) return // all orders were paid too late or are canceled: their own mails say so
  const locale = localeOf(found.locale)
  const words = await say({ orders, locale, currency: found.currency }, texts[locale])
  const topic = `purchase ${occasion} ${attempt_id ?? `${purchase_id} ${tx.now}`}`
  const url = links.purchase(tx, buyer_id, purchase_id, { locale, linkKey: found.linkKey })
  queueMail(tx, { owner: buyer_id, to: found.email, topic }, composed(locale, words, url))
}

type PurchaseFacts = {
  id: string
  email: string
  locale: string
  linkKey: Buffer | null
  currency: string
  orders: readonly { storeId: string; orderId: string }[]
}

const purchaseFacts = gather(async (tx: Tx, keys: readonly { buyerId: string; id: string }[]) => {
  const owned = ownedBy(keys.map(key => key.buyerId))
  const { rows } = await sql<PurchaseFacts>`
    select p.id, p.email, p.locale, p.link_key as "linkKey", p.currency,
      (select json_agg(json_build_object('storeId', b.store_id, 'orderId', b.order_id)) from orders.buyer_orders b
        where ${owned('b.buyer_id')} and b.buyer_id = p.buyer_id and b.purchase_id = p.id) as orders
    from orders.purchases p where ${owned('p.buyer_id')} and p.id = any(${keys.map(key => key.id)}::uuid[])
  `.execute(tx)
  const facts = new Map(rows.map(row => [row.id, row]))
  return keys.map(key => facts.get(key.id)!)
})

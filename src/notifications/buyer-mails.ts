import { localeOf, moneyText, timeText } from '#notifications/compose.ts'
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
import type { Tx } from '#platform/tx.ts'

/** One mail per purchase, naming its orders. */
export const mailBuyerPurchasePaid: Reaction<(typeof paymentEvents)['purchase.paid']> = (tx, event) =>
  aboutPurchase(tx, event.body, 'paid', (purchase, t) => ({
    subject: t.paid.subject(purchase.orders.length),
    paragraphs: [
      t.paid.thanks(purchase.money(purchase.orders.reduce((sum, order) => sum + BigInt(order.total), 0n))),
      ...purchase.orders.map(order => t.paid.order(order.number, order.store, purchase.money(order.total))),
    ],
    label: t.paid.link,
  }))

export const mailBuyerPaymentFailed: Reaction<(typeof paymentEvents)['purchase.payment_failed']> = (tx, event) =>
  // all orders that still await payment, not only those of this attempt
  aboutPurchase(tx, { ...event.body, attempt_id: undefined }, 'payment_failed', (purchase, t) => ({
    subject: t.payment_failed.subject,
    paragraphs: [t.payment_failed.text(purchase.time(Temporal.Instant.from(purchase.orders[0]!.pay_by)))],
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
type Words = { subject: string; paragraphs: string[]; label: string; again?: string }

const composed = ({ subject, paragraphs, label }: Words, url: string): Message => ({
  subject,
  paragraphs,
  link: { label, url },
})

async function aboutOrder(
  tx: Tx,
  event: Event<OrderEvent>,
  say: (order: OrderFacts, t: Texts) => Words,
): Promise<void> {
  const order = await orderFacts(tx, { storeId: event.body.store_id, orderId: event.body.order_id })
  const words = say(order, texts[order.locale])
  const topic = [event.name, order.orderId, ...(words.again ? [words.again] : [])].join(' ')
  queueMail(tx, { owner: order.buyerId, to: order.email, topic }, composed(words, links.order(tx, order)))
}

type Purchase = {
  orders: readonly { number: string; store: string; total: string; pay_by: string }[]
  money(amountMinor: bigint | string): string
  time(at: Temporal.Instant): string
}

async function aboutPurchase(
  tx: Tx,
  { buyer_id, purchase_id, attempt_id }: { buyer_id: string; purchase_id: string; attempt_id?: string | undefined },
  occasion: string,
  say: (purchase: Purchase, t: Texts) => Words,
): Promise<void> {
  const found = await purchaseFacts(tx, { buyer_id, purchase_id, attempt_id: attempt_id ?? null })
  if (!found.orders) return // all orders were paid too late or are canceled: their own mails say so
  const locale = localeOf(found.locale)
  const words = say(
    {
      orders: found.orders,
      money: amountMinor => moneyText(locale, BigInt(amountMinor), found.currency),
      time: at => timeText(locale, at, marketTimeZone),
    },
    texts[locale],
  )
  const topic = `purchase ${occasion} ${attempt_id ?? `${purchase_id} ${tx.now}`}`
  const url = links.purchase(tx, buyer_id, purchase_id, locale)
  queueMail(tx, { owner: buyer_id, to: found.email, topic }, composed(words, url))
}

type PurchaseFacts = { email: string; locale: string; currency: string; orders: Purchase['orders'] | null }

/** Of an attempt: the orders it paid. Without one: those that await payment. */
const purchaseFacts = gather(
  async (tx: Tx, keys: readonly { buyer_id: string; purchase_id: string; attempt_id: string | null }[]) => {
    const { rows } = await sql<PurchaseFacts>`
      select p.email, p.locale, p.currency,
        (select json_agg(json_build_object('number', o.number, 'store', s.name,
            'total', (o.items_minor + o.shipping_minor)::text, 'pay_by', o.pay_by) order by o.number)
          from orders.buyer_orders b join orders.orders o on o.store_id = b.store_id and o.id = b.order_id
          join sellers.stores s on s.store_id = o.store_id
          where b.buyer_id = p.buyer_id and b.purchase_id = p.id
            and case when k.attempt_id is null then o.state = 'awaiting_payment' else o.attempt_id = k.attempt_id end) as orders
      from unnest(${keys.map(key => key.buyer_id)}::uuid[], ${keys.map(key => key.purchase_id)}::uuid[],
        ${keys.map(key => key.attempt_id)}::uuid[]) with ordinality k(buyer_id, purchase_id, attempt_id, n)
      left join orders.purchases p on p.buyer_id = k.buyer_id and p.id = k.purchase_id
      order by k.n
    `.execute(tx)
    return rows
  },
)

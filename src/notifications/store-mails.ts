import { dayText, moneyText, timeText } from '#notifications/compose.ts'
import { type OrderFacts, orderFacts, ownersOf, type Recipient } from '#notifications/facts.ts'
import { links } from '#notifications/links.ts'
import { texts } from '#notifications/texts.ts'
import type { OrderEvent, orderEvents } from '#orders/events.ts'
import { sql } from '#platform/db.ts'
import { queueMail } from '#platform/mail.ts'
import type { Message } from '#platform/mail-body.ts'
import type { Event, Reaction } from '#platform/outbox.ts'
import type { Tx } from '#platform/tx.ts'

export const mailStoreOrderPaid: Reaction<OrderEvent> = (tx, event) =>
  toOwners(tx, event, (order, { locale }) => {
    const t = texts[locale].store_paid
    const total = moneyText(locale, order.totalMinor, order.currency)
    return {
      locale,
      to: 'store',
      subject: t.subject(order.number, dayText(locale, order.shipBy!, order.timeZone)),
      paragraphs: [t.text(total, timeText(locale, order.shipBy!, order.timeZone))],
      link: { label: t.link, url: links.storeOrder(tx, order) },
    }
  })

export const mailStoreOrderCompleted: Reaction<OrderEvent> = async (tx, event) => {
  const { rows } = await sql<{ net: bigint; commission: bigint }>`
    select coalesce(sum(t.amount_minor) filter (where t.credit = 'available'), 0)::bigint as net,
      coalesce(sum(t.amount_minor) filter (where t.credit = 'commission'), 0)::bigint as commission
    from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
    where j.store_id = ${event.body.store_id} and j.order_id = ${event.body.order_id}
      and j.kind = 'order.released'
  `.execute(tx)
  const { net, commission } = rows[0]!
  await toOwners(tx, event, (order, { locale }) => {
    const t = texts[locale].store_completed
    return {
      locale,
      to: 'store',
      subject: t.subject(order.number),
      paragraphs: [t.text(moneyText(locale, net, order.currency), moneyText(locale, commission, order.currency))],
      link: { label: t.link, url: links.balance(tx, event.body.store_id) },
    }
  })
}

/** Only for closings that the store caused. */
export const mailStoreOrderClosed: Reaction<(typeof orderEvents)['order.closed']> = async (tx, event) => {
  if (event.body.cause !== 'not_shipped') return
  await toOwners(tx, event, (order, { locale }) => {
    const t = texts[locale].store_not_shipped
    return {
      locale,
      to: 'store',
      subject: t.subject(order.number),
      paragraphs: [t.text],
      link: { label: t.link, url: links.storeOrder(tx, order) },
    }
  })
}

async function toOwners(
  tx: Tx,
  event: Event<OrderEvent>,
  say: (order: OrderFacts, to: Recipient) => Message,
): Promise<void> {
  const storeId = event.body.store_id
  const [order, owners] = await Promise.all([
    orderFacts(tx, { storeId, orderId: event.body.order_id }),
    ownersOf(tx, storeId),
  ])
  for (const owner of owners)
    queueMail(
      tx,
      { owner: storeId, to: owner.email, topic: `${event.name} ${order.orderId} ${owner.userId}` },
      say(order, owner),
    )
}

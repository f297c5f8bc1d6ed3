import type { catalogEvents } from '#catalog/events.ts'
import { ownersOf } from '#notifications/facts.ts'
import { links } from '#notifications/links.ts'
import { texts } from '#notifications/texts.ts'
import { sql } from '#platform/db.ts'
import type { EventType } from '#platform/events.ts'
import { queueMail } from '#platform/mail.ts'
import type { Event, Reaction } from '#platform/outbox.ts'
import type { Tx } from '#platform/tx.ts'

type Takedown = EventType<string, (typeof catalogEvents)['product.taken_down']['body']>

export const mailProductTakenDown: Reaction<Takedown> = (tx, event) => toOwners(tx, event, 'taken_down')
export const mailProductReinstated: Reaction<Takedown> = (tx, event) => toOwners(tx, event, 'reinstated')

async function toOwners(tx: Tx, { name, body }: Event<Takedown>, occasion: 'taken_down' | 'reinstated'): Promise<void> {
  const { store_id, takedown_id } = body
  const { rows } = await sql<{ product_id: string; title: string; reason: string }>`
    select t.product_id, p.title, t.reason from catalog.takedowns t
    join catalog.products p on p.store_id = t.store_id and p.id = t.product_id
    where t.store_id = ${store_id} and t.id = ${takedown_id}
  `.execute(tx)
  const { product_id, title, reason } = rows[0]!
  for (const { userId, email, locale } of await ownersOf(tx, store_id)) {
    const t = texts[locale].product
    queueMail(
      tx,
      { owner: store_id, to: email, topic: `${name} ${takedown_id} ${userId}` },
      {
        locale,
        to: 'store',
        subject: t[occasion].subject(title),
        paragraphs: occasion === 'taken_down' ? [t.taken_down.text, reason, t.taken_down.next] : [t.reinstated.text],
        link: { label: t.link, url: links.storeProduct(tx, store_id, product_id) },
      },
    )
  }
}

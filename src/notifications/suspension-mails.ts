import { ownersOf } from '#notifications/facts.ts'
import { links } from '#notifications/links.ts'
import { texts } from '#notifications/texts.ts'
import { sql } from '#platform/db.ts'
import type { EventType } from '#platform/events.ts'
import { queueMail } from '#platform/mail.ts'
import type { Reaction } from '#platform/outbox.ts'
import type { sellerEvents } from '#sellers/events.ts'

type SuspensionEvent = EventType<string, (typeof sellerEvents)['store.suspended']['body']>

/** Mails a store's owners the statement of reasons of a suspension, or that it was lifted. */
export const mailSuspension: Reaction<SuspensionEvent> = async (tx, { body, name }) => {
  const { store_id, suspension_id } = body
  const { rows } = await sql<{ store: string; reason: string; hold_payouts: boolean }>`
    select s.name as store, p.reason, p.hold_payouts from sellers.suspensions p
    join sellers.stores s on s.store_id = p.store_id where p.store_id = ${store_id} and p.id = ${suspension_id}
  `.execute(tx)
  const { store, reason, hold_payouts } = rows[0]!
  for (const { userId, email, locale } of await ownersOf(tx, store_id)) {
    const t = texts[locale].suspension
    const { suspended, reopened } = t
    const ended = name === 'store.reopened'
    queueMail(
      tx,
      { owner: store_id, to: email, topic: `${name} ${suspension_id} ${userId}` },
      {
        locale,
        to: 'store',
        subject: ended ? reopened.subject(store) : suspended.subject(store),
        paragraphs: ended
          ? [reopened.text]
          : [suspended.text, reason, suspended.effect, hold_payouts ? suspended.held : suspended.paid, suspended.next],
        link: { label: t.link, url: links.seller(tx, store_id) },
      },
    )
  }
}

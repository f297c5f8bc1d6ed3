import { localeOf } from '#notifications/compose.ts'
import { links } from '#notifications/links.ts'
import { texts } from '#notifications/texts.ts'
import { sql } from '#platform/db.ts'
import type { EventType } from '#platform/events.ts'
import { queueMail } from '#platform/mail.ts'
import type { Reaction } from '#platform/outbox.ts'
import type { sellerEvents } from '#sellers/events.ts'
import type { ApplicationField } from '#sellers/states.ts'

type ApplicationEvent = EventType<string, (typeof sellerEvents)['application.submitted']['body']>

/** Mails the applicant the new state of the application, with the reviewer's objections. */
export const mailApplicant: Reaction<ApplicationEvent> = async (tx, { body, name }) => {
  const { store_id, transition_id, user_id, state, reasons, note } = body
  if (state === 'draft') return
  const { rows } = await sql<{ email: string; locale: string }>`
    select e.email, u.locale from accounts.users u join accounts.emails e on e.user_id = u.id
    where u.id = ${user_id} limit 1
  `.execute(tx)
  const { email, locale } = rows[0]!
  const language = localeOf(locale)
  const t = texts[language].application
  queueMail(
    tx,
    { owner: user_id, to: email, topic: `${name} ${transition_id}` },
    {
      locale: language,
      to: 'applicant',
      subject: t[state].subject,
      paragraphs: [
        t[state].text,
        ...Object.entries(reasons).map(([field, reason]) =>
          t.reason(t.field[field as ApplicationField] ?? field, reason),
        ),
        ...(note ? [note] : []),
      ],
      link:
        state === 'approved'
          ? { label: t.store, url: links.seller(tx, store_id) }
          : { label: t.link, url: links.application(tx, store_id) },
    },
  )
}

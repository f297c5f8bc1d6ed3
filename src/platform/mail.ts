import { type Db, seam, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { outside } from '#platform/story.ts'
import type { Tx } from '#platform/tx.ts'

export type Mail = {
  /** Whose mail it is: a user, a buyer, a store. */
  readonly owner: string
  /** Says the same thing once: (owner, topic) is unique. */
  readonly topic: string
  readonly to: string
  readonly subject: string
  /** Plain text; links stand alone on their line. */
  readonly text: string
  readonly html: string
}

/** Sends one composed mail; plugged in when a mail server is configured. */
export type Mailer = (mail: Pick<Mail, 'to' | 'subject' | 'text' | 'html'>) => Promise<void>
export const mailer = seam<Mailer | null>('mailer')

/** Queues a mail in the transaction that is its reason; said twice, it goes out once. */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  await sql`
    insert into platform.mails (owner, topic, id, recipient, subject, text, html, queued_at)
    values (${mail.owner}, ${mail.topic}, ${newId()}, ${mail.to}, ${mail.subject}, ${mail.text}, ${mail.html}, ${tx.now})
    on conflict do nothing
  `.execute(tx)
  tx.wakeWorker()
}

const batch = 50

/** Hands queued mails to the mail server. Without one they stay for the sandbox mail page. Returns how many went. */
export async function sendMails(db: Db): Promise<number> {
  const send = mailer.of(db)
  if (!send) return 0
  const { rows } = await sql<Mail & { id: string; recipient: string }>`
    select owner, topic, id, recipient, subject, text, html from platform.mails
    where sent_at is null and (retry_at is null or retry_at <= ${db.clock.wall()}) order by id limit ${batch}
  `.execute(db.read)
  let sent = 0
  for (const mail of rows) {
    try {
      await outside('send mail', () => send({ ...mail, to: mail.recipient }))
      // what it said is the recipient's now: links, codes and addresses are not kept here
      await sql`
        update platform.mails set sent_at = ${db.clock.now()}, error = null, text = '', html = ''
        where owner = ${mail.owner} and topic = ${mail.topic}
      `.execute(db.read)
      sent++
    } catch (error) {
      await sql`
        update platform.mails set attempts = attempts + 1, error = ${String(error)},
          retry_at = ${db.clock.wall()}::timestamptz + least(interval '6 hours', interval '30 seconds' * power(2, attempts))
        where owner = ${mail.owner} and topic = ${mail.topic}
      `.execute(db.read)
    }
  }
  return sent
}

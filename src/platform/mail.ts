import { setTimeout as sleep } from 'node:timers/promises'
import { outside } from '#platform/current-transaction.ts'
import { type Db, seam, sql } from '#platform/db.ts'
import { readMails, sendable } from '#platform/due.across.ts'
import { newId } from '#platform/ids.ts'
import { bodyOf, type Message } from '#platform/mail-body.ts'
import type { Round } from '#platform/outbox.ts'
import { ownedBy } from '#platform/owned.ts'
import { retryAt } from '#platform/retry-at.ts'
import { insertOf } from '#platform/rows.ts'
import { inTime } from '#platform/time-limit.ts'
import type { Tx } from '#platform/tx.ts'

type Envelope = {
  /** Whose mail it is: a user, a buyer, a store. */
  readonly owner: string
  /** Prevents duplicates: (owner, topic) is unique. */
  readonly topic: string
  readonly to: string
  /** Somebody is waiting for it: sent before all others. */
  readonly urgent?: boolean
}

/** Sends one composed mail; plugged in when a mail server is configured. A repeat of a mail has the same `id`. */
export type Mailer = (mail: Composed & { readonly id: string; readonly to: string }) => Promise<void>
type Composed = { readonly subject: string; readonly text: string; readonly html: string }
export const mailer = seam<Mailer | null>('mailer')

/**
 * Queues a mail in the transaction that causes it; all mails of a transaction are one statement, sent with the commit. A
 * second one with the same topic is not queued.
 */
export function queueMail(tx: Tx, envelope: Envelope, message: Message): void {
  const mail = { ...envelope, message }
  const queued = ofTransaction.get(tx)
  if (queued) return void queued.push(mail)
  const mails = [mail]
  ofTransaction.set(tx, mails)
  tx.wakeWorker('mails')
  tx.beforeCommit(() => sql`${insertOf('platform.mails', columns, mails.map(rowOf(tx)))} on conflict do nothing`)
}

type Mail = Envelope & { readonly message: Message }
const ofTransaction = new WeakMap<Tx, Mail[]>()

const columns = {
  owner: 'uuid',
  topic: 'text',
  id: 'uuid',
  recipient: 'text',
  subject: 'text',
  text: 'text',
  html: 'text',
  urgent: 'boolean',
  queued_at: 'timestamptz',
}

const rowOf =
  (tx: Tx) =>
  ({ owner, topic, to, urgent = false, message }: Mail) => ({
    owner,
    topic,
    id: newId(),
    recipient: to,
    subject: message.subject,
    ...bodyOf(message, tx.publicUrl),
    urgent,
    queued_at: tx.now,
  })

/** Mails claimed at once: few enough that an urgent one does not wait long. */
const batch = 20
/** Concurrent connections to the mail server. */
export const mailsAtOnce = 5
const mailLimit = Temporal.Duration.from({ seconds: 60 })
/** Longer than a batch can last; after a crash its mails are sent this much later. */
const claimedFor = Temporal.Duration.from({ minutes: 5 })

/**
 * Sends one batch of queued mails, urgent ones first, then in the order they were queued. Each is claimed first, so
 * that two processes do not send it twice. If the process ends between sending a mail and recording it, the mail is
 * sent again with the same Message-ID. Without a mail server, mails stay queued for the sandbox mail page.
 */
export async function sendMails(db: Db): Promise<Round> {
  const send = mailer.of(db)
  if (!send) return { done: 0, more: false }
  const mails = await claim(db)
  const waiting = mails[Symbol.iterator]()
  const recorded: Promise<void>[] = []
  const conversation = async () => {
    for (const mail of waiting) if (await sendOne(db, send, mail)) recorded.push(recordSent(db, mail))
  }
  await Promise.all(Array.from({ length: mailsAtOnce }, conversation))
  await Promise.all(recorded)
  return { done: recorded.length, more: mails.length === batch }
}

type Key = { readonly owner: string; readonly topic: string }
type Claimed = Composed & {
  owner: string
  topic: string
  id: string
  recipient: string
  urgent: boolean
  attempts: number
}

async function claim(db: Db): Promise<Claimed[]> {
  const found = await readMails(db, batch)
  if (found.length === 0) return []
  const wall = db.clock.wall()
  const { rows } = await sql<Claimed>`
    update platform.mails set claimed_until = ${wall.add(claimedFor)} from ${keysOf(found)}
    where ${ownersOf(found)} and owner = key_owner and topic = key_topic and ${sendable(wall)}
    returning owner, topic, id, recipient, subject, text, html, urgent, attempts
  `.execute(db.read)
  return rows.sort((a, b) => Number(b.urgent) - Number(a.urgent) || (a.id < b.id ? -1 : 1))
}

const ownersOf = (keys: readonly Key[]) => ownedBy(keys.map(key => key.owner))('mails.owner')
const keysOf = (keys: readonly Key[]) => sql`
  unnest(${keys.map(key => key.owner)}::uuid[], ${keys.map(key => key.topic)}::text[]) k(key_owner, key_topic)`

async function sendOne(
  db: Db,
  send: Mailer,
  { owner, topic, id, recipient, attempts, ...mail }: Claimed,
): Promise<boolean> {
  const { subject, text, html } = mail
  try {
    await inTime('send mail', mailLimit, () =>
      outside('send mail', () => send({ id, to: recipient, subject, text, html })),
    )
  } catch (error) {
    await sql`
      update platform.mails set attempts = attempts + 1, error = ${String(error)}, claimed_until = null,
        retry_at = ${retryAt(db.clock.wall(), attempts, 30, 21_600)}
      where owner = ${owner} and topic = ${topic} and sent_at is null
    `.execute(db.read)
    return false
  }
  return true
}

/** Mails that were sent and are not recorded yet: one statement records those of the next few milliseconds. */
const unrecorded = new WeakMap<Db, { keys: Key[]; recorded: Promise<void> }>()

/** Records that a mail was sent, and deletes its content: links, codes and addresses are not kept. */
function recordSent(db: Db, key: Key): Promise<void> {
  const open = unrecorded.get(db)
  if (open) {
    open.keys.push(key)
    return open.recorded
  }
  const keys = [key]
  const recorded = sleep(gatherMs).then(async () => {
    unrecorded.delete(db)
    await sql`
      update platform.mails set sent_at = ${db.clock.now()}, error = null, claimed_until = null, text = '', html = ''
      from ${keysOf(keys)} where ${ownersOf(keys)} and owner = key_owner and topic = key_topic
    `.execute(db.read)
  })
  recorded.catch(() => {}) // reported to those who await it
  unrecorded.set(db, { keys, recorded })
  return recorded
}
/** A batch takes a fast mail server about as long. */
const gatherMs = 25

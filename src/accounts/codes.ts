import { hash, timingSafeEqual } from 'node:crypto'
import { countDown, countUp, daySeconds, type Limit } from '#accounts/attempt-counts.ts'
import {
  codeMailsPerDay,
  codeMinutes,
  codeResendSeconds,
  codeTries,
  codeTriesPerDay,
  networkMailsPerDay,
  networkTriesPerDay,
} from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { type Db, sql } from '#platform/db.ts'
import { newDigits, newSecret } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Origin } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

/**
 * A sign-up that waits for its code. Only the browser that began it can complete it, by the secret of its request:
 * otherwise one could sign up with a stranger's address, wait until its owner logs in with a code, and know the
 * password of their account.
 */
export type Pending = {
  readonly name: string
  readonly locale: string
  readonly passwordHash: string | null
  /** Of the terms they accepted; null, or missing in a sign-up of an earlier release: there were none. */
  readonly termsVersion?: number | null
}

export type CodeRequest = {
  readonly email: string
  readonly origin: Origin
  /** The secret of an earlier request from this browser: its sign-up is kept, its code becomes invalid. */
  readonly again: string | null
}

/**
 * Creates a code, to be mailed, and the secret of the request, for the browser that asked. Each request has its own
 * code, and without the secret no code can be tried; `signsUp`: the kept sign-up waits for this code. Refuses, for every address alike, `account.code_too_soon` within
 * the resend time (R2.6), and `account.codes_used_up` when the address, or the network that asks, was sent too many
 * within a day.
 */
export async function makeCode(
  tx: Tx,
  db: Db,
  { email, origin, again }: CodeRequest,
): Promise<{ code: string; request: string; signsUp: boolean }> {
  const wall = db.clock.wall()
  const seconds = daySeconds
  if (origin.limited)
    await refuseAbove(tx, {
      what: 'code_mail_network',
      subject: origin.network,
      limit: tx.policy(networkMailsPerDay),
      seconds,
    })
  // Its row is locked until the end, so that of two concurrent requests the second one sees the first.
  await refuseAbove(tx, { what: 'code_mail', subject: email, limit: tx.policy(codeMailsPerDay), seconds })
  const resendSeconds = tx.policy(codeResendSeconds)
  const { rows: sent } = await sql<{ at: Temporal.Instant }>`
    select max(sent_at) as at from accounts.code_requests
    where email = ${email} and network = ${origin.network} and sent_at > ${wall.subtract({ seconds: resendSeconds })}
  `.execute(tx)
  if (sent[0]?.at) {
    const passed = wall.since(sent[0].at).total('seconds')
    throw refuse('account.code_too_soon', { retry_after_seconds: Math.ceil(resendSeconds - passed) })
  }
  const code = newDigits(6)
  const expiresAt = wall.add({ minutes: tx.policy(codeMinutes) })
  if (again) {
    const { rows: renewed } = await sql<{ signsUp: boolean }>`
      update accounts.code_requests set code_hash = ${codeHash(again, code)}, tries = 0, sent_at = ${wall},
        expires_at = ${expiresAt}, network = ${origin.network}
      where request_hash = ${hashOf(again)} and email = ${email} returning pending is not null as "signsUp"
    `.execute(tx)
    if (renewed[0]) return { code, request: again, ...renewed[0] }
  }
  const request = newSecret()
  await sql`
    insert into accounts.code_requests (request_hash, email, network, code_hash, sent_at, expires_at)
    values (${hashOf(request)}, ${email}, ${origin.network}, ${codeHash(request, code)}, ${wall}, ${expiresAt})
  `.execute(tx)
  return { code, request, signsUp: false }
}

/** Keeps the sign-up that the code of this request completes. */
export async function keepPending(tx: Tx, request: string, pending: Pending): Promise<void> {
  await sql`
    update accounts.code_requests set pending = ${JSON.stringify(pending)} where request_hash = ${hashOf(request)}
  `.execute(tx)
}

/**
 * Checks a code against its request and uses it up; returns the sign-up it completes. Outside any transaction on
 * purpose: a wrong try must count even though it is refused. Refuses `account.code_expired` (too old, used, too many
 * tries, or no such request), `account.wrong_code`, and `account.codes_used_up` when there were too many wrong ones for
 * the address, or from the network, within a day.
 */
export async function redeemCode(
  db: Db,
  { email, code, request, origin }: { email: string; code: string; request: string; origin: Origin },
): Promise<Pending | null> {
  const policy = db.policy.at(db.clock.now())
  const tries = policy(codeTries)
  const { rows } = await sql<{ code_hash: Buffer; tries: number }>`
    update accounts.code_requests set tries = tries + 1
    where request_hash = ${hashOf(request)} and email = ${email} and tries < ${tries}
      and expires_at > ${db.clock.wall()} returning code_hash, tries
  `.execute(db.read)
  const row = rows[0]
  if (!row) throw refuse('account.code_expired')
  const limits: Limit[] = [
    { what: 'code_try', subject: email, limit: policy(codeTriesPerDay), seconds: daySeconds },
    ...(origin.limited
      ? [
          {
            what: 'code_try_network',
            subject: origin.network,
            limit: policy(networkTriesPerDay),
            seconds: daySeconds,
          } as const,
        ]
      : []),
  ]
  for (const limit of limits) await refuseAbove(db.read, limit)
  if (!timingSafeEqual(row.code_hash, codeHash(request, code)))
    throw refuse('account.wrong_code', { tries_left: tries - row.tries })
  // Two windows with the right code: one of them deletes the row.
  const used = await sql<{ pending: Pending | null }>`
    delete from accounts.code_requests where request_hash = ${hashOf(request)} and code_hash = ${row.code_hash}
    returning pending
  `.execute(db.read)
  if (!used.rows[0]) throw refuse('account.code_expired')
  for (const limit of limits) await countDown(db.read, limit)
  return used.rows[0].pending
}

async function refuseAbove(reader: Parameters<typeof countUp>[0], limit: Limit): Promise<void> {
  const retry_after_seconds = await countUp(reader, limit)
  if (retry_after_seconds !== null) throw refuse('account.codes_used_up', { retry_after_seconds })
}

const hashOf = (request: string): Buffer => hash('sha256', request, 'buffer')

/** Hashed with the secret, which is not stored: a million codes alone could be tried in no time. */
const codeHash = (request: string, code: string): Buffer => hash('sha256', `${request} ${code}`, 'buffer')

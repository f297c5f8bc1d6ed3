import { hash, timingSafeEqual } from 'node:crypto'
import { codeMinutes, codeResendSeconds, codeTries } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { type Db, sql } from '#platform/db.ts'
import { newDigits } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

/**
 * A sign-up that waits for its code. Only who began it completes it, by its secret: otherwise one could sign up a
 * stranger's address, wait until its owner logs in with a code, and have an account of theirs with a password of one's
 * own.
 */
export type Pending = {
  readonly name: string
  readonly locale: string
  readonly passwordHash: string | null
  readonly secret: string
}

/**
 * Makes the one code that is good for this address from now on and returns it, to be mailed. Refuses
 * `account.code_too_soon` within the resend time (R2.6). A code asked for log-in keeps a sign-up that waits.
 */
export async function makeCode(tx: Tx, db: Db, email: string, pending: Pending | null): Promise<string> {
  const code = newDigits(6)
  const wall = db.clock.wall()
  const resendSeconds = tx.policy(codeResendSeconds)
  const made = await sql`
    insert into accounts.codes as c (email, code_hash, pending, sent_at, expires_at)
    values (${email}, ${hashOf(email, code)}, ${pending && JSON.stringify(kept(pending))}, ${wall},
      ${wall.add({ minutes: tx.policy(codeMinutes) })})
    on conflict (email) do update set code_hash = excluded.code_hash, pending = coalesce(excluded.pending, c.pending),
      tries = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at
    where c.sent_at <= ${wall.subtract({ seconds: resendSeconds })}
  `.execute(tx)
  if (!made.numAffectedRows) throw refuse('account.code_too_soon', { retry_after_seconds: resendSeconds })
  return code
}

/**
 * Checks a code and uses it up; returns the sign-up it completes, when `secret` is that sign-up's. Outside any transaction on purpose: a wrong try must count even though it is refused.
 * Refuses `account.code_expired` (too old, used, or too many tries) and `account.wrong_code`.
 */
export async function redeemCode(db: Db, email: string, code: string, secret: string | null): Promise<Pending | null> {
  const tries = db.policy.at(db.clock.now())(codeTries)
  const { rows } = await sql<{ code_hash: Buffer; tries: number }>`
    update accounts.codes set tries = tries + 1
    where email = ${email} and tries < ${tries} and expires_at > ${db.clock.wall()} returning code_hash, tries
  `.execute(db.read)
  const row = rows[0]
  if (!row) throw refuse('account.code_expired')
  if (!timingSafeEqual(row.code_hash, hashOf(email, code)))
    throw refuse('account.wrong_code', { tries_left: tries - row.tries })
  // Two windows with the right code: one of them deletes the row.
  const used = await sql<{ pending: Pending | null }>`
    delete from accounts.codes where email = ${email} and code_hash = ${row.code_hash} returning pending
  `.execute(db.read)
  if (!used.rows[0]) throw refuse('account.code_expired')
  const { pending } = used.rows[0]
  return pending && secret && pending.secret === hash('sha256', secret) ? pending : null
}

const kept = (pending: Pending): Pending => ({ ...pending, secret: hash('sha256', pending.secret) })

const hashOf = (email: string, code: string): Buffer => hash('sha256', `${email} ${code}`, 'buffer')

import { countDown, countUp, daySeconds, type Limit, resetCount } from '#accounts/attempt-counts.ts'
import { isPassword } from '#accounts/password.ts'
import { lockMinutes, networkTriesPerDay, passwordTries, passwordTriesPerDay } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { type Db, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Origin } from '#platform/route.ts'

const refuse = refuser(accountRefusals)

/** Beyond its daily attempts, an address accepts one password per this many seconds, from anywhere. */
const slowSeconds = 60

/**
 * The password of a log-in. The same work and the same answers for every address, known or not. Refuses
 * `account.wrong_password`, or `account.locked` when too many were wrong: from the same network for this address, so
 * that a stranger in another network cannot lock anybody out; attempts on one address from all networks together only
 * become slow. Outside any transaction: hashing takes 56 ms, and a wrong attempt counts although it is refused.
 */
export async function checkPassword(db: Db, email: string, password: string, origin: Origin): Promise<void> {
  const policy = db.policy.at(db.clock.now())
  const here: Limit = {
    what: 'password',
    subject: `${email} ${origin.network}`,
    limit: policy(passwordTries),
    seconds: 60 * policy(lockMinutes),
  }
  const day: Limit = { what: 'password_day', subject: email, limit: policy(passwordTriesPerDay), seconds: daySeconds }
  const network: Limit = {
    what: 'password_network',
    subject: origin.network,
    limit: policy(networkTriesPerDay),
    seconds: daySeconds,
  }
  await refuseAbove(db, here)
  if (origin.limited) await refuseAbove(db, network)
  if ((await countUp(db.read, day)) !== null)
    await refuseAbove(db, { what: 'password_slow', subject: email, limit: 1, seconds: slowSeconds })
  await refuseWrong(db, email, password)
  await resetCount(db.read, here)
  await countDown(db.read, day)
  if (origin.limited) await countDown(db.read, network)
}

/**
 * Checks the password of a logged-in user before a sensitive change. Counted separately, so that wrong log-ins of
 * strangers do not keep users from changing their password. Refusals: as `checkPassword`.
 */
export async function checkOwnPassword(db: Db, userId: string, email: string, password: string): Promise<void> {
  const policy = db.policy.at(db.clock.now())
  const own: Limit = {
    what: 'password_own',
    subject: userId,
    limit: policy(passwordTries),
    seconds: 60 * policy(lockMinutes),
  }
  await refuseAbove(db, own)
  await refuseWrong(db, email, password)
  await resetCount(db.read, own)
}

async function refuseAbove(db: Db, limit: Limit): Promise<void> {
  const seconds = await countUp(db.read, limit)
  if (seconds === null) return
  throw refuse('account.locked', { minutes: Math.ceil(seconds / 60), retry_after_seconds: seconds })
}

async function refuseWrong(db: Db, email: string, password: string): Promise<void> {
  const { rows } = await sql<{ password_hash: string | null }>`
    select u.password_hash from accounts.emails e join accounts.users u on u.id = e.user_id where e.email = ${email}
  `.execute(db.read)
  if (!(await isPassword(password, rows[0]?.password_hash ?? null))) throw refuse('account.wrong_password')
}

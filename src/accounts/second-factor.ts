import { hash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { accountRefusals } from '#accounts/refusals.ts'
import { wallNow } from '#platform/clock.ts'
import { type Db, sql } from '#platform/db.ts'
import { newSecret } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { isSealed, vault } from '#platform/vault.ts'

const refuse = refuser(accountRefusals)

const periodSeconds = 30
/** After this many wrong codes in a row none is accepted for a while (real time). */
const triesBeforeLock = 10
const lockMinutes = 15
const backupCodes = 8

/** Starts to set up the second factor with a new secret, which has no effect until a code of it is given. */
export async function beginSecondFactor(
  tx: Tx,
  db: Db,
  userId: string,
  email: string,
): Promise<{ secret: string; uri: string }> {
  const { base32: secret } = new Secret({ size: 20 })
  const begun = await sql`
    insert into accounts.second_factors (user_id, secret) values (${userId}, ${vault.of(db).seal(secret, userId)})
    on conflict (user_id) do update set secret = excluded.secret where second_factors.confirmed_at is null
  `.execute(tx)
  if (!begun.numAffectedRows) throw refuse('account.second_factor_on')
  return { secret, uri: generator(secret, email).toString() }
}

/**
 * Turns the second factor on, after the first code of the new secret was checked. Returns the backup codes, which are not stored in
 * clear text. Refuses `account.second_factor_on`.
 */
export async function confirmSecondFactor(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: backupCodes }, () =>
    newSecret()
      .replaceAll(/[^a-zA-Z0-9]/g, '')
      .slice(0, 10)
      .toLowerCase(),
  )
  const confirmed = await sql`
    update accounts.second_factors set confirmed_at = ${wallNow()},
      spare_hashes = ${codes.map(hashOf)}::bytea[]
    where user_id = ${userId} and confirmed_at is null
  `.execute(tx)
  if (!confirmed.numAffectedRows) throw refuse('account.second_factor_on')
  return codes
}

/** Turns it off, after a code was checked. */
export async function removeSecondFactor(tx: Tx, userId: string): Promise<void> {
  await sql`delete from accounts.second_factors where user_id = ${userId}`.execute(tx)
}

/** Whether this user's log-in requires it, and how many backup codes are left. */
export async function secondFactorOf(
  tx: Pick<Tx, keyof Db['read']>,
  userId: string,
): Promise<{ on: boolean; backup_codes_left: number }> {
  const { rows } = await sql<{ count: number }>`
    select cardinality(spare_hashes) as count from accounts.second_factors
    where user_id = ${userId} and confirmed_at is not null
  `.execute(tx)
  return { on: rows.length > 0, backup_codes_left: rows[0]?.count ?? 0 }
}

/**
 * Accepts a code of the app, each time step once, or a backup code. Outside any transaction, because a wrong attempt
 * counts although it is refused. One step of 30 s before and after is accepted too, for clocks that differ. Refuses
 * `account.wrong_code`, `account.locked`.
 */
export async function checkSecondFactor(db: Db, userId: string, code: string): Promise<void> {
  const wall = db.clock.wall()
  // Counted first, in one statement, so that concurrent attempts are counted one by one.
  const { rows } = await sql<{ secret: string; failed: number }>`
    update accounts.second_factors set failed = failed + 1, locked_until = case when (failed + 1) % ${triesBeforeLock} = 0
      then ${wall.add({ minutes: lockMinutes })}::timestamptz else locked_until end
    where user_id = ${userId} and coalesce(locked_until <= ${wall}, true) returning secret, failed
  `.execute(db.read)
  const factor = rows[0]
  if (!factor) {
    const { rows: locked } = await sql`select 1 from accounts.second_factors where user_id = ${userId}`.execute(db.read)
    throw locked[0]
      ? refuse('account.locked', { minutes: lockMinutes })
      : refuse('account.wrong_code', { tries_left: 0 })
  }
  const typed = code.replaceAll(/\s/g, '').toLowerCase()
  const secret = isSealed(factor.secret) ? vault.of(db).open(factor.secret, userId) : factor.secret
  const delta = generator(secret, '').validate({ token: typed, timestamp: wall.epochMilliseconds, window: 1 })
  const step = delta === null ? null : Math.floor(wall.epochMilliseconds / 1_000 / periodSeconds) + delta
  const taken = await sql`
    update accounts.second_factors set failed = 0, locked_until = null, last_step = greatest(last_step, ${step ?? 0}::bigint),
      spare_hashes = array_remove(spare_hashes, ${hashOf(typed)}::bytea)
    where user_id = ${userId}
      and (last_step < ${step ?? 0}::bigint or (confirmed_at is not null and ${hashOf(typed)}::bytea = any(spare_hashes)))
  `.execute(db.read)
  if (taken.numAffectedRows) return
  throw refuse('account.wrong_code', { tries_left: triesBeforeLock - 1 - ((factor.failed - 1) % triesBeforeLock) })
}

/** Encrypts the secrets that an older release stored in clear text. Runs once at the start. */
export async function sealSecondFactors(db: Db): Promise<void> {
  const { rows } = await sql<{ user_id: string; secret: string }>`
    select user_id, secret from accounts.second_factors where secret not like 'v1.%'
  `.execute(db.read)
  for (const { user_id, secret } of rows)
    await sql`
      update accounts.second_factors set secret = ${vault.of(db).seal(secret, user_id)}
      where user_id = ${user_id} and secret = ${secret}
    `.execute(db.read)
}

const generator = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Fondaco', label, secret: Secret.fromBase32(secret), period: periodSeconds })

const hashOf = (code: string): Buffer => hash('sha256', code, 'buffer')

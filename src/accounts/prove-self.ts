import { checkOwnPassword } from '#accounts/check-password.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { checkSecondFactor } from '#accounts/second-factor.ts'
import { markConfirmed } from '#accounts/sessions.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(accountRefusals)

/** How users prove their identity: by a code of the second factor if they have one, else by the password. */
export const proofs = ['code', 'password', 'none'] as const
export type Proof = (typeof proofs)[number]

/** The proof required of a user; 'none': they have neither and must set one up first. */
export async function proofOf(reader: Reader, userId: string): Promise<Proof> {
  return (await read(reader, userId)).proof
}

/**
 * Requires the proof before actions that a stolen session must not allow. Outside any transaction, because a wrong
 * attempt counts although it is refused. Refuses `account.no_proof`, `account.wrong_code`, `account.wrong_password`,
 * `account.locked`.
 */
export async function proveSelf(
  db: Db,
  userId: string,
  given: { code?: string | undefined; password?: string | undefined },
): Promise<void> {
  const { proof, email } = await read(db.read, userId)
  if (proof === 'none') throw refuse('account.no_proof')
  if (proof === 'code') await checkSecondFactor(db, userId, given.code ?? '')
  else await checkOwnPassword(db, userId, email, given.password ?? '')
}

/**
 * Confirms the holder of a session for `accounts.confirmation_minutes`. Refuses as `proveSelf`, and outside a sandbox
 * `account.second_factor_needed`: a password alone does not do for what operators decide.
 */
export async function confirmSelf(
  db: Db,
  { userId, token }: { userId: string; token: string },
  given: Parameters<typeof proveSelf>[2],
): Promise<void> {
  const { proof } = await read(db.read, userId)
  if (proof !== 'code' && !db.sandbox) throw refuse('account.second_factor_needed')
  await proveSelf(db, userId, given)
  await markConfirmed(db, token)
}

async function read(reader: Reader, userId: string): Promise<{ proof: Proof; email: string }> {
  const { rows } = await sql<{ proof: Proof; email: string }>`
    select e.email, case when f.user_id is not null then 'code' when u.password_hash is not null then 'password'
      else 'none' end as proof
    from accounts.users u join accounts.emails e on e.user_id = u.id
    left join accounts.second_factors f on f.user_id = u.id and f.confirmed_at is not null
    where u.id = ${userId} limit 1
  `.execute(reader)
  return rows[0]!
}

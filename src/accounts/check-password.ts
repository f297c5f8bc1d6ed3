import { isPassword } from '#accounts/password.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { type Db, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(accountRefusals)

/** After so many wrong passwords in a row an address is locked for so long (real time); a code still opens it. */
const triesBeforeLock = 10
const lockMinutes = 15

/**
 * True work for every address, known or not. Refuses `account.wrong_password`, or `account.locked` when too many were
 * wrong. Outside any transaction: hashing takes 56 ms, and a wrong try counts although it is refused.
 */
export async function checkPassword(db: Db, email: string, password: string): Promise<void> {
  const wall = db.clock.wall()
  const { rows } = await sql<{ password_hash: string | null; locked: boolean }>`
    select u.password_hash, coalesce(e.locked_until > ${wall}, false) as locked
    from accounts.emails e join accounts.users u on u.id = e.user_id where e.email = ${email}
  `.execute(db.read)
  if (rows[0]?.locked) throw refuse('account.locked', { minutes: lockMinutes })
  if (await isPassword(password, rows[0]?.password_hash ?? null)) {
    await sql`update accounts.emails set failed_log_ins = 0 where email = ${email} and failed_log_ins > 0`.execute(
      db.read,
    )
    return
  }
  await sql`
    update accounts.emails set failed_log_ins = failed_log_ins + 1,
      locked_until = case when (failed_log_ins + 1) % ${triesBeforeLock} = 0
        then ${wall.add({ minutes: lockMinutes })}::timestamptz else locked_until end
    where email = ${email}
  `.execute(db.read)
  throw refuse('account.wrong_password')
}

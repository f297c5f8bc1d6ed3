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
  // Counted first, in one statement: tries sent at once are counted one by one, too.
  const { rows } = await sql<{ password_hash: string | null }>`
    update accounts.emails e set failed_log_ins = failed_log_ins + 1,
      locked_until = case when (failed_log_ins + 1) % ${triesBeforeLock} = 0
        then ${wall.add({ minutes: lockMinutes })}::timestamptz else locked_until end
    from accounts.users u
    where e.email = ${email} and u.id = e.user_id and coalesce(e.locked_until <= ${wall}, true)
    returning u.password_hash
  `.execute(db.read)
  if (!rows[0]) {
    const { rows: locked } = await sql`select 1 from accounts.emails where email = ${email}`.execute(db.read)
    if (locked[0]) throw refuse('account.locked', { minutes: lockMinutes })
  }
  if (!(await isPassword(password, rows[0]?.password_hash ?? null))) throw refuse('account.wrong_password')
  await sql`
    update accounts.emails set failed_log_ins = 0, locked_until = null where email = ${email}
  `.execute(db.read)
}

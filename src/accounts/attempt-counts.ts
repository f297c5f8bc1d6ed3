import { wallNow } from '#platform/clock.ts'
import { type Reader, sql } from '#platform/db.ts'

/** At most `limit` of `what` for one `subject` (an address, a user, a network) within `seconds`, counted from the first. */
export type Limit = {
  readonly what:
    | 'code_mail'
    | 'code_mail_network'
    | 'code_try'
    | 'code_try_network'
    | 'link_mail'
    | 'own_link_mail'
    | 'password'
    | 'password_day'
    | 'password_slow'
    | 'password_network'
    | 'password_own'
  readonly subject: string
  readonly limit: number
  readonly seconds: number
}

export const daySeconds = 86_400

/**
 * Counts one attempt, in one statement, so that concurrent attempts are counted one by one. Returns how many seconds
 * are left to wait when that is above the limit, else null. Outside a transaction an attempt counts although it is
 * refused; inside one, a refused mail does not count. Real time.
 */
export async function countUp(reader: Reader, { what, subject, limit, seconds }: Limit): Promise<number | null> {
  const wall = wallNow()
  const over = wall.subtract({ seconds })
  const { rows } = await sql<{ count: number; began_at: Temporal.Instant }>`
    insert into accounts.attempt_counts as t (what, subject, count, began_at) values (${what}, ${subject}, 1, ${wall})
    on conflict (what, subject) do update set
      count = case when t.began_at <= ${over} then 1 else t.count + 1 end,
      began_at = case when t.began_at <= ${over} then excluded.began_at else t.began_at end
    returning count, began_at
  `.execute(reader)
  const { count, began_at } = rows[0]!
  if (count <= limit) return null
  return Math.max(1, Math.ceil(began_at.add({ seconds }).since(wall).total('seconds')))
}

/** Takes one attempt back, because it was not a wrong one. */
export async function countDown(reader: Reader, { what, subject }: Pick<Limit, 'what' | 'subject'>): Promise<void> {
  await sql`
    update accounts.attempt_counts set count = count - 1 where what = ${what} and subject = ${subject} and count > 0
  `.execute(reader)
}

/** Starts counting from zero. */
export async function resetCount(reader: Reader, { what, subject }: Pick<Limit, 'what' | 'subject'>): Promise<void> {
  await sql`delete from accounts.attempt_counts where what = ${what} and subject = ${subject}`.execute(reader)
}

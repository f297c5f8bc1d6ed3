import { wallNow } from '#platform/clock.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { refuseRequest } from '#platform/refusal.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** The idempotency key of a call, unique per owner, and the hash of its body. */
export type Once = { readonly owner: string; readonly key: string; readonly bodyHash: Buffer }

type IdempotencyState<T> =
  | { state: 'first' }
  | { state: 'unfinished'; subject: string | null }
  | { state: 'answered'; answer: T }

/**
 * First statement of a write that may be called twice. `first`: go on. `answered`: return the stored response.
 * `unfinished`: an earlier call has no response yet (the process died, or outside calls are under way): resume from the
 * rows it wrote, which `subject`, given with the first call, leads to. An earlier call that is still in its first
 * transaction is waited for. Another body under the same key is refused.
 */
export async function beginIdempotent<T>(
  tx: Tx,
  once: Once | null,
  subject: string | null = null,
): Promise<IdempotencyState<T>> {
  if (!once) return { state: 'first' }
  const won = await sql`
    insert into platform.answers (owner, key, body_hash, subject, claimed_at)
    values (${once.owner}, ${once.key}, ${once.bodyHash}, ${subject}, ${wallNow()}) on conflict do nothing
  `.execute(tx)
  return won.numAffectedRows ? { state: 'first' } : earlierCall<T>(tx, once)
}

/**
 * What an earlier call under this key has come to, without claiming the key: for what is read, proven or asked of others
 * before a write's first transaction, and must not be done again by a repeat. Another body under the same key is refused.
 */
export async function earlierCall<T>(reader: Reader, once: Once | null): Promise<IdempotencyState<T>> {
  if (!once) return { state: 'first' }
  const { rows } = await sql<{ body_hash: Buffer; subject: string | null; answer: T | null }>`
    select body_hash, subject, answer from platform.answers where owner = ${once.owner} and key = ${once.key}
  `.execute(reader)
  const earlier = rows[0]
  if (!earlier) return { state: 'first' }
  if (!earlier.body_hash.equals(once.bodyHash)) throw refuseRequest('request.key_reused')
  return earlier.answer === null
    ? { state: 'unfinished', subject: earlier.subject }
    : { state: 'answered', answer: earlier.answer }
}

/** Stores the answer, with the commit of the write's last transaction. */
export function storeResponse(tx: Tx, once: Once | null, answer: unknown): void {
  if (!once) return
  const stored = JSON.stringify(answer)
  tx.beforeCommit(
    () => sql`update platform.answers set answer = ${stored} where owner = ${once.owner} and key = ${once.key}`,
  )
}

/**
 * `beginIdempotent` as part of a statement: a CTE with one row if this is the first call. Without a row, read what the
 * earlier call has come to (`earlierCall`), or, where no answer is kept because a cart of a hundred lines is 40 kB, call
 * `refuseOther` and answer from the current state.
 */
export const claimed = (once: Once | null, subject: string | null = null) =>
  once
    ? sql`claimed as (
        insert into platform.answers (owner, key, body_hash, subject, claimed_at)
        values (${once.owner}, ${once.key}, ${once.bodyHash}, ${subject}::uuid, ${wallNow()}::timestamptz)
        on conflict do nothing returning key)`
    : sql`claimed as (select null as key)`

/** Checks that the earlier call under this key had the same body; another body is refused. */
export async function refuseOther(reader: Reader, once: Once): Promise<void> {
  const { rows } = await sql<{ body_hash: Buffer }>`
    select body_hash from platform.answers where owner = ${once.owner} and key = ${once.key}
  `.execute(reader)
  if (!rows[0]!.body_hash.equals(once.bodyHash)) throw refuseRequest('request.key_reused')
}

/** A write of one transaction that may be called twice: its key, changes and response commit together. */
export function onceInTx<T>(db: Db, once: Once | null, name: string, body: (tx: Tx) => Promise<T>): Promise<T> {
  return inTx(db, name, async tx => {
    const earlier = await beginIdempotent<T>(tx, once)
    if (earlier.state === 'answered') return earlier.answer
    const answer = await body(tx)
    storeResponse(tx, once, answer)
    return answer
  })
}

/** `onceInTx` with what is read or proven before its transaction, outside any: a repeat of an answered call does neither again. */
export async function onceAfter<P, T>(
  db: Db,
  once: Once | null,
  name: string,
  prepare: () => Promise<P>,
  body: (tx: Tx, prepared: P) => Promise<T>,
): Promise<T> {
  const earlier = await earlierCall<T>(db.read, once)
  if (earlier.state === 'answered') return earlier.answer
  const prepared = await prepare()
  return onceInTx(db, once, name, tx => body(tx, prepared))
}

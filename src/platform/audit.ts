import { hash } from 'node:crypto'
import { queueForSeal } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

/** One write of a member or operator: who, what, to which thing, from what to what. */
export type AuditEntry = {
  /** The store it concerns; operators' own acts have `platformOwner`. */
  readonly owner: string
  readonly userId: string
  readonly action: string
  /** Public id or key of the thing. */
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Owner of what concerns no store. */
export const platformOwner = '00000000-0000-7000-8000-000000000000'

/** Writes an audit entry in the transaction it is about, and queues it for its owner's hash chain. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  const id = newId()
  const before = entry.before === undefined ? null : JSON.stringify(entry.before)
  const after = entry.after === undefined ? null : JSON.stringify(entry.after)
  const content = [entry.owner, id, entry.userId, entry.action, entry.subject, before, after, tx.now.toString()]
  await Promise.all([
    sql`
      insert into platform.audit_entries (owner, id, user_id, action, subject, before, after, at)
      values (${entry.owner}, ${id}, ${entry.userId}, ${entry.action}, ${entry.subject}, ${before}, ${after}, ${tx.now})
    `.execute(tx),
    queueForSeal(tx, 'audit', [
      { owner: entry.owner, id, contentHash: hash('sha256', JSON.stringify(content), 'buffer') },
    ]),
  ])
}

import { hash } from 'node:crypto'
import { insertUnsealed } from '#platform/chain.ts'
import { type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

/** One write by a member or an operator: who did what to which thing, with its state before and after. */
export type AuditEntry = {
  /** The store it concerns; `platformOwner` for acts of operators that concern no store. */
  readonly owner: string
  readonly userId: string
  readonly action: string
  /** Public id or key of the thing. */
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
}

/** The owner of rows that belong to no store. */
export const platformOwner = '00000000-0000-7000-8000-000000000000'

/** Writes an audit entry in the transaction it is about, and queues it for its owner's hash chain. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  const written = { ...entry, id: newId(), before: entry.before ?? null, after: entry.after ?? null, at: tx.now }
  const stored = (value: unknown) => (value === null ? null : JSON.stringify(value))
  const unsealed = { owner: written.owner, id: written.id, contentHash: contentHash(written) }
  await sql`
    with unsealed as (${insertUnsealed(tx, 'audit', [unsealed])})
    insert into platform.audit_entries (owner, id, user_id, action, subject, before, after, at)
    values (${written.owner}, ${written.id}, ${written.userId}, ${written.action}, ${written.subject},
      ${stored(written.before)}, ${stored(written.after)}, ${written.at})
  `.execute(tx)
}

type Written = Required<AuditEntry> & { readonly id: string; readonly at: Temporal.Instant }

/** The content hashes of some entries of one owner, recomputed from the rows to check the chain. */
export async function auditHashes(reader: Reader, owner: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<Written>`
    select owner, id, user_id as "userId", action, subject, before, after, at
    from platform.audit_entries where owner = ${owner} and id = any(${ids})
  `.execute(reader)
  return new Map(rows.map(row => [row.id, contentHash(row)]))
}

function contentHash({ owner, id, userId, action, subject, before, after, at }: Written): Buffer {
  return hash('sha256', JSON.stringify(sorted([owner, id, userId, action, subject, before, after, `${at}`])), 'buffer')
}

/** `jsonb` does not keep the order of keys, so the hash must not depend on it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]))
}

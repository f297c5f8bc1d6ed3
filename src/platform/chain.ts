import { hash } from 'node:crypto'
import { type Db, type RawBuilder, type Reader, sql } from '#platform/db.ts'
import { readUnsealed } from '#platform/due.across.ts'
import { byOwner, type Owned } from '#platform/owned.ts'
import { insertOf } from '#platform/rows.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** Append-only streams that are chained by hash, per owner. */
type Stream = 'ledger' | 'audit'
export type Entry = { readonly owner: string; readonly id: string; readonly contentHash: Buffer }

/**
 * The INSERT that queues entries to be sealed, for the statement that writes them. Insert only: a head row updated inside
 * the order's transaction would make all orders of a store queue for it (measured +8 statements, and 26 % on a hot store).
 */
export function insertUnsealed(tx: Tx, stream: Stream, entries: readonly Entry[]): RawBuilder<unknown> {
  tx.wakeWorker('seals')
  return insertOf(
    'platform.unsealed',
    { owner: 'uuid', stream: 'text', entry_id: 'uuid', content_hash: 'bytea' },
    entries.map(entry => ({ owner: entry.owner, stream, entry_id: entry.id, content_hash: entry.contentHash })),
  )
}

type StreamOf = { readonly owner: string; readonly stream: Stream }

/**
 * Links all committed, unsealed entries of each of these streams into its chain: one link per stream, whose hash covers
 * the link before and the entries' hashes in id order. Gapless whatever the order of commits. Returns how many entries
 * were sealed.
 */
async function seal(tx: Tx, streams: readonly StreamOf[]): Promise<number> {
  const sealed = await byOwner(
    tx,
    streams,
    of => of.owner,
    async (streams, owned) => {
      const keys = sql`
        unnest(${streams.map(of => of.owner)}::uuid[], ${streams.map(of => of.stream)}::text[]) k(owner, stream)`
      const linked = await link(tx, keys, owned)
      if (linked.heads === streams.length) return linked.entries
      // the first entries of a chain: it has no head yet
      await sql`
        insert into platform.chain_heads (owner, stream, seq, hash) select owner, stream, 0, '\\x00' from ${keys}
        on conflict do nothing
      `.execute(tx)
      return linked.entries + (await link(tx, keys, owned)).entries
    },
  )
  return sealed.reduce((sum, entries) => sum + entries, 0)
}

/**
 * Seals all streams of these owners, but for those without a head. Heads are locked in the order of (owner, stream).
 * `keys`: those counted as `heads`.
 */
async function link(tx: Tx, keys: RawBuilder<unknown>, owned: Owned): Promise<{ heads: number; entries: number }> {
  const { rows } = await sql<{ heads: number; entries: number }>`
    with head as materialized (
      select owner, stream, seq, hash from platform.chain_heads h where ${owned('h.owner')}
      order by owner, stream for update
    ), taken as (
      delete from platform.unsealed u using head h where ${owned('u.owner')} and u.owner = h.owner and u.stream = h.stream
      returning u.owner, u.stream, u.entry_id, u.content_hash
    ), content as (
      select owner, stream, array_agg(entry_id order by entry_id) entries,
        string_agg(content_hash, ''::bytea order by entry_id) hashes
      from taken group by owner, stream
    ), link as (
      insert into platform.chain_links (owner, stream, seq, previous, hash, entries, sealed_at)
      select owner, stream, head.seq + 1, head.hash, sha256(head.hash || hashes), entries, ${tx.now}::timestamptz
      from content join head using (owner, stream)
      returning owner, stream, seq, hash
    ), moved as (
      update platform.chain_heads h set seq = link.seq, hash = link.hash from link
      where ${owned('h.owner')} and h.owner = link.owner and h.stream = link.stream
    )
    select (select count(*)::int from ${keys} join head using (owner, stream)) as heads, (select count(*)::int from taken) as entries
  `.execute(tx)
  return rows[0]!
}

/** Streams sealed in one transaction: a statement for each cost an order 0.2 ms of CPU. */
const streamsAtOnce = 100

/** Seals the unsealed entries of all owners, at most `limit` streams per call. Returns how many entries were sealed. */
export async function sealAll(db: Db, limit = 500): Promise<number> {
  const rows = await readUnsealed<Stream>(db, limit)
  let sealed = 0
  for (let i = 0; i < rows.length; i += streamsAtOnce)
    sealed += await inTx(db, 'seal', tx => seal(tx, rows.slice(i, i + streamsAtOnce)))
  return sealed
}

const linksAtOnce = 500
/** The hash before the first link. */
const none = Buffer.alloc(1)

/**
 * Recomputes one owner's chain from its rows (`contentHashes` reads and hashes them) and reports the first difference:
 * an entry that was changed or deleted, a changed link, or a head that is not the last link. Stops there, as all later
 * links differ too. Also counts the entries.
 */
export async function checkChain(
  reader: Reader,
  stream: Stream,
  owner: string,
  contentHashes: (reader: Reader, owner: string, ids: readonly string[]) => Promise<Map<string, Buffer>>,
): Promise<{ entries: number; fault: string | null }> {
  const faultAt = (seq: bigint, what: string) => ({ entries, fault: `${stream}, link ${seq}: ${what}` })
  let entries = 0
  let head: Pick<Link, 'seq' | 'hash'> = { seq: 0n, hash: none }
  for (;;) {
    const { rows: links } = await sql<Link>`
      select seq, previous, hash, entries from platform.chain_links
      where owner = ${owner} and stream = ${stream} and seq > ${head.seq} order by seq limit ${linksAtOnce}
    `.execute(reader)
    const found = await contentHashes(
      reader,
      owner,
      links.flatMap(link => link.entries),
    )
    for (const link of links) {
      if (link.seq !== head.seq + 1n) return faultAt(head.seq + 1n, 'the link is gone')
      const missing = link.entries.find(id => !found.has(id))
      if (missing) return faultAt(link.seq, `entry ${missing} is gone`)
      const content = link.entries.map(id => found.get(id)!)
      const made = hash('sha256', Buffer.concat([head.hash, ...content]), 'buffer')
      if (!link.previous.equals(head.hash) || !link.hash.equals(made))
        return faultAt(link.seq, `an entry or the link was changed after it was sealed: ${link.entries.join(', ')}`)
      entries += link.entries.length
      head = link
    }
    if (links.length < linksAtOnce) break
  }
  // in one statement: a chain that is sealed meanwhile has a later head, with its link
  const { rows } = await sql<{ head: Buffer | null; last: Buffer | null }>`
    select (select hash from platform.chain_heads where owner = ${owner} and stream = ${stream}) as head,
      (select hash from platform.chain_links where owner = ${owner} and stream = ${stream} order by seq desc limit 1) as last
  `.execute(reader)
  const [stored, last] = [rows[0]!.head ?? none, rows[0]!.last ?? none]
  if (!stored.equals(last)) return faultAt(head.seq, 'the head is not the last link')
  return { entries, fault: null }
}

type Link = { seq: bigint; previous: Buffer; hash: Buffer; entries: string[] }

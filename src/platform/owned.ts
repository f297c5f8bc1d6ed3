import { type RawBuilder, sql } from 'kysely'

/** The condition that a column names one of the owners whose rows a statement reads: `owned('p.store_id')`. */
export type Owned = (column: string) => RawBuilder<unknown>

/**
 * Rows of one owner or of several. A statement says it of each table it reads, in sub-selects too: that is how a
 * cluster finds the nodes (docs/decisions/0033-statements-name-their-owner.md).
 */
export const ownedBy =
  (owners: string | readonly string[]): Owned =>
  column =>
    typeof owners === 'string' ? sql`${sql.ref(column)} = ${owners}` : sql`${sql.ref(column)} = any(${owners}::uuid[])`

/** Rows of all owners, read on every node: for `*.across.ts` alone. */
export const ofAllOwners: Owned = () => sql`true`

/**
 * Sends a statement that locks rows, or that reads what another part of it writes: once for all keys on one server; on a
 * cluster once per owner, in the order of owners and without waiting in between, because a node does either only for
 * rows of its own. Returns the answers in that order.
 */
export async function byOwner<K, A>(
  on: { readonly distributed: boolean },
  keys: readonly K[],
  ownerOf: (key: K) => string,
  send: (keys: readonly K[], owned: Owned) => Promise<A>,
): Promise<A[]> {
  const groups = Map.groupBy(keys, ownerOf)
  const owners = [...groups.keys()].sort()
  if (!on.distributed) return keys.length === 0 ? [] : [await send(keys, ownedBy(owners))]
  return Promise.all(owners.map(owner => send(groups.get(owner)!, ownedBy([owner]))))
}

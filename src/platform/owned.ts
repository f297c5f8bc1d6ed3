import { type RawBuilder, sql } from 'kysely'

/** The condition that a column names one of the owners whose rows a statement reads: `owned('p.store_id')`. */
export type Owned = (column: string) => RawBuilder<unknown>

/**
 * Rows of one owner or of several. A statement says it of each table it reads, in sub-selects too: that is how a
 * cluster finds the nodes (docs/decisions/0033-statements-name-their-owner.md). Owners may be repeated.
 */
export function ownedBy(owners: string | readonly string[]): Owned {
  if (typeof owners === 'string') return column => sql`${sql.ref(column)} = ${owners}`
  const each = [...new Set(owners)]
  return column => sql`${sql.ref(column)} = any(${each}::uuid[])`
}

type Key = Readonly<Record<string, unknown>>

/** The condition that a row has one of these keys, of the columns with these types; the first is the owner. */
export function hasKey(types: Readonly<Record<string, string>>, keys: readonly Key[]): RawBuilder<boolean> {
  const names = Object.keys(types)
  const values = names.map(name => keys.map(key => key[name]))
  const array = (of: unknown, name: string) => sql`${of}::${sql.raw(types[name]!)}[]`
  return sql`${sql.ref(names[0]!)} = any(${array([...new Set(values[0])], names[0]!)})
    and (${sql.join(names.map(name => sql.ref(name)))})
      in (select * from unnest(${sql.join(names.map((name, n) => array(values[n], name)))}))`
}

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

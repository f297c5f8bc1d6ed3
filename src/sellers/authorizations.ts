import type { RawBuilder } from 'kysely'
import { platformOwner } from '#platform/audit.ts'
import { type Reader, sql } from '#platform/db.ts'
import { idFrom } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import type { Owned } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { taxonomyEvents } from '#taxonomy/events.ts'
import type { Category, CategoryState } from '#taxonomy/index.ts'

const refuse = refuser(sellerRefusals)

/**
 * Lets a store sell in a special category and all below it (R4.1); granting twice changes nothing. Refuses
 * `store.not_found` and `category.not_found`.
 */
export async function authorizeStore(
  tx: Tx,
  grant: { storeId: string; category: string; userId: string; reason: string },
): Promise<void> {
  const { rows } = await sql<{ store: boolean; category: boolean }>`
    select exists (select from sellers.stores where store_id = ${grant.storeId}) as store,
      exists (select from taxonomy.categories where key = ${grant.category}) as category
  `.execute(tx)
  if (!rows[0]!.store) throw refuse('store.not_found')
  if (!rows[0]!.category) throw refuse('category.not_found')
  await sql`
    insert into sellers.authorizations (store_id, category, granted_at, granted_by, reason)
    values (${grant.storeId}, ${grant.category}, ${tx.now}, ${grant.userId}, ${grant.reason})
    on conflict do nothing
  `.execute(tx)
  await changed(tx, grant.category)
}

/** Withdraws the permission: the store's products there are off sale at once. Refuses `authorization.not_found`. */
export async function withdrawAuthorization(tx: Tx, storeId: string, category: string): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from sellers.authorizations where store_id = ${storeId} and category = ${category}
  `.execute(tx)
  if (!numAffectedRows) throw refuse('authorization.not_found')
  await changed(tx, category)
}

/** Updates search and lists, as when the category itself opens or closes. */
const changed = (tx: Tx, category: string): Promise<void> =>
  emit(tx, taxonomyEvents['category.changed'], [
    { owner: platformOwner, subject: idFrom(category), body: { category } },
  ])

/** The keys of the special categories a store may sell in. */
export async function authorizationsOf(read: Reader, storeId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ category: string }>`
    select category from sellers.authorizations where store_id = ${storeId}
  `.execute(read)
  return new Set(rows.map(row => row.category))
}

/** The state of a category for a store with permission for these. */
export const stateFor = ({ state, path }: Category, authorized: ReadonlySet<string>): CategoryState =>
  state === 'special' && path.some(key => authorized.has(key)) ? 'open' : state

/** SQL: whether a store has permission for a category or one above it. */
export const authorizedIn = (
  store: RawBuilder<unknown>,
  category: RawBuilder<unknown>,
  owned: Owned,
): RawBuilder<boolean> => sql`exists (
  select from sellers.authorizations z join taxonomy.categories y on z.category = any(y.path)
  where ${owned('z.store_id')} and z.store_id = ${store} and y.key = ${category})`

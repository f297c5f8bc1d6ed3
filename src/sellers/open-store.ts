import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

export type NewStore = {
  readonly name: string
  readonly slug: string
  readonly about: string
  /** ISO 3166-1 alpha-2, upper case: whose public holidays it keeps. */
  readonly country: string
  /** IANA name: where its days begin. */
  readonly timeZone: string
}

/** Opens a store and returns its id. Refuses `store.address_taken`. */
export async function openStore(tx: Tx, store: NewStore): Promise<string> {
  const storeId = newId()
  const taken = await sql`
    insert into sellers.slugs (slug, store_id) values (${store.slug}, ${storeId}) on conflict do nothing
  `.execute(tx)
  if (!taken.numAffectedRows) throw refuse('store.address_taken', { address: store.slug })
  await sql`
    insert into sellers.stores (store_id, slug, name, about, country, time_zone, opened_at)
    values (${storeId}, ${store.slug}, ${store.name}, ${store.about}, ${store.country}, ${store.timeZone}, ${tx.now})
  `.execute(tx)
  return storeId
}

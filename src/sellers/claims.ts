import { type Reader, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

/**
 * Reserves a public address and an e-mail address for a store and releases those it had before: a store that may still
 * change them is not public yet. Refuses `store.address_taken` and `store.email_taken`.
 */
export async function claimNames(tx: Tx, storeId: string, { slug, email }: { slug: string; email: string }) {
  await sql`delete from sellers.slugs where store_id = ${storeId} and slug <> ${slug}`.execute(tx)
  const address = await sql`
    insert into sellers.slugs as g (slug, store_id) values (${slug}, ${storeId})
    on conflict (slug) do update set store_id = g.store_id where g.store_id = ${storeId}
  `.execute(tx)
  if (!address.numAffectedRows) throw refuse('store.address_taken', { address: slug })
  await claimEmail(tx, storeId, email)
}

/** Reserves an e-mail address for a store and releases the one it had. Refuses `store.email_taken`. */
export async function claimEmail(tx: Tx, storeId: string, email: string): Promise<void> {
  await sql`delete from sellers.store_emails where store_id = ${storeId} and email <> ${email}`.execute(tx)
  const mailbox = await sql`
    insert into sellers.store_emails as m (email, store_id) values (${email}, ${storeId})
    on conflict (email) do update set store_id = m.store_id where m.store_id = ${storeId}
  `.execute(tx)
  if (!mailbox.numAffectedRows) throw refuse('store.email_taken', { email })
}

/** The store with this public address. */
export async function storeAt(reader: Reader, slug: string): Promise<string | null> {
  const { rows } = await sql<{ store_id: string }>`
    select store_id from sellers.slugs where slug = ${slug}
  `.execute(reader)
  return rows[0]?.store_id ?? null
}

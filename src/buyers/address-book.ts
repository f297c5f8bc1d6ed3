import { addressesMax } from '#buyers/limits.ts'
import { buyerRefusals } from '#buyers/refusals.ts'
import { type Address, postal } from '#cart/index.ts'
import { countAlone } from '#platform/counts.ts'
import { type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(buyerRefusals)

type SavedAddress = { readonly id: string; readonly address: Address }

/** The buyer's address book, the one used last first. */
export async function addressesOf(reader: Reader, buyerId: string): Promise<SavedAddress[]> {
  const { rows } = await sql<SavedAddress>`
    select id, address from buyers.addresses where buyer_id = ${buyerId} order by used_at desc, id limit ${addressesMax}
  `.execute(reader)
  return rows
}

/**
 * Saves an address and returns its id; an existing one moves to the front. Refuses `address.too_many` and
 * `address.postal_code_wrong`.
 */
export async function saveAddress(tx: Tx, buyerId: string, given: Address): Promise<string> {
  const address = postal(given)
  await countAlone(tx, 'addresses', buyerId)
  const known = await sql<{ id: string }>`
    update buyers.addresses set used_at = ${tx.now}
    where buyer_id = ${buyerId} and address = ${JSON.stringify(address)}::jsonb returning id
  `.execute(tx)
  if (known.rows[0]) return known.rows[0].id
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from buyers.addresses where buyer_id = ${buyerId}
  `.execute(tx)
  if (rows[0]!.n >= addressesMax) throw refuse('address.too_many', { limit: addressesMax })
  const id = newId()
  await sql`
    insert into buyers.addresses (buyer_id, id, address, used_at)
    values (${buyerId}, ${id}, ${JSON.stringify(address)}::jsonb, ${tx.now})
  `.execute(tx)
  return id
}

/** Refuses `address.not_found` and `address.postal_code_wrong`. */
export async function changeAddress(tx: Tx, buyerId: string, { id, address }: SavedAddress): Promise<void> {
  const changed = await sql`
    update buyers.addresses set address = ${JSON.stringify(postal(address))} where buyer_id = ${buyerId} and id = ${id}
  `.execute(tx)
  if (!changed.numAffectedRows) throw refuse('address.not_found')
}

/** Refuses `address.not_found`. */
export async function deleteAddress(tx: Tx, buyerId: string, id: string): Promise<void> {
  const gone = await sql`delete from buyers.addresses where buyer_id = ${buyerId} and id = ${id}`.execute(tx)
  if (!gone.numAffectedRows) throw refuse('address.not_found')
}

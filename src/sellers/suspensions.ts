import { type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerEvents } from '#sellers/events.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

type Decision = { readonly storeId: string; readonly userId: string; readonly reason: string }

/**
 * Stops a store until `endSuspension`: it may put nothing on sale; its owners are sent the reason. Locks the store first,
 * so that what is being put on sale meanwhile is either seen by the caller or refused. Refuses `store.not_found`,
 * `store.not_approved` and `store.suspended`.
 */
export async function beginSuspension(tx: Tx, decision: Decision & { holdPayouts: boolean }): Promise<void> {
  const { storeId, userId, reason, holdPayouts } = decision
  const { rows } = await sql<{ approved: boolean; suspended: boolean }>`
    select approved_at is not null as approved, suspended_at is not null as suspended
    from sellers.stores where store_id = ${storeId} for no key update
  `.execute(tx)
  if (!rows[0]) throw refuse('store.not_found')
  if (!rows[0].approved) throw refuse('store.not_approved')
  if (rows[0].suspended) throw refuse('store.suspended')
  const id = newId()
  await sql`
    insert into sellers.suspensions (store_id, id, reason, hold_payouts, suspended_by, suspended_at)
    values (${storeId}, ${id}, ${reason}, ${holdPayouts}, ${userId}, ${tx.now})
  `.execute(tx)
  await sql`update sellers.stores set suspended_at = ${tx.now} where store_id = ${storeId}`.execute(tx)
  const body = { store_id: storeId, suspension_id: id }
  await emit(tx, sellerEvents['store.suspended'], [{ owner: storeId, subject: storeId, body }])
}

/** Lets the store sell again, and holds no payouts. Its owners are told. Refuses `store.not_suspended`. */
export async function endSuspension(tx: Tx, { storeId, userId, reason }: Decision): Promise<void> {
  await sql`select from sellers.stores where store_id = ${storeId} for no key update`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    update sellers.suspensions set lifted_by = ${userId}, lifted_at = ${tx.now}, lift_reason = ${reason}
    where store_id = ${storeId} and lifted_at is null returning id
  `.execute(tx)
  if (!rows[0]) throw refuse('store.not_suspended')
  await sql`update sellers.stores set suspended_at = null where store_id = ${storeId}`.execute(tx)
  const body = { store_id: storeId, suspension_id: rows[0].id }
  await emit(tx, sellerEvents['store.reopened'], [{ owner: storeId, subject: storeId, body }])
}

/** A suspension that has not been lifted. */
export type Suspension = {
  readonly reason: string
  readonly holdPayouts: boolean
  readonly by: string
  readonly at: Temporal.Instant
}

/** The store's suspension now; null: it is not suspended. */
export async function suspensionOf(reader: Reader, storeId: string): Promise<Suspension | null> {
  const { rows } = await sql<Suspension>`
    select reason, hold_payouts as "holdPayouts", suspended_by as by, suspended_at as at from sellers.suspensions
    where store_id = ${storeId} and lifted_at is null
  `.execute(reader)
  return rows[0] ?? null
}

/** Whether payouts of any of these stores are held. */
export async function arePayoutsHeld(reader: Reader, storeIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sellers.suspensions where store_id = any(${storeIds}::uuid[]) and lifted_at is null and hold_payouts
    limit 1
  `.execute(reader)
  return rows.length > 0
}

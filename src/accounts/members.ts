import { accountRefusals } from '#accounts/refusals.ts'
import type { Role } from '#accounts/roles.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

/**
 * Changes a member's role, effective from their next call. Returns the role before. Refuses `member.not_found`, and
 * `member.last_owner`: somebody must be able to manage the store.
 */
export async function changeRole(tx: Tx, storeId: string, userId: string, role: Role): Promise<Role> {
  const before = await lockMember(tx, storeId, userId, role)
  await sql`
    update accounts.memberships set role = ${role} where store_id = ${storeId} and user_id = ${userId}
  `.execute(tx)
  return before
}

/** Ends a membership. Returns the role it had. Refuses `member.not_found` and `member.last_owner`. */
export async function removeMember(tx: Tx, storeId: string, userId: string): Promise<Role> {
  const before = await lockMember(tx, storeId, userId, null)
  await sql`delete from accounts.memberships where store_id = ${storeId} and user_id = ${userId}`.execute(tx)
  return before
}

/** Locks all members of the store, so that two owners cannot remove each other at once. */
async function lockMember(tx: Tx, storeId: string, userId: string, becomes: Role | null): Promise<Role> {
  const { rows } = await sql<{ user_id: string; role: Role }>`
    select user_id, role from accounts.memberships where store_id = ${storeId} order by user_id for update
  `.execute(tx)
  const member = rows.find(row => row.user_id === userId)
  if (!member) throw refuse('member.not_found')
  const otherOwner = rows.some(row => row.role === 'owner' && row.user_id !== userId)
  if (member.role === 'owner' && becomes !== 'owner' && !otherOwner) throw refuse('member.last_owner')
  return member.role
}

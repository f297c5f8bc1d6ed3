import { hash } from 'node:crypto'
import { codeResendSeconds, invitationDays } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import type { Role } from '#accounts/roles.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

type Invitation = { readonly storeId: string; readonly email: string; readonly role: Role }

/**
 * Invites an address to become a member of a store; returns the secret to be mailed. A second invitation makes the link
 * of the first invalid. Refuses `member.already`, and `account.code_too_soon` within the resend time.
 */
export async function invite(
  tx: Tx,
  db: Db,
  { storeId, email, role, invitedBy }: Invitation & { readonly invitedBy: string },
): Promise<string> {
  const { rows } = await sql`
    select 1 from accounts.emails e join accounts.memberships m on m.user_id = e.user_id and m.store_id = ${storeId}
    where e.email = ${email}
  `.execute(tx)
  if (rows.length > 0) throw refuse('member.already')
  const secret = newSecret()
  const wall = db.clock.wall()
  const seconds = tx.policy(codeResendSeconds)
  const sent = await sql`
    insert into accounts.invitations as i (store_id, email, id, role, token_hash, invited_by, sent_at, expires_at)
    values (${storeId}, ${email}, ${newId()}, ${role}, ${hashOf(secret)}, ${invitedBy}, ${wall},
      ${wall.add({ hours: 24 * tx.policy(invitationDays) })})
    on conflict (store_id, email) do update set role = excluded.role, token_hash = excluded.token_hash,
      invited_by = excluded.invited_by, sent_at = excluded.sent_at, expires_at = excluded.expires_at
    where i.sent_at <= ${wall.subtract({ seconds })}
  `.execute(tx)
  if (!sent.numAffectedRows) throw refuse('account.code_too_soon', { retry_after_seconds: seconds })
  return secret
}

/** The invitation of a mailed link. Refuses `invitation.expired`: answered, withdrawn, or too old. */
export async function findInvitation(reader: Reader, db: Db, secret: string): Promise<Invitation> {
  const { rows } = await sql<Invitation>`
    select store_id as "storeId", email, role from accounts.invitations
    where token_hash = ${hashOf(secret)} and expires_at > ${db.clock.wall()}
  `.execute(reader)
  if (!rows[0]) throw refuse('invitation.expired')
  return rows[0]
}

/** Uses an invitation. Refuses `invitation.expired`. */
export async function redeemInvitation(tx: Tx, db: Db, secret: string): Promise<Invitation> {
  const { rows } = await sql<Invitation>`
    delete from accounts.invitations where token_hash = ${hashOf(secret)} and expires_at > ${db.clock.wall()}
    returning store_id as "storeId", email, role
  `.execute(tx)
  if (!rows[0]) throw refuse('invitation.expired')
  return rows[0]
}

/** Withdraws an invitation; returns the address it was sent to. Refuses `invitation.expired`. */
export async function withdrawInvitation(tx: Tx, storeId: string, id: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`
    delete from accounts.invitations where store_id = ${storeId} and id = ${id} returning email
  `.execute(tx)
  if (!rows[0]) throw refuse('invitation.expired')
  return rows[0].email
}

const hashOf = (secret: string): Buffer => hash('sha256', secret, 'buffer')

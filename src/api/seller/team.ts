import { z } from 'zod'
import {
  changeRole,
  findUser,
  invite,
  proveSelf,
  type Role,
  removeMember,
  roleNames,
  roles,
  withdrawInvitation,
} from '#accounts/index.ts'
import { invitationDays, invitationsPerDay } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { nameOf, RoleSchema } from '#api/team.ts'
import { Email, FactorCode, invitationMail, Locale, OwnPassword } from '#auth/index.ts'
import { command } from '#platform/command.ts'
import { countAlone } from '#platform/counts.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { InstantSchema, instant, oneOf, single } from '#platform/json.ts'
import { queueMail } from '#platform/mail.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

/** The proof needed for roles that may request payouts or manage the store. */
const proof = { password: OwnPassword.optional(), code: FactorCode.optional() }

const proofRefusals = ['account.no_proof', 'account.wrong_password', 'account.wrong_code', 'account.locked'] as const

export const sellerTeam = {
  inviteMember: command({
    method: 'POST',
    path: '/api/seller/team/invitations',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Invite somebody by e-mail to join the store; inviting again sends another link',
    input: z.object({ email: Email, role: RoleSchema, locale: Locale, ...proof }),
    example: { email: 'camille@example.eu', role: 'orders', locale: 'en' },
    refusals: ['member.already', 'invitation.too_many', 'account.code_too_soon', ...proofRefusals],
    prepare: ({ db, userId }, { role, password, code }) => proveFor(db, userId, role, { password, code }),
    async run(tx, { db, userId, storeId }, { email, role, locale }) {
      await refuseFlood(tx, storeId)
      const secret = await invite(tx, db, { storeId, email, role, invitedBy: userId })
      const store = await nameOf(tx, storeId)
      const link = `${tx.publicUrl}/join/team/${secret}`
      const mail = invitationMail(await localeFor(tx, email, locale), link, { store, days: tx.policy(invitationDays) })
      queueMail(tx, { owner: storeId, topic: `invitation ${newId()}`, to: email }, mail)
    },
    audit: 'member.invite',
    entry: ({ email, role }) => ({ subject: email, after: { role } }),
  }),

  withdrawInvitation: command({
    method: 'DELETE',
    path: '/api/seller/team/invitations/:invitation_id',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Withdraw an invitation',
    input: z.object({ invitation_id: single('inv') }),
    refusals: ['invitation.expired'],
    run: (tx, { storeId }, { invitation_id }) => withdrawInvitation(tx, storeId, invitation_id),
    audit: 'member.withdraw_invitation',
    entry: (_, email) => ({ subject: email }),
  }),

  changeRole: command({
    method: 'PUT',
    path: '/api/seller/team/:user_id',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Change a member’s role',
    input: z.object({ user_id: single('usr'), role: RoleSchema, ...proof }),
    example: { role: 'orders' },
    refusals: ['member.not_found', 'member.last_owner', ...proofRefusals],
    prepare: ({ db, userId }, { role, password, code }) => proveFor(db, userId, role, { password, code }),
    run: (tx, { storeId }, { user_id, role }) => changeRole(tx, storeId, user_id, role),
    audit: 'member.role',
    entry: ({ user_id, role }, before) => ({
      subject: publicId('usr', user_id),
      before: { role: before },
      after: { role },
    }),
  }),

  removeMember: command({
    method: 'DELETE',
    path: '/api/seller/team/:user_id',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Remove a member',
    input: z.object({ user_id: single('usr') }),
    refusals: ['member.not_found', 'member.last_owner'],
    run: (tx, { storeId }, { user_id }) => removeMember(tx, storeId, user_id),
    audit: 'member.remove',
    entry: ({ user_id }, role) => ({ subject: publicId('usr', user_id), before: { role } }),
  }),

  listMembers: route({
    method: 'GET',
    path: '/api/seller/team',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Members and invitations of the store',
    input: z.object({}),
    output: z.object({
      members: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          email: z.string(),
          role: oneOf(roleNames),
          since: InstantSchema,
          you: z.boolean(),
        }),
      ),
      invitations: z.array(
        z.object({
          id: z.string(),
          email: z.string(),
          role: oneOf(roleNames),
          sent_at: InstantSchema,
          expired: z.boolean(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db, storeId, userId }) {
      const [members, invitations] = await Promise.all([
        sql<{ id: string; name: string; email: string; role: Role; since: Temporal.Instant }>`
        select u.id, u.name, e.email, m.role, m.created_at as since from accounts.memberships m
        join accounts.users u on u.id = m.user_id join accounts.emails e on e.user_id = u.id
        where m.store_id = ${storeId} order by m.created_at, u.id limit 200
      `.execute(db.read),
        sql<{ id: string; email: string; role: Role; sent_at: Temporal.Instant; expired: boolean }>`
        select id, email, role, sent_at, expires_at <= ${db.clock.wall()} as expired from accounts.invitations
        where store_id = ${storeId} order by sent_at desc limit 200
      `.execute(db.read),
      ])
      return {
        members: members.rows.map(row => ({
          ...row,
          id: publicId('usr', row.id),
          since: instant(row.since),
          you: row.id === userId,
        })),
        invitations: invitations.rows.map(row => ({
          ...row,
          id: publicId('inv', row.id),
          sent_at: instant(row.sent_at),
        })),
      }
    },
  }),
}

/** A thief with a stolen session must not become an owner, who could then use a password of their own as proof. */
async function proveFor(
  db: Db,
  userId: string,
  role: Role,
  given: { password?: string | undefined; code?: string | undefined },
) {
  const powers: readonly string[] = roles[role]
  if (powers.includes('balance.pay_out') || powers.includes('store.manage')) await proveSelf(db, userId, given)
}

/** Known users are written to in their own language. */
async function localeFor(tx: Tx, email: string, otherwise: string): Promise<string> {
  return (await findUser(tx, email))?.locale ?? otherwise
}

/** Refuses `invitation.too_many`. Counts mails, not invitations: withdrawn ones were mails to strangers, too. */
async function refuseFlood(tx: Tx, storeId: string): Promise<void> {
  const limit = tx.policy(invitationsPerDay)
  await countAlone(tx, 'invitations', storeId)
  const { rows } = await sql`
    select 1 from platform.mails where owner = ${storeId} and topic like 'invitation %'
      and queued_at > ${tx.now.subtract({ hours: 24 })} having count(*) >= ${limit}
  `.execute(tx)
  if (rows[0]) throw refuse('invitation.too_many', { limit })
}

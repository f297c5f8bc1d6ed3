import { z } from 'zod'
import {
  actForStore,
  addMember,
  changeRole,
  ensureUser,
  findInvitation,
  findUser,
  hashNewPassword,
  invite,
  proveSelf,
  type Role,
  redeemInvitation,
  removeMember,
  roles,
  withdrawInvitation,
} from '#accounts/index.ts'
import { invitationDays, invitationsPerDay } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { Email, FactorCode, LinkSecret, Locale, OwnPassword, Password } from '#auth/fields.ts'
import { invitationMail } from '#auth/security-mails.ts'
import { enter } from '#auth/sign-in.ts'
import { audit } from '#platform/audit.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { single } from '#platform/json.ts'
import { queueMail } from '#platform/mail.ts'
import { onceInTx } from '#platform/once.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }
const AnyRole = z.enum(Object.keys(roles) as [Role, ...Role[]])

/** The proof that is asked before somebody may pay out or manage the store. */
const proof = { password: OwnPassword.optional(), code: FactorCode.optional() }
const proofRefusals = ['account.no_proof', 'account.wrong_password', 'account.wrong_code', 'account.locked'] as const

/** A stolen session must not make its thief an owner, who then proves themselves with a password of their own. */
async function proveFor(
  db: Db,
  userId: string,
  role: Role,
  given: { password?: string | undefined; code?: string | undefined },
) {
  const powers: readonly string[] = roles[role]
  if (powers.includes('balance.pay_out') || powers.includes('store.manage')) await proveSelf(db, userId, given)
}

async function nameOf(reader: Reader, storeId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sellers.stores where store_id = ${storeId}`.execute(
    reader,
  )
  return rows[0]!.name
}

export const teamRoutes = {
  inviteMember: route({
    method: 'POST',
    path: '/api/seller/team/invitations',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Ask somebody by mail to work for the store; asking again sends another link',
    input: z.object({ email: Email, role: AnyRole, locale: Locale, ...proof }),
    example: { email: 'camille@example.eu', role: 'orders', locale: 'en' },
    output: Done,
    refusals: ['member.already', 'invitation.too_many', 'account.code_too_soon', ...proofRefusals],
    async handle({ db, userId, storeId, once }, { email, role, locale, ...given }) {
      await proveFor(db, userId, role, given)
      return onceInTx(db, once, 'invite member', async tx => {
        await refuseFlood(tx, storeId)
        const secret = await invite(tx, db, { storeId, email, role, invitedBy: userId })
        const store = await nameOf(tx, storeId)
        const link = `${tx.publicUrl}/join/team/${secret}`
        const mail = invitationMail(await localeFor(tx, email, locale), link, {
          store,
          days: tx.policy(invitationDays),
        })
        await queueMail(tx, { owner: storeId, topic: `invitation ${newId()}`, to: email, ...mail })
        await audit(tx, { owner: storeId, userId, action: 'member.invite', subject: email, after: { role } })
        return done
      })
    },
  }),

  withdrawInvitation: route({
    method: 'DELETE',
    path: '/api/seller/team/invitations/:invitation_id',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Take an invitation back',
    input: z.object({ invitation_id: single('inv') }),
    output: Done,
    refusals: ['invitation.expired'],
    handle: ({ db, userId, storeId, once }, { invitation_id }) =>
      onceInTx(db, once, 'withdraw invitation', async tx => {
        const email = await withdrawInvitation(tx, storeId, invitation_id)
        await audit(tx, { owner: storeId, userId, action: 'member.uninvite', subject: email })
        return done
      }),
  }),

  changeRole: route({
    method: 'PUT',
    path: '/api/seller/team/:user_id',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'Give a member another role',
    input: z.object({ user_id: single('usr'), role: AnyRole, ...proof }),
    example: { role: 'orders' },
    output: Done,
    refusals: ['member.not_found', 'member.last_owner', ...proofRefusals],
    async handle({ db, userId, storeId, once }, { user_id, role, ...given }) {
      await proveFor(db, userId, role, given)
      return onceInTx(db, once, 'change role', async tx => {
        const before = { role: await changeRole(tx, storeId, user_id, role) }
        const subject = publicId('usr', user_id)
        await audit(tx, { owner: storeId, userId, action: 'member.role', subject, before, after: { role } })
        return done
      })
    },
  }),

  removeMember: route({
    method: 'DELETE',
    path: '/api/seller/team/:user_id',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'End somebody’s membership',
    input: z.object({ user_id: single('usr') }),
    output: Done,
    refusals: ['member.not_found', 'member.last_owner'],
    handle: ({ db, userId, storeId, once }, { user_id }) =>
      onceInTx(db, once, 'remove member', async tx => {
        const before = { role: await removeMember(tx, storeId, user_id) }
        await audit(tx, { owner: storeId, userId, action: 'member.remove', subject: publicId('usr', user_id), before })
        return done
      }),
  }),

  showInvitation: route({
    method: 'GET',
    path: '/api/account/invitations/:link',
    audience: 'public',
    summary: 'What a mailed invitation asks',
    input: z.object({ link: LinkSecret }),
    output: z.object({
      store: z.string(),
      role: AnyRole,
      email: z.string(),
      /** The address has an account: who accepts logs in with it. */
      known: z.boolean(),
    }),
    refusals: ['invitation.expired'],
    async handle({ db }, { link }) {
      const { storeId, email, role } = await findInvitation(db.read, db, link)
      const { rows } = await sql`select 1 from accounts.emails where email = ${email}`.execute(db.read)
      return { store: await nameOf(db.read, storeId), role, email, known: rows.length > 0 }
    },
  }),

  acceptInvitation: route({
    method: 'POST',
    path: '/api/account/invitations/:link/accept',
    audience: 'public',
    summary: 'Become a member: logged in as the invited address, or with a name and password if it has no account yet',
    input: z.object({
      link: LinkSecret,
      name: z.string().trim().min(1).max(100).optional(),
      password: Password.optional(),
      locale: Locale,
    }),
    example: { link: 'x', locale: 'en' },
    output: z.object({ store: z.string() }),
    refusals: [
      'invitation.expired',
      'invitation.other_address',
      'account.operator_sells_nothing',
      'account.password_common',
    ],
    async handle({ db, call, principal }, { link, name, password, locale }) {
      const passwordHash = password ? await hashNewPassword(password) : null
      const { token, store, storeId } = await inTx(db, 'accept invitation', async tx => {
        const { storeId, email, role } = await redeemInvitation(tx, db, link)
        const known = await findUser(tx, email)
        if (principal?.userId && principal.userId !== known?.id) throw refuse('invitation.other_address', { email })
        if (known && !principal?.userId) throw refuseRequest('request.not_signed_in')
        const missing = ['name', 'password'].filter(field => !(field === 'name' ? name : passwordHash))
        if (!known && missing.length > 0)
          throw refuseRequest('request.invalid', { issues: missing.map(path => ({ path, message: 'missing' })) })
        const user = known ?? (await ensureUser(tx, { email, name: name!, locale, passwordHash })).user
        await addMember(tx, { userId: user.id, storeId, role })
        const subject = publicId('usr', user.id)
        await audit(tx, { owner: storeId, userId: user.id, action: 'member.join', subject, after: { role } })
        const visitor = { guest: principal, device: call.device }
        const token = known ? null : (await enter(tx, db, { ...user, storeId }, visitor)).token
        return { token, storeId, store: await nameOf(tx, storeId) }
      })
      if (!token) await actForStore(db, call.token!, storeId)
      call.become(token ?? call.token)
      return { store }
    },
  }),
}

/** Whom we know is written to in their own language. */
async function localeFor(tx: Tx, email: string, otherwise: string): Promise<string> {
  return (await findUser(tx, email))?.locale ?? otherwise
}

/**
 * Refuses `invitation.too_many`. Counts mails, not invitations: those withdrawn were mails to strangers, too. Some sent
 * in the same instant may pass together.
 */
async function refuseFlood(tx: Tx, storeId: string): Promise<void> {
  const limit = tx.policy(invitationsPerDay)
  const { rows } = await sql`
    select 1 from platform.mails where owner = ${storeId} and topic like 'invitation %'
      and queued_at > ${tx.now.subtract({ hours: 24 })} having count(*) >= ${limit}
  `.execute(tx)
  if (rows[0]) throw refuse('invitation.too_many', { limit })
}

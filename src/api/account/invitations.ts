import { z } from 'zod'
import { addMember, ensureUser, findInvitation, findUser, hashNewPassword, redeemInvitation } from '#accounts/index.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { nameOf, RoleSchema } from '#api/team.ts'
import { enter, LinkSecret, Locale, Password, UserName } from '#auth/index.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

export const accountInvitations = {
  showInvitation: route({
    method: 'GET',
    path: '/api/account/invitations/:link',
    audience: 'public',
    summary: 'An invitation, by its link',
    input: z.object({ link: LinkSecret }),
    example: { link: 'x' },
    output: z.object({
      store: z.string(),
      role: RoleSchema,
      email: z.string(),
      /** True when the address has an account: accepting then requires logging in with it. */
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
    summary:
      'Accept an invitation: logged in with the invited address, or with a name and password if it has no account yet',
    input: z.object({
      link: LinkSecret,
      name: UserName.optional(),
      password: Password.optional(),
      locale: Locale,
    }),
    example: { link: 'x', locale: 'en' },
    output: z.object({ store: z.string(), store_id: z.string() }),
    refusals: [
      'invitation.expired',
      'invitation.other_address',
      'account.operator_sells_nothing',
      'account.password_common',
    ],
    async handle({ db, call, principal }, { link, name, password, locale }) {
      await findInvitation(db.read, db, link)
      const passwordHash = name && password ? await hashNewPassword(password) : null
      const { token, ...joined } = await inTx(db, 'accept invitation', async tx => {
        const { storeId, email, role } = await redeemInvitation(tx, db, link)
        const known = await findUser(tx, email)
        if (principal?.userId && principal.userId !== known?.id) throw refuse('invitation.other_address', { email })
        if (known && !principal?.userId) throw refuseRequest('request.not_signed_in')
        const missing = ['name', 'password'].filter(field => !(field === 'name' ? name : password))
        if (!known && missing.length > 0)
          throw refuseRequest('request.invalid', { issues: missing.map(path => ({ path, message: 'missing' })) })
        const made = known ? null : await ensureUser(tx, { email, name: name!, locale, passwordHash })
        if (made && !made.created) throw refuseRequest('request.not_signed_in') // the account was created meanwhile
        const user = known ?? made!.user
        await addMember(tx, { userId: user.id, storeId, role })
        const subject = publicId('usr', user.id)
        await audit(tx, { owner: storeId, userId: user.id, action: 'member.join', subject, after: { role } })
        const visitor = { guest: principal, device: call.device }
        const token = known ? null : (await enter(tx, db, user, visitor)).token
        return { token, store: await nameOf(tx, storeId), store_id: publicId('sto', storeId) }
      })
      call.setSession(token ?? call.token)
      return joined
    },
  }),
}

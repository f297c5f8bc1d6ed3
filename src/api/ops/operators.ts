import { z } from 'zod'
import {
  accountOf,
  ensureUser,
  findUser,
  makeMailLink,
  operatorRoleNames,
  operatorsOf,
  setOperatorRoles,
} from '#accounts/index.ts'
import { invitationDays } from '#accounts/policy.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { Email, Locale, operatorMail, UserName } from '#auth/index.ts'
import { command } from '#platform/command.ts'
import { newId, publicId } from '#platform/ids.ts'
import { InstantSchema, instantOrNull, oneOf, single } from '#platform/json.ts'
import { queueMail } from '#platform/mail.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(accountRefusals)

const Roles = z.array(z.enum(operatorRoleNames)).min(1).max(operatorRoleNames.length)

/** The operators of the market: invited by an administrator, each with the roles of their work. */
export const opsOperators = {
  listOperators: route({
    method: 'GET',
    path: '/api/ops/operators',
    audience: 'ops',
    permission: 'ops.operators',
    summary: 'The operators with their roles, by name',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          email: z.string(),
          roles: z.array(oneOf(operatorRoleNames)),
          second_factor: z.boolean(),
          /** When their newest session that is still valid began or was last renewed. */
          seen_at: InstantSchema.nullable(),
          you: z.boolean(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db, userId }) {
      const operators = await operatorsOf(db.read)
      return {
        items: operators.map(({ id, name, email, roles, secondFactor, seenAt }) => ({
          id: publicId('usr', id),
          name,
          email,
          roles: [...roles],
          second_factor: secondFactor,
          seen_at: instantOrNull(seenAt),
          you: id === userId,
        })),
      }
    },
  }),

  addOperator: command({
    method: 'POST',
    path: '/api/ops/operators',
    audience: 'ops',
    permission: 'ops.operators',
    confirmed: true,
    summary: 'Make somebody an operator; they are told by e-mail, with a link to set a password if they have none',
    input: z.object({ email: Email, name: UserName, roles: Roles, locale: Locale }),
    example: { email: 'kim@example.eu', name: 'Kim', roles: ['support'], locale: 'en' },
    output: z.object({ id: z.string() }),
    refusals: ['operator.already', 'account.operator_sells_nothing'],
    async run(tx, _, { email, name, roles, locale }) {
      const known = await findUser(tx, email)
      const user = known ?? (await ensureUser(tx, { email, name, locale, passwordHash: null })).user
      const before = await setOperatorRoles(tx, user.id, roles)
      if (before.length > 0) throw refuse('operator.already')
      const { hasPassword } = await accountOf(tx, user.id)
      const days = tx.policy(invitationDays)
      const link = hasPassword
        ? `${tx.publicUrl}/ops`
        : `${tx.publicUrl}/account/recover/${await makeMailLink(tx, { userId: user.id, kind: 'recovery', minutes: days * 24 * 60 })}`
      const mail = operatorMail(user.locale, link, { roles, days: hasPassword ? null : days })
      queueMail(tx, { owner: user.id, topic: `operator ${newId()}`, to: email }, mail)
      return publicId('usr', user.id)
    },
    audit: 'operator.add',
    entry: ({ roles }, id) => ({ subject: id, after: { roles } }),
    answer: id => ({ id }),
  }),

  changeOperatorRoles: command({
    method: 'PUT',
    path: '/api/ops/operators/:user_id',
    audience: 'ops',
    permission: 'ops.operators',
    confirmed: true,
    summary: 'Change what an operator may do, from their next call on',
    input: z.object({ user_id: single('usr'), roles: Roles }),
    example: { roles: ['support'] },
    refusals: ['operator.not_found', 'operator.last_admin', 'account.operator_sells_nothing'],
    async run(tx, _, { user_id, roles }) {
      const before = await setOperatorRoles(tx, user_id, roles)
      if (before.length === 0) throw refuse('operator.not_found')
      return before
    },
    audit: 'operator.change_roles',
    entry: ({ user_id, roles }, before) => ({
      subject: publicId('usr', user_id),
      before: { roles: before },
      after: { roles },
    }),
  }),

  removeOperator: command({
    method: 'DELETE',
    path: '/api/ops/operators/:user_id',
    audience: 'ops',
    permission: 'ops.operators',
    confirmed: true,
    summary: 'Remove an operator, from their next call on; what they did stays recorded',
    input: z.object({ user_id: single('usr') }),
    refusals: ['operator.not_found', 'operator.last_admin'],
    async run(tx, _, { user_id }) {
      const before = await setOperatorRoles(tx, user_id, [])
      if (before.length === 0) throw refuse('operator.not_found')
      return before
    },
    audit: 'operator.remove',
    entry: ({ user_id }, roles) => ({ subject: publicId('usr', user_id), before: { roles } }),
  }),
}

import { z } from 'zod'
import {
  type OperatorRole,
  operatorRoleNames,
  type Role,
  roleNames,
  secondFactorOf,
  sessionsOf,
} from '#accounts/index.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, oneOf, single } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(accountRefusals)

type Row = {
  name: string
  email: string
  locale: string
  created_at: Temporal.Instant
  operator_roles: OperatorRole[]
  roles: Readonly<Record<string, Role>> | null
}

export const opsUsers = {
  showUser: route({
    method: 'GET',
    path: '/api/ops/users/:user_id',
    audience: 'ops',
    permission: 'ops.people',
    summary: 'A user: stores, roles and open sessions; their orders and e-mails are found by the address',
    input: z.object({ user_id: single('usr') }),
    output: z
      .object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        locale: z.string(),
        since: InstantSchema,
        second_factor: z.boolean(),
        operator_roles: z.array(oneOf(operatorRoleNames)),
        stores: z.array(z.object({ id: z.string(), name: z.string(), role: oneOf(roleNames) })),
        sessions: z.array(z.object({ id: z.string(), device: z.string().nullable(), since: InstantSchema })),
      })
      .meta({ id: 'OpsUser' }),
    refusals: ['user.not_found'],
    async handle({ db }, { user_id }) {
      const [{ rows }, factor, sessions] = await Promise.all([
        sql<Row>`
          select u.name, e.email, u.locale, u.created_at, u.operator_roles,
            (select json_object_agg(m.store_id, m.role) from accounts.memberships m where m.user_id = u.id) as roles
          from accounts.users u join accounts.emails e on e.user_id = u.id where u.id = ${user_id} limit 1
        `.execute(db.read),
        secondFactorOf(db.read, user_id),
        sessionsOf(db, user_id, null),
      ])
      const row = rows[0]
      if (!row) throw refuse('user.not_found')
      const ids = Object.keys(row.roles ?? {})
      const stores = ids.length
        ? await sql<{ store_id: string; name: string }>`
            select store_id, name from sellers.stores where store_id = any(${ids}::uuid[]) order by name
          `.execute(db.read)
        : { rows: [] }
      return {
        id: publicId('usr', user_id),
        name: row.name,
        email: row.email,
        locale: row.locale,
        since: instant(row.created_at),
        second_factor: factor.on,
        operator_roles: row.operator_roles,
        stores: stores.rows.map(({ store_id, name }) => ({
          id: publicId('sto', store_id),
          name,
          role: row.roles![store_id]!,
        })),
        sessions: sessions.map(({ id, device, createdAt }) => ({
          id: publicId('ses', id),
          device,
          since: instant(createdAt),
        })),
      }
    },
  }),
}

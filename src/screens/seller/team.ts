import { z } from 'zod'
import type { Role } from '#accounts/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant } from '#platform/json.ts'
import { route } from '#platform/route.ts'

export const listMembers = route({
  method: 'GET',
  path: '/api/seller/team',
  audience: 'seller',
  permission: 'store.manage',
  summary: 'Who works for the store, and who was asked to',
  input: z.object({}),
  output: z.object({
    members: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        role: z.string(),
        since: InstantSchema,
        you: z.boolean(),
      }),
    ),
    invitations: z.array(
      z.object({
        id: z.string(),
        email: z.string(),
        role: z.string(),
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
})

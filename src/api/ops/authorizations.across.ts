import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, InstantSchema, instant, OkSchema, pageInput, pageOf, single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { type Ctx, route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'
import { authorizeStore, withdrawAuthorization } from '#sellers/index.ts'

const Input = z.object({
  store_id: single('sto'),
  category: z.string().max(80),
  reason: z.string().trim().min(3).max(500),
})

const recorded = (
  { db, userId, once }: Ctx<'ops'>,
  action: string,
  { store_id, category, reason }: z.output<typeof Input>,
  write: (tx: Tx) => Promise<void>,
) =>
  onceInTx(db, once, action, async tx => {
    await write(tx)
    await audit(tx, {
      owner: store_id,
      userId,
      action,
      subject: publicId('sto', store_id),
      after: { category, reason },
    })
    return { done: true as const }
  })

const GrantSchema = z
  .object({
    store: z.object({ id: z.string(), name: z.string() }),
    category: z.object({ key: z.string(), names: z.object({ en: z.string() }).catchall(z.string()) }),
    granted_at: InstantSchema,
    by: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'Authorization' })

type Row = {
  store_id: string
  store: string
  category: string
  names: { en: string }
  granted_at: Temporal.Instant
  by: string | null
  reason: string
}

export const opsAuthorizations = {
  authorizeStore: route({
    method: 'PUT',
    path: '/api/ops/stores/:store_id/authorizations/:category',
    audience: 'ops',
    summary: 'Authorize a store to sell in a special category and its subcategories',
    input: Input,
    example: { reason: 'Its licence was seen.' },
    output: OkSchema,
    refusals: ['store.not_found', 'category.not_found'],
    handle: (ctx, input) =>
      recorded(ctx, 'store.authorize', input, tx =>
        authorizeStore(tx, { ...input, storeId: input.store_id, userId: ctx.userId }),
      ),
  }),

  withdrawAuthorization: route({
    method: 'DELETE',
    path: '/api/ops/stores/:store_id/authorizations/:category',
    audience: 'ops',
    summary: 'Withdraw a store’s permission for a special category: its products there go off sale at once',
    input: Input,
    example: { reason: 'Its licence has ended.' },
    output: OkSchema,
    refusals: ['authorization.not_found'],
    handle: (ctx, input) =>
      recorded(ctx, 'store.withdraw_authorization', input, tx =>
        withdrawAuthorization(tx, input.store_id, input.category),
      ),
  }),

  listAuthorizations: route({
    method: 'GET',
    path: '/api/ops/authorizations',
    audience: 'ops',
    summary: 'Permissions for special categories, latest store first; of one category or one store',
    input: z.object({
      /** Those that hold there: given for it or for one above it. */
      category: z.string().max(80).optional(),
      store_id: single('sto').optional(),
      ...pageInput,
    }),
    output: pageOf(GrantSchema),
    refusals: [],
    async handle({ db }, { category, store_id, after, limit }) {
      const [store, key] = fromCursor(after, 'uuid', 'key') ?? []
      const filters = [
        category && sql`z.category = any((select path from taxonomy.categories where key = ${category})::text[])`,
        store_id && sql`z.store_id = ${store_id}`,
        store && sql`(z.store_id, z.category) < (${store}::uuid, ${key})`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<Row>`
      select z.store_id, s.name as store, z.category, c.names, z.granted_at, u.name as by, z.reason
      from sellers.authorizations z join sellers.stores s using (store_id)
      join taxonomy.categories c on c.key = z.category left join accounts.users u on u.id = z.granted_by
      where ${sql.join([sql`true`, ...filters], sql` and `)}
      order by z.store_id desc, z.category desc limit ${limit + 1}
    `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          store: { id: publicId('sto', row.store_id), name: row.store },
          category: { key: row.category, names: row.names },
          granted_at: instant(row.granted_at),
          by: row.by ?? '',
          reason: row.reason,
        })),
        next: rows.length > limit && last ? cursorOf(last.store_id, last.category) : null,
      }
    },
  }),
}

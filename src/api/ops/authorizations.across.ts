import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { OkSchema, single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
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

export const opsAuthorizations = {
  authorizeStore: route({
    method: 'PUT',
    path: '/api/ops/stores/:store_id/authorizations/:category',
    audience: 'ops',
    summary: 'Let a store sell in a special category and all below it',
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
    summary: 'Take back that a store may sell in a special category: what it sells there is off sale at once',
    input: Input,
    example: { reason: 'Its licence has ended.' },
    output: OkSchema,
    refusals: ['authorization.not_found'],
    handle: (ctx, input) =>
      recorded(ctx, 'store.withdraw_authorization', input, tx =>
        withdrawAuthorization(tx, input.store_id, input.category),
      ),
  }),

  listAuthorizations: listOf({
    path: '/api/ops/authorizations',
    audience: 'ops',
    summary: 'Which stores may sell in special categories, latest store first: for one category or one store',
    input: {
      /** Those that hold there: given for it or for one above it. */
      category: z.string().max(80).optional(),
      store_id: single('sto').optional(),
    },
    row: rowOf(
      {
        store: col.group({ id: col.id('sto', 'z.store_id'), name: col.text('s.name') }),
        category: col.group({
          key: col.text('z.category'),
          names: col.plain(z.object({ en: z.string() }).catchall(z.string()), 'c.names'),
        }),
        granted_at: col.instant('z.granted_at'),
        by: col.text(sql`coalesce(u.name, '')`),
        reason: col.text('z.reason'),
      },
      'Authorization',
    ),
    from: sql`sellers.authorizations z join sellers.stores s using (store_id)
      join taxonomy.categories c on c.key = z.category left join accounts.users u on u.id = z.granted_by`,
    filters: {
      category: category =>
        sql`z.category = any((select path from taxonomy.categories where key = ${category})::text[])`,
      store_id: storeId => sql`z.store_id = ${storeId}`,
    },
    order: descending(['z.store_id', 'uuid'], ['z.category', 'key']),
    file: { name: 'permissions' },
  }),
}

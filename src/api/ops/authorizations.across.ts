import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { userNames } from '#api/user-names.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { authorizeStore, withdrawAuthorization } from '#sellers/index.ts'

const Input = z.object({
  store_id: single('sto'),
  category: z.string().max(80),
  reason: Reason,
})

const entryOf = ({ store_id, ...after }: z.output<typeof Input>) => ({
  owner: store_id,
  subject: publicId('sto', store_id),
  after,
})

export const opsAuthorizations = {
  authorizeStore: command({
    method: 'PUT',
    path: '/api/ops/stores/:store_id/authorizations/:category',
    audience: 'ops',
    permission: 'ops.stores',
    summary: 'Authorize a store to sell in a special category and its subcategories',
    input: Input,
    example: { reason: 'Its licence was seen.' },
    refusals: ['store.not_found', 'category.not_found'],
    run: (tx, { userId }, { store_id: storeId, category, reason }) =>
      authorizeStore(tx, { storeId, category, reason, userId }),
    audit: 'store.authorize',
    entry: entryOf,
  }),

  withdrawAuthorization: command({
    method: 'DELETE',
    path: '/api/ops/stores/:store_id/authorizations/:category',
    audience: 'ops',
    permission: 'ops.stores',
    summary: 'Withdraw a store’s permission for a special category: its products there go off sale at once',
    input: Input,
    example: { reason: 'Its licence has ended.' },
    refusals: ['authorization.not_found'],
    run: (tx, _, { store_id, category }) => withdrawAuthorization(tx, store_id, category),
    audit: 'store.withdraw_authorization',
    entry: entryOf,
  }),

  listAuthorizations: listOf({
    path: '/api/ops/authorizations',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Permissions for special categories, latest store first; of one category or one store',
    input: {
      /** Permissions that apply there: granted for it or for a category above it. */
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
        /** Looked up for the whole page. */
        by: col.text('z.granted_by'),
        reason: col.text('z.reason'),
      },
      'Authorization',
    ),
    from: sql`sellers.authorizations z join sellers.stores s using (store_id)
      join taxonomy.categories c on c.key = z.category`,
    filters: {
      category: category =>
        sql`z.category = any((select path from taxonomy.categories where key = ${category})::text[])`,
      store_id: storeId => sql`z.store_id = ${storeId}`,
    },
    order: descending(['z.store_id', 'uuid'], ['z.category', 'key']),
    async complete({ db }, items) {
      const nameOf = await userNames(
        db.read,
        items.map(({ by }) => by),
      )
      return items.map(item => ({ ...item, by: nameOf(item.by) ?? '' }))
    },
    file: { name: 'permissions' },
  }),
}

import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { publicId, single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { type Ctx, route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'
import { authorizeStore, withdrawAuthorization } from '#sellers/authorizations.ts'

const Input = z.object({
  store_id: single('sto'),
  category: z.string().max(80),
  reason: z.string().trim().min(3).max(500),
})
const Done = z.object({ done: z.literal(true) })

export const authorizationRoutes = {
  authorizeStore: route({
    method: 'PUT',
    path: '/api/ops/stores/:store_id/authorizations/:category',
    audience: 'ops',
    summary: 'Let a store sell in a special category and all below it',
    input: Input,
    example: { reason: 'Its licence was seen.' },
    output: Done,
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
    output: Done,
    refusals: ['authorization.not_found'],
    handle: (ctx, input) =>
      recorded(ctx, 'store.withdraw_authorization', input, tx =>
        withdrawAuthorization(tx, input.store_id, input.category),
      ),
  }),
}

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

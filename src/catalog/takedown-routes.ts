import { z } from 'zod'
import { takedownReasonMaxCharacters } from '#catalog/limits.ts'
import { putBackProduct, takeDownProduct } from '#catalog/take-down-product.ts'
import { audit } from '#platform/audit.ts'
import { publicId, storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'

const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

export const takedownRoutes = {
  takeDownProduct: route({
    method: 'POST',
    path: '/api/ops/products/:product_id/take-down',
    audience: 'ops',
    summary: 'Take a product off sale, with a reason its store reads',
    input: z.object({
      product_id: storeOwned('prd'),
      reason: z.string().trim().min(3).max(takedownReasonMaxCharacters),
    }),
    example: { reason: 'Its pictures show another article.' },
    output: Done,
    refusals: ['product.not_found', 'product.taken_down'],
    handle: ({ db, userId, once }, { product_id, reason }) =>
      onceInTx(db, once, 'take down product', async tx => {
        const { storeId, id } = product_id
        await takeDownProduct(tx, product_id, userId, reason)
        const subject = publicId('prd', storeId, id)
        await audit(tx, { owner: storeId, userId, action: 'product.take_down', subject, after: { reason } })
        return done
      }),
  }),

  putBackProduct: route({
    method: 'POST',
    path: '/api/ops/products/:product_id/put-back',
    audience: 'ops',
    summary: 'Let a store put a product on sale again that was taken down',
    input: z.object({ product_id: storeOwned('prd') }),
    output: Done,
    refusals: ['product.not_taken_down'],
    handle: ({ db, userId, once }, { product_id }) =>
      onceInTx(db, once, 'put back product', async tx => {
        const { storeId, id } = product_id
        await putBackProduct(tx, product_id, userId)
        await audit(tx, { owner: storeId, userId, action: 'product.put_back', subject: publicId('prd', storeId, id) })
        return done
      }),
  }),
}

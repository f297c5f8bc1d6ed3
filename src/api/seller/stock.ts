import { z } from 'zod'
import { adjustStock, type StockChange } from '#catalog/index.ts'
import { onHandMax, variantsMax } from '#catalog/limits.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { audit } from '#platform/audit.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(catalogRefusals)

const units = z.int().min(0).max(onHandMax)

/** `by`: so many more, or fewer. `to`: there are so many now, if there were `if_on_hand` when it was begun. */
const ChangeSchema = z
  .strictObject({
    variant_id: storeOwned('var'),
    by: z.int().min(-onHandMax).max(onHandMax).optional(),
    to: units.optional(),
    if_on_hand: units.optional(),
  })
  .refine(
    ({ by, to, if_on_hand }) =>
      by === undefined ? to !== undefined && if_on_hand !== undefined : to === undefined && if_on_hand === undefined,
    { message: 'either by, or to with if_on_hand: the units there were when it was read' },
  )

export const sellerStock = {
  adjustStock: route({
    method: 'POST',
    path: '/api/seller/stock',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Adjust the stock of variants: all of these changes, or none',
    input: z.strictObject({ changes: z.array(ChangeSchema).min(1).max(variantsMax) }),
    output: z.object({
      items: z.array(z.object({ variant_id: z.string(), on_hand: z.int(), reserved: z.int() })),
    }),
    refusals: ['variant.not_found', 'stock.changed_meanwhile', 'stock.below_reserved', 'stock.too_many'],
    handle({ db, storeId, userId, once }, { changes }) {
      const idOf = (id: string) => publicId('var', storeId, id)
      const foreign = changes.filter(({ variant_id }) => variant_id.storeId !== storeId)
      if (foreign.length > 0)
        throw refuse('variant.not_found', {
          variants: foreign.map(({ variant_id }) => publicId('var', variant_id.storeId, variant_id.id)),
        })
      if (new Set(changes.map(({ variant_id }) => variant_id.id)).size < changes.length)
        throw refuseRequest('request.invalid', { issues: [{ path: 'changes', message: 'a variant is named twice' }] })
      const wanted = changes.map(
        ({ variant_id, by, to, if_on_hand }): StockChange =>
          by === undefined
            ? { variantId: variant_id.id, to: to!, ifOnHand: if_on_hand! }
            : { variantId: variant_id.id, by },
      )
      return onceInTx(db, once, 'adjust stock', async tx => {
        const adjusted = await adjustStock(tx, storeId, wanted)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'stock.set',
          subject: idOf(adjusted[0]!.variantId),
          before: Object.fromEntries(adjusted.map(({ variantId, before }) => [idOf(variantId), before])),
          after: Object.fromEntries(adjusted.map(({ variantId, after }) => [idOf(variantId), after])),
        })
        return {
          items: adjusted.map(({ variantId, after, reserved }) => ({
            variant_id: idOf(variantId),
            on_hand: after,
            reserved,
          })),
        }
      })
    },
  }),
}

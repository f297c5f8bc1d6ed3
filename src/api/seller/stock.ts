import { z } from 'zod'
import { adjustStock, type StockChange } from '#catalog/index.ts'
import { onHandMax, variantsMax } from '#catalog/limits.ts'
import { command } from '#platform/command.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { refuseRequest } from '#platform/refusal.ts'

const units = z.int().min(0).max(onHandMax)

/** `by`: adds or subtracts units. `to`: sets the units, provided that there were `if_on_hand` before. */
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
  adjustStock: command({
    method: 'POST',
    path: '/api/seller/stock',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Adjust the stock of variants: all of these changes, or none',
    input: z.strictObject({ changes: z.array(ChangeSchema).min(1).max(variantsMax) }),
    example: { changes: [{ variant_id: 'var_…', by: 5 }] },
    output: z.object({
      items: z.array(z.object({ variant_id: z.string(), on_hand: z.int(), reserved: z.int() })),
    }),
    refusals: ['variant.not_found', 'stock.changed_meanwhile', 'stock.below_reserved', 'stock.too_many'],
    owns: { 'changes.variant_id': 'variant.not_found' },
    run: (tx, { storeId }, { changes }) => adjustStock(tx, storeId, changesOf(changes)),
    audit: 'stock.set',
    entry: (_, adjusted, { storeId }) => {
      const idOf = (id: string) => publicId('var', storeId, id)
      return {
        subject: idOf(adjusted[0]!.variantId),
        before: Object.fromEntries(adjusted.map(({ variantId, before }) => [idOf(variantId), before])),
        after: Object.fromEntries(adjusted.map(({ variantId, after }) => [idOf(variantId), after])),
      }
    },
    answer: (adjusted, { storeId }) => ({
      items: adjusted.map(({ variantId, after, reserved }) => ({
        variant_id: publicId('var', storeId, variantId),
        on_hand: after,
        reserved,
      })),
    }),
  }),
}

/** Refuses `request.invalid` when a variant is named twice. */
function changesOf(changes: readonly z.output<typeof ChangeSchema>[]): StockChange[] {
  if (new Set(changes.map(({ variant_id }) => variant_id.id)).size < changes.length)
    throw refuseRequest('request.invalid', { issues: [{ path: 'changes', message: 'a variant is named twice' }] })
  return changes.map(({ variant_id, by, to, if_on_hand }) =>
    by === undefined ? { variantId: variant_id.id, to: to!, ifOnHand: if_on_hand! } : { variantId: variant_id.id, by },
  )
}

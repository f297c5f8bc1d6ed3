import type { z } from 'zod'
import { cleanDescription } from '#catalog/description.ts'
import type { NewProductSchema, ProductPatch, ProductPatchSchema } from '#catalog/product-fields.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { type Prefix, parsePublicId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(catalogRefusals)

type Body = z.output<typeof NewProductSchema> | z.output<typeof ProductPatchSchema>
type Unknown = 'product.picture_unknown' | 'variant.not_found'

/**
 * Converts the API's input for the verbs: public ids become uuids, the description is sanitized. Ids of another store
 * are treated as unknown. Refuses `product.picture_unknown`, `variant.not_found` and, of a template,
 * `product.incomplete`.
 */
export async function productPatch(storeId: string, body: Body): Promise<ProductPatch> {
  const own = (prefix: Prefix, id: string, otherwise: Unknown): string => {
    const [owner, uuid] = parsePublicId(prefix, 2, id)!
    if (owner !== storeId) throw refuse(otherwise, otherwise === 'variant.not_found' ? { variants: [id] } : {})
    return uuid!
  }
  const picture = (id: string) => own('fil', id, 'product.picture_unknown')
  const variant = (id: string) => own('var', id, 'variant.not_found')
  const template = body.template_id && parsePublicId('tpl', 2, body.template_id)!
  if (template && template[0] !== storeId) throw refuse('product.incomplete', { missing: ['template_id'] })
  const description = body.description === undefined ? undefined : await cleanDescription(body.description)
  return {
    ...body,
    template_id: template ? template[1] : (body.template_id as null | undefined),
    description: description?.html,
    description_text: description?.text,
    pictures: body.pictures?.map(picture),
    variants: body.variants?.map(each => ({
      ...each,
      id: 'id' in each && each.id ? variant(each.id) : undefined,
      picture: each.picture ? picture(each.picture) : each.picture,
    })),
    removed_variants: 'removed_variants' in body ? body.removed_variants?.map(variant) : undefined,
  }
}

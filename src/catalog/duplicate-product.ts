import { type ProductPatch, productKeys, variantKeys } from '#catalog/product-fields.ts'
import { readProducts } from '#catalog/read-products.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { saveProducts } from '#catalog/save-products.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

/**
 * Makes a draft with all fields of another product of the store, whatever its state. SKUs and GTINs are left out, because
 * they belong to the original's variants, and there is no stock. Returns the new product's id. Refuses
 * `product.not_found`, and as `saveProducts`: what the original has may not be allowed any more.
 */
export async function duplicateProduct(
  tx: Tx,
  taxonomy: Taxonomy,
  storeId: string,
  id: string,
  userId: string,
): Promise<string> {
  const original = (await readProducts(tx, storeId, [id])).get(id)
  if (!original) throw refuse('product.not_found')
  const fields = Object.fromEntries([...productKeys, 'description_text' as const].map(key => [key, original[key]]))
  const variants = original.variants.map(variant => ({
    ...Object.fromEntries(variantKeys.map(key => [key, variant[key]])),
    sku: null,
    gtin: null,
  }))
  const values: ProductPatch = { ...fields, variants }
  const [saved] = await saveProducts(tx, taxonomy, storeId, [{ values }], userId)
  return saved!.id
}

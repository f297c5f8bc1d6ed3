import { checkCategoryOpen } from '#catalog/check-category-open.ts'
import { checkNotTakenDown } from '#catalog/check-not-taken-down.ts'
import { withSku } from '#catalog/generated-sku.ts'
import { missingFields } from '#catalog/missing-fields.ts'
import { moveProducts } from '#catalog/move-products.ts'
import { readProducts, type StoredProduct } from '#catalog/read-products.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { checkMaySell, holdStore } from '#sellers/index.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

/**
 * Puts a product on sale. Refuses `product.not_found`, `product.taken_down`, `product.incomplete` naming what is
 * missing, and what `checkCategoryOpen` and `checkMaySell` refuse. Needs no revision, because no field that was given is
 * changed; a variant without a SKU gets one.
 */
export async function publishProduct(
  tx: Tx,
  taxonomy: Taxonomy,
  storeId: string,
  productId: string,
  userId: string | null,
): Promise<void> {
  const store = await holdStore(tx, storeId)
  await sql`
    select from catalog.products where store_id = ${storeId} and id = ${productId} for no key update
  `.execute(tx)
  const product = (await readProducts(tx, storeId, [productId])).get(productId)
  if (!product) throw refuse('product.not_found')
  await checkNotTakenDown(tx, storeId, productId)
  await checkCategoryOpen(tx, taxonomy, storeId, [product])
  const missing = missingFields(product, taxonomy)
  if (missing.length > 0) throw refuse('product.incomplete', { missing })
  checkMaySell(store)
  await giveSkus(tx, storeId, product)
  await moveProducts(tx, 'publish', [{ storeId, id: productId }], { actorId: userId })
}

/** Gives each variant without a SKU one of ours: stock lists, packing slips and files need a code. */
async function giveSkus(tx: Tx, storeId: string, { variants }: StoredProduct): Promise<void> {
  const without = variants.filter(({ sku }) => sku === null).map(withSku)
  if (without.length === 0) return
  await sql`
    update catalog.variants v set sku = g.sku
    from jsonb_to_recordset(${JSON.stringify(without)}::jsonb) as g (id uuid, sku text)
    where v.store_id = ${storeId} and v.id = g.id
  `.execute(tx)
}

/** Takes a product off sale; open orders are not touched. Refuses `product.not_found`, also for a draft. */
export async function unlistProduct(
  tx: Tx,
  product: { readonly storeId: string; readonly id: string },
  userId: string,
  by: 'unlist' | 'take_down' = 'unlist',
): Promise<void> {
  const { moved } = await moveProducts(tx, by, [product], { actorId: userId })
  if (moved.length === 0) throw refuse('product.not_found')
  await sql`
    delete from catalog.suspended_products where store_id = ${product.storeId} and product_id = ${product.id}
  `.execute(tx)
}

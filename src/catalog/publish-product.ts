import { checkNotTakenDown } from '#catalog/check-not-taken-down.ts'
import { catalogEvents } from '#catalog/events.ts'
import { lacksOf, type Sayings } from '#catalog/lacks.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { authorizationsOf, checkMaySell, stateFor } from '#sellers/index.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

/**
 * Puts a product on sale. Refuses `product.not_found`, `product.taken_down`, `category.closed`, `category.not_authorized`
 * (special: the store needs a permission it does not have), `product.incomplete` naming what is missing, and what
 * `checkMaySell` refuses.
 */
export async function publishProduct(tx: Tx, taxonomy: Taxonomy, storeId: string, productId: string): Promise<void> {
  const { rows } = await sql<Sayings>`
    select title, description_text, category, attributes, template_id, pictures,
      coalesce((select json_agg(json_build_object('sku', sku, 'price_minor', price_minor, 'color_key', color_key,
          'size', size) order by position)
        from catalog.variants where store_id = p.store_id and product_id = p.id and removed_at is null), '[]') as variants
    from catalog.products p where store_id = ${storeId} and id = ${productId} for no key update
  `.execute(tx)
  const product = rows[0]
  if (!product) throw refuse('product.not_found')
  await checkNotTakenDown(tx, storeId, productId)
  const { category } = product
  const place = taxonomy.categories.get(category ?? '')
  const state = place ? stateFor(place, await authorizationsOf(tx, storeId)) : category === null ? 'open' : 'closed'
  if (state === 'closed') throw refuse('category.closed', { category })
  if (state === 'special') throw refuse('category.not_authorized', { category })
  const missing = lacksOf(product, taxonomy)
  if (missing.length > 0) throw refuse('product.incomplete', { missing })
  await checkMaySell(tx, storeId)
  await sql`
    update catalog.products set state = 'online', online_at = coalesce(online_at, ${tx.now})
    where store_id = ${storeId} and id = ${productId}
  `.execute(tx)
  await tellChanged(tx, storeId, productId)
}

/** Takes a product off sale; open orders are not touched. */
export async function unlistProduct(tx: Tx, storeId: string, productId: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update catalog.products set state = 'offline' where store_id = ${storeId} and id = ${productId} and state <> 'draft'
  `.execute(tx)
  if (!numAffectedRows) throw refuse('product.not_found')
  await tellChanged(tx, storeId, productId)
}

const tellChanged = (tx: Tx, storeId: string, productId: string): Promise<void> =>
  emit(tx, catalogEvents['product.changed'], [{ owner: storeId, subject: productId, body: {} }])

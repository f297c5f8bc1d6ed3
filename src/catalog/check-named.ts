import { picturesMax } from '#catalog/policy.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import type { ProductChange } from '#catalog/write-products.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { keepTemplates } from '#shipping/index.ts'

const refuse = refuser(catalogRefusals)

/**
 * Refuses pictures (`product.picture_unknown`) or a template that are not the store's, a code used twice
 * (`product.sku_taken`) and too many pictures. Checks only what was not there before.
 */
export async function checkNamed(tx: Tx, storeId: string, changes: readonly ProductChange[]): Promise<void> {
  await checkTemplates(tx, storeId, changes)
  const max = tx.policy(picturesMax)
  if (changes.some(({ after }) => after.pictures.length > max))
    throw refuse('product.incomplete', { missing: [], pictures_max: max })

  const skus = changes.flatMap(({ after }) => after.variants.flatMap(({ sku }) => sku ?? []))
  const twice = skus.filter((sku, n) => skus.indexOf(sku) !== n)
  if (twice.length > 0) throw refuse('product.sku_taken', { skus: [...new Set(twice)] })
  const known = changes.flatMap(({ before }) => before?.variants ?? [])
  const hadSkus = new Set(known.map(({ sku }) => sku))
  const hadPictures = new Set([
    ...changes.flatMap(({ before }) => before?.pictures ?? []),
    ...known.map(({ picture }) => picture),
  ])
  const newSkus = skus.filter(sku => !hadSkus.has(sku))
  const shown = changes.flatMap(({ after }) => [...after.pictures, ...after.variants.flatMap(v => v.picture ?? [])])
  const newPictures = [...new Set(shown.filter(id => !hadPictures.has(id)))]
  if (newSkus.length + newPictures.length === 0) return
  const { rows } = await sql<{ pictures: number; taken: string[] | null }>`
    select (select count(*)::int from platform.files
        where owner = ${storeId} and kind = 'picture' and id = any(${newPictures}::uuid[])) as pictures,
      (select array_agg(sku) from catalog.variants
        where store_id = ${storeId} and sku = any(${newSkus}::text[])) as taken
  `.execute(tx)
  const { pictures, taken } = rows[0]!
  if (pictures < newPictures.length) throw refuse('product.picture_unknown')
  if (taken) throw refuse('product.sku_taken', { skus: taken })
}

/** Kept, so that deleting a template waits until the product has it and then finds it in use. */
async function checkTemplates(tx: Tx, storeId: string, changes: readonly ProductChange[]): Promise<void> {
  const chosen = changes.flatMap(({ before, after }) =>
    after.template_id !== null && after.template_id !== before?.template_id ? [after.template_id] : [],
  )
  const templates = [...new Set(chosen)]
  if (templates.length === 0) return
  if (!(await keepTemplates(tx, storeId, templates))) throw refuse('product.incomplete', { missing: ['template_id'] })
}

import { ensureUser } from '#accounts/index.ts'
import { publishProduct, saveProducts } from '#catalog/index.ts'
import { colors } from '#demo/colors.ts'
import { createStores } from '#demo/create-stores.ts'
import { type PlannedProduct, planProducts } from '#demo/plan-products.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, parsePublicId, publicId } from '#platform/ids.ts'
import { recordPicture } from '#platform/pictures.ts'
import { inTx } from '#platform/tx.ts'
import { indexStale, markAll, recomputeScores } from '#search/index.ts'
import { taxonomyOf } from '#taxonomy/index.ts'
import type { CatalogRow } from './grade.ts'
import { rowOf } from './planned-catalog.ts'

/** All stores send here, so that a search can find every product. */
export const searchCountry = 'FR'

/** Products saved in one transaction. */
const savedAtOnce = 100

/**
 * Fills an empty market with the stores and products of a demo market, to search in: all share one picture, and nobody
 * buys anything. Returns those online, by their public ids.
 */
export async function fillCatalog(db: Db, seed: number, count: number): Promise<CatalogRow[]> {
  const operator = { email: 'operator@example.eu', name: 'Robin Keller', locale: 'en', passwordHash: null }
  const { user } = await inTx(db, 'operator', tx => ensureUser(tx, operator))
  const ownerOf = ({ slug }: PlannedProduct['store']) => ({ email: `${slug}@example.eu`, passwordHash: null })
  const { shops } = await createStores(db, { operatorId: user.id, ownerOf, buyers: [] }, () => {})
  for (const [store, shop] of shops)
    for (const [n, { name, carriers, zones }] of store.templates.entries())
      if (!zones.some(({ countries }) => countries.includes(searchCountry))) {
        const carrier = { [carriers[0]!]: { min_days: 2, max_days: 4 } }
        const rates = { standard: { price_minor: 500, carriers: carrier } }
        await shop.owner.updateTemplate({
          template_id: shop.templates[n]!,
          name,
          zones: [{ countries: [searchCountry], rates }],
        })
      }
  const taxonomy = await taxonomyOf(db)
  const rows: CatalogRow[] = []
  for (const [store, products] of Map.groupBy(planProducts(seed, count), product => product.store)) {
    const shop = shops.get(store)!
    const picture = newId()
    await inTx(db, 'picture', tx =>
      recordPicture(tx, shop.id, { id: picture, bytes: Buffer.alloc(0), width: 1, height: 1 }),
    )
    const templates = shop.templates.map(id => parsePublicId('tpl', 2, id)![1]!)
    const online = products.filter(({ state }) => state === 'online')
    for (let from = 0; from < online.length; from += savedAtOnce)
      await inTx(db, 'products', async tx => {
        const planned = online.slice(from, from + savedAtOnce)
        const values = planned.map(product => ({ values: valuesOf(product) }))
        const saved = await saveProducts(tx, taxonomy, shop.id, values, null)
        for (const { id } of saved) await publishProduct(tx, taxonomy, shop.id, id, null)
        rows.push(...planned.map((product, n) => rowOf(product, publicId('prd', shop.id, saved[n]!.id))))
      })

    function valuesOf({ title, description, thing, attributes, processingDays, variants }: PlannedProduct) {
      const category = taxonomy.categories.get(thing.category)!
      const given: PlannedProduct['attributes'] = { ...attributes, brand: store.name }
      const sized = category.axes.includes('size')
      return {
        title,
        description: `<p>${description}</p>`,
        description_text: description,
        category: thing.category,
        attributes: Object.fromEntries(
          category.attributes.flatMap(({ key, kind }) =>
            given[key] === undefined ? [] : [[key, kind === 'choices' ? [`${given[key]}`] : given[key]]],
          ),
        ) as never,
        template_id: templates[thing.bulky ? 1 : 0]!,
        processing_days: processingDays,
        pictures: [picture],
        variants: variants.map(variant => ({
          name: (sized ? null : variant.size) ?? variant.color ?? (variant.size ? '' : 'Standard'),
          color_key: variant.color && category.axes.includes('color') ? colors[variant.color].key : null,
          size: sized ? variant.size : null,
          gtin: variant.gtin,
          weight_grams: variant.grams,
          sku: variant.sku,
          price_minor: variant.priceMinor,
          on_hand: Math.max(1, variant.left),
        })),
      }
    }
  }
  await sql`analyze`.execute(db.read)
  await index(db)
  return rows
}

/** Makes all documents, and what is made from all of them. */
async function index(db: Db): Promise<void> {
  await inTx(db, 'mark all', markAll)
  while ((await indexStale(db)) > 0);
  await recomputeScores(db)
}

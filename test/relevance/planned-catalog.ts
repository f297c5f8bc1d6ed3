import { colors } from '#demo/colors.ts'
import { planProducts } from '#demo/plan-products.ts'
import { readSeed } from '#taxonomy/seed/read-seed.ts'
import type { CatalogRow } from './grade.ts'

/** The products that a demo market will have online, without filling one; their ids are their positions in the plan. */
export function plannedCatalog(seed: number, count: number): CatalogRow[] {
  const paths = new Map(readSeed().categories.map(({ key, path }) => [key, path]))
  return planProducts(seed, count).flatMap(({ state, store, thing, title, attributes, variants }, at) =>
    state !== 'online'
      ? []
      : [
          {
            id: `${at}`,
            store: store.slug,
            title,
            path: paths.get(thing.category)!,
            colors: [...new Set(variants.flatMap(({ color }) => (color ? [colors[color].key] : [])))],
            sizes: [...new Set(variants.flatMap(({ size }) => size ?? []))],
            skus: variants.map(({ sku }) => sku),
            attributes,
          },
        ],
  )
}

import { colors } from '#demo/colors.ts'
import { type PlannedProduct, planProducts } from '#demo/plan-products.ts'
import { readSeed } from '#taxonomy/seed/read-seed.ts'
import type { CatalogRow } from './grade.ts'

/** The products that a demo market will have online, without filling one; their ids are their positions in the plan. */
export const plannedCatalog = (seed: number, count: number): CatalogRow[] =>
  planProducts(seed, count).flatMap((product, at) => (product.state === 'online' ? [rowOf(product, `${at}`)] : []))

let paths: ReadonlyMap<string, readonly string[]> | undefined

export function rowOf({ store, title, thing, variants, attributes }: PlannedProduct, id: string): CatalogRow {
  paths ??= new Map(readSeed().categories.map(({ key, path }) => [key, path]))
  return {
    id,
    store: store.slug,
    title,
    path: paths.get(thing.category)!,
    colors: [...new Set(variants.flatMap(({ color }) => (color ? [colors[color].key] : [])))],
    sizes: [...new Set(variants.flatMap(({ size }) => size ?? []))],
    skus: variants.map(({ sku }) => sku),
    attributes,
  }
}

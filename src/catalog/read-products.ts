import { type ProductValues, productKeys, type VariantValues, variantKeys } from '#catalog/product-fields.ts'
import type { ProductState } from '#catalog/states.ts'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'

export type StoredVariant = VariantValues & { readonly id: string }

/** A product as its store wrote it, with uuids as ids. */
export type StoredProduct = ProductValues & {
  readonly id: string
  readonly revision: number
  readonly state: ProductState
  readonly changed_at: Temporal.Instant | null
  readonly changed_by: string | null
  /** In their order, without removed ones. */
  readonly variants: readonly StoredVariant[]
}

/** Products of a store with their variants, by id; those that do not exist are absent. One statement. */
export async function readProducts(
  read: Reader,
  storeId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  const { rows } = await sql<StoredProduct>`
    select p.id, p.revision, p.state, p.changed_at, p.changed_by, p.description_text,
      ${sql.join(productKeys.map(key => sql.ref(`p.${key}`)))},
      coalesce((select json_agg(json_build_object('id', v.id, ${variantPairs}) order by v.position, v.id)
        from catalog.variants v
        where v.store_id = ${storeId} and v.product_id = p.id and v.removed_at is null), '[]') as variants
    from catalog.products p where p.store_id = ${storeId} and p.id = any(${ids}::uuid[])
  `.execute(read)
  return new Map(rows.map(row => [row.id, row]))
}

const variantPairs = sql.join(variantKeys.flatMap(key => [sql.lit(key), sql.ref(`v.${key}`)]))

/** The product in the form of the API, with the shape and ids that a change takes. */
export function savedProduct(storeId: string, product: StoredProduct) {
  const { revision, variants } = product
  const fields = Object.fromEntries(productKeys.map(key => [key, product[key]])) as Pick<
    StoredProduct,
    (typeof productKeys)[number]
  >
  return {
    revision,
    ...fields,
    template_id: fields.template_id && publicId('tpl', storeId, fields.template_id),
    pictures: fields.pictures.map(id => publicId('fil', storeId, id)),
    variants: variants.map(variant => ({
      ...variant,
      id: publicId('var', storeId, variant.id),
      picture: variant.picture && publicId('fil', storeId, variant.picture),
    })),
  }
}

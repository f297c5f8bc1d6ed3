import { isDeepStrictEqual } from 'node:util'
import { checkCategoryOpen } from '#catalog/check-category-open.ts'
import { checkNamed } from '#catalog/check-named.ts'
import { checkProduct } from '#catalog/check-product.ts'
import { catalogEvents } from '#catalog/events.ts'
import { withSku } from '#catalog/generated-sku.ts'
import { variantsMax } from '#catalog/limits.ts'
import { missingFields } from '#catalog/missing-fields.ts'
import { processingDaysDefault, processingDaysMax } from '#catalog/policy.ts'
import {
  newProduct,
  newVariant,
  type ProductPatch,
  type ProductValues,
  productKeys,
  type VariantPatch,
  variantKeys,
} from '#catalog/product-fields.ts'
import { readProducts, type StoredProduct, type StoredVariant, savedProduct } from '#catalog/read-products.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { type ProductChange, writeProducts } from '#catalog/write-products.ts'
import { sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { instantOrNull } from '#platform/json.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { checkMaySell, holdStore } from '#sellers/index.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

/** A new product, or a change made on the revision that was read. */
type ProductSave = ({ readonly id?: undefined } | { readonly id: string; readonly revision: number }) & {
  readonly values: ProductPatch
}

type SavedChange = {
  readonly id: string
  readonly revision: number
  /** The changed fields with their old and new values; empty when nothing changed. */
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/**
 * Creates and changes products of one store, in the order given. A new one is a draft, which may lack any field. Of an
 * existing one, only the fields in `values` change; its variants are identified by id, new ones have none. A product
 * that is online must stay complete; of one that was on sale, a variant without a SKU gets one. A change of `reserve_at` concerns new orders only: their lines carry their own
 * (R50.9). At most ten statements, however many products and variants.
 *
 * Refuses `product.changed_meanwhile` when a revision is not the latest, with who changed it, when, and how it is now;
 * `product.not_found`, `variant.not_found`, `product.incomplete`, and what `checkProduct`, `checkNamed`,
 * `checkCategoryOpen` and `checkMaySell` refuse.
 */
export async function saveProducts(
  tx: Tx,
  taxonomy: Taxonomy,
  storeId: string,
  saves: readonly ProductSave[],
  userId: string | null,
): Promise<SavedChange[]> {
  const store = await holdStore(tx, storeId)
  const found = await lockProducts(tx, storeId, saves)
  const all = saves.map(save => changeOf(tx, taxonomy, save, save.id ? found.get(save.id)! : null))
  const changes = all.filter(isChange)
  for (const { before, after } of changes) {
    checkProduct(taxonomy, after, before?.category ?? null)
    const missing = after.state === 'draft' ? [] : missingFields(after, taxonomy)
    if (missing.length > 0) throw refuse('product.incomplete', { missing })
  }
  await checkNamed(tx, storeId, changes)
  const online = changes.filter(({ after }) => after.state === 'online').map(({ after }) => after)
  if (online.length > 0) {
    await checkCategoryOpen(tx, taxonomy, storeId, online)
    checkMaySell(store)
  }
  await writeProducts(tx, storeId, changes, userId)
  await emit(
    tx,
    catalogEvents['product.changed'],
    online.map(({ id }) => ({ owner: storeId, subject: id, body: {} })),
  )
  return all.map(change => ({
    id: change.after.id,
    revision: isChange(change) ? change.after.revision : change.before!.revision,
    ...difference(change),
  }))
}

/** Two statements, because what is read while waiting for a lock may be older than the lock. */
async function lockProducts(
  tx: Tx,
  storeId: string,
  saves: readonly ProductSave[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  const ids = saves.flatMap(({ id }) => id ?? [])
  if (ids.length === 0) return new Map()
  await sql`
    select from catalog.products where store_id = ${storeId} and id = any(${ids}::uuid[]) order by id for no key update
  `.execute(tx)
  const found = await readProducts(tx, storeId, ids)
  for (const save of saves) {
    if (!save.id) continue
    const product = found.get(save.id)
    if (!product) throw refuse('product.not_found')
    if (product.revision !== save.revision) throw await changedMeanwhile(tx, storeId, product)
  }
  return found
}

async function changedMeanwhile(tx: Tx, storeId: string, product: StoredProduct) {
  const { rows } = await sql<{ name: string }>`
    select name from accounts.users where id = ${product.changed_by}
  `.execute(tx)
  return refuse('product.changed_meanwhile', {
    product_id: publicId('prd', storeId, product.id),
    changed_by: rows[0]?.name ?? null,
    changed_at: instantOrNull(product.changed_at),
    current: savedProduct(storeId, product),
  })
}

/** Applies the change to the stored product. Checks only that the variants it names exist. */
function changeOf(tx: Tx, taxonomy: Taxonomy, { values }: ProductSave, before: StoredProduct | null): ProductChange {
  const { variants = [], removed_variants = [], ...fields } = values
  const named = new Map(variants.flatMap(variant => (variant.id ? [[variant.id, variant] as const] : [])))
  const known = new Set(before?.variants.map(({ id }) => id))
  const unknown = [...named.keys(), ...removed_variants].filter(id => !known.has(id))
  if (unknown.length > 0) throw refuse('variant.not_found', { variants: unknown })
  const colors = new Map(taxonomy.attributes.get('color')?.values.map(value => [value.key, value.names.en]))
  const over = (variant: StoredVariant, patch: VariantPatch): StoredVariant => {
    const { id: _, on_hand: __, position, ...rest } = defined(patch)
    const next = { ...variant, ...rest, position: position ?? variant.position }
    // a color without a name by the seller gets the market's name
    return { ...next, name: next.name || (colors.get(next.color_key ?? '') ?? '') }
  }
  const kept = (before?.variants ?? [])
    .filter(({ id }) => !removed_variants.includes(id))
    .map(variant => (named.has(variant.id) ? over(variant, named.get(variant.id)!) : variant))
  const last = Math.max(-1, ...kept.map(({ position }) => position))
  const added = variants
    .filter(({ id }) => !id)
    .map((patch, n) => ({ patch, variant: over({ ...newVariant, id: newId(), position: last + 1 + n }, patch) }))
  const sorted = [...kept, ...added.map(({ variant }) => variant)].sort((a, b) => a.position - b.position)
  const all = (before?.state ?? 'draft') === 'draft' ? sorted : sorted.map(withSku)
  if (all.length > variantsMax) throw refuse('product.incomplete', { missing: [], variants_max: variantsMax })
  const { processing_days, ...rest } = defined(fields)
  return {
    before,
    after: {
      ...(before ?? blank(tx)),
      ...rest,
      ...(processing_days !== undefined && { processing_days: daysOf(tx, processing_days) }),
      revision: (before?.revision ?? 0) + 1,
      variants: all,
    },
    initialStock: new Map(added.map(({ patch, variant }) => [variant.id, patch.on_hand ?? 0])),
  }
}

const blank = (tx: Tx): StoredProduct => ({
  ...newProduct,
  id: newId(),
  revision: 0,
  state: 'draft',
  description_text: '',
  processing_days: tx.policy(processingDaysDefault),
  changed_at: null,
  changed_by: null,
  variants: [],
})

function daysOf(tx: Tx, days: number | null): number {
  const max = tx.policy(processingDaysMax)
  if ((days ?? 0) > max) throw refuse('product.incomplete', { missing: [], processing_days_max: max })
  return days ?? tx.policy(processingDaysDefault)
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const defined = <T extends object>(values: T): Known<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Known<T>

const isChange = (change: ProductChange): boolean =>
  change.before === null || Object.keys(difference(change).after).length > 0

/** The differences, for the audit: fields of the product, and of each variant by its id. */
function difference({ before, after }: ProductChange): Pick<SavedChange, 'before' | 'after'> {
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  const note = (name: string, one: unknown, other: unknown) => {
    if (isDeepStrictEqual(one, other)) return
    was[name] = one
    is[name] = other
  }
  for (const key of productKeys) note(key, before?.[key] ?? null, (after as ProductValues)[key] ?? null)
  const variants = new Map(before?.variants.map(variant => [variant.id, variant]))
  for (const variant of after.variants) {
    const old = variants.get(variant.id)
    variants.delete(variant.id)
    if (!old) note(`variants.${variant.id}`, null, variant)
    else for (const key of variantKeys) note(`variants.${variant.id}.${key}`, old[key], variant[key])
  }
  for (const [id, old] of variants) note(`variants.${id}`, old, null)
  return { before: was, after: is }
}

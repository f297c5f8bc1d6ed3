import { checkProduct } from '#catalog/check-product.ts'
import { lacksOf, type Sayings } from '#catalog/lacks.ts'
import { picturesMax, processingDaysDefault, processingDaysMax } from '#catalog/policy.ts'
import type { ProductInput, VariantInput } from '#catalog/product.ts'
import { publishProduct } from '#catalog/publish-product.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/money.ts'
import { refuser } from '#platform/refusal.ts'
import { insertRows } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

/** Creates a draft, which may lack anything, and returns its id. Refuses what `checkProduct` and `checkOwned` refuse. */
export async function createProduct(tx: Tx, taxonomy: Taxonomy, storeId: string, input: ProductInput): Promise<string> {
  checkProduct(taxonomy, input, null)
  await checkOwned(tx, storeId, input)
  const id = newId()
  await sql`
    insert into catalog.products (store_id, id, title, slug, description, description_text, category, attributes,
      template_id, processing_days, reserve_at, state, pictures, price_from_minor, variant_count, currency, created_at)
    values (${storeId}, ${id}, ${input.title}, ${slugOf(input.title)}, ${input.description.html},
      ${input.description.text}, ${input.category}, ${JSON.stringify(input.attributes)}, ${input.templateId},
      ${daysOf(tx, input)}, ${input.reserveAt}, 'draft', ${input.pictures}::uuid[], ${priceFrom(input)},
      ${input.variants.length}, ${marketCurrency}, ${tx.now})
  `.execute(tx)
  await insertVariants(tx, storeId, id, named(taxonomy, input.variants).map(newVariant))
  return id
}

/**
 * Replaces what a product says; its variants become exactly those given (by id; without id new; missing ones are taken
 * off). Only a draft may lack something, and what is online must be fit to be put there: see `publishProduct`. A change
 * of `reserveAt` concerns new orders only: their lines carry their own (R50.9).
 */
export async function updateProduct(
  tx: Tx,
  taxonomy: Taxonomy,
  storeId: string,
  productId: string,
  input: ProductInput,
): Promise<void> {
  const locked = await sql<{ state: string; category: string | null }>`
    select state, category from catalog.products where store_id = ${storeId} and id = ${productId} for no key update
  `.execute(tx)
  if (locked.rows.length === 0) throw refuse('product.not_found')
  const { state, category } = locked.rows[0]!
  checkProduct(taxonomy, input, category)
  const missing = state === 'draft' ? [] : lacksOf(sayingsOf(input), taxonomy)
  if (missing.length > 0) throw refuse('product.incomplete', { missing })
  await checkOwned(tx, storeId, input, productId)
  await sql`
    update catalog.products set title = ${input.title}, slug = ${slugOf(input.title)},
      description = ${input.description.html}, description_text = ${input.description.text},
      category = ${input.category}, attributes = ${JSON.stringify(input.attributes)},
      template_id = ${input.templateId}, processing_days = ${daysOf(tx, input)}, reserve_at = ${input.reserveAt},
      pictures = ${input.pictures}::uuid[], price_from_minor = ${priceFrom(input)}, variant_count = ${input.variants.length}
    where store_id = ${storeId} and id = ${productId}
  `.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from catalog.variants where store_id = ${storeId} and product_id = ${productId} and removed_at is null
  `.execute(tx)
  const standing = new Set(rows.map(row => row.id))
  const variants = named(taxonomy, input.variants)
  const kept = variants.map((variant, position) => ({ ...variant, position })).filter(v => standing.has(v.id ?? ''))
  await removeVariants(
    tx,
    storeId,
    [...standing].filter(id => !kept.some(variant => variant.id === id)),
  )
  for (const variant of kept)
    await updateVariant(tx, storeId, variant as VariantInput & { id: string; position: number })
  await insertVariants(
    tx,
    storeId,
    productId,
    variants.map(newVariant).filter((_, i) => !standing.has(variants[i]!.id ?? '')),
  )
  if (state === 'online') await publishProduct(tx, taxonomy, storeId, productId)
}

/** Counts the units on the shelf anew. Refuses `stock.below_reserved`: open orders hold some of them. */
export async function setOnHand(tx: Tx, storeId: string, variantId: string, onHand: number): Promise<void> {
  const changed = await sql`
    update catalog.stock set on_hand = ${onHand}
    where store_id = ${storeId} and variant_id = ${variantId} and pool = 'main' and reserved <= ${onHand}
  `.execute(tx)
  if (!changed.numAffectedRows) throw refuse('stock.below_reserved', { on_hand: onHand })
}

/** Refuses pictures or a template that are not the store's, a code used twice, too many pictures or days. */
async function checkOwned(
  tx: Tx,
  storeId: string,
  input: ProductInput,
  productId: string | null = null,
): Promise<void> {
  const max = tx.policy(picturesMax)
  const pictures = [...new Set([...input.pictures, ...input.variants.flatMap(v => v.picture ?? [])])]
  const skus = input.variants.flatMap(({ sku }) => sku ?? [])
  // Locked: whoever deletes the template waits until the product has it, and then sees that it does.
  const template = input.templateId
    ? sql`select from shipping.templates where store_id = ${storeId} and id = ${input.templateId} for key share`.execute(
        tx,
      )
    : null
  const { rows } = await sql<{ pictures: number; taken: string[] | null }>`
    select
      (select count(*)::int from platform.files where owner = ${storeId} and kind = 'picture' and id = any(${pictures}::uuid[])) as pictures,
      (select array_agg(sku) from catalog.variants where store_id = ${storeId} and sku = any(${skus}::text[])
        and product_id is distinct from ${productId}::uuid) as taken
  `.execute(tx)
  const found = rows[0]!
  if (found.pictures < pictures.length) throw refuse('product.picture_unknown')
  if (template && (await template).rows.length === 0) throw refuse('product.incomplete', { missing: ['template_id'] })
  if (input.pictures.length > max) throw refuse('product.incomplete', { missing: [], pictures_max: max })
  const days = tx.policy(processingDaysMax)
  if ((input.processingDays ?? 0) > days) throw refuse('product.incomplete', { missing: [], processing_days_max: days })
  const twice = skus.filter((sku, i) => skus.indexOf(sku) !== i)
  const taken = [...twice, ...(found.taken ?? [])]
  if (taken.length > 0) throw refuse('product.sku_taken', { skus: [...new Set(taken)] })
}

const sayingsOf = (input: ProductInput): Sayings => ({
  ...input,
  description_text: input.description.text,
  template_id: input.templateId,
  variants: input.variants.map(({ sku, priceMinor, colorKey, size }) => ({
    sku,
    price_minor: priceMinor,
    color_key: colorKey,
    size,
  })),
})

const daysOf = (tx: Tx, input: ProductInput): number => input.processingDays ?? tx.policy(processingDaysDefault)

/** Of the variants that have a price; null when none has. */
const priceFrom = (input: ProductInput): bigint | null =>
  input.variants.reduce<bigint | null>(
    (least, { priceMinor }) => (least === null || (priceMinor !== null && priceMinor < least) ? priceMinor : least),
    null,
  )

/** What an address says of a product: `stoneware-mug`. Empty when no letter of the title is Latin. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')

/** A color without a name of the seller's own is called as the market calls it. */
function named(taxonomy: Taxonomy, variants: readonly VariantInput[]): VariantInput[] {
  const colors = new Map(taxonomy.attributes.get('color')?.values.map(value => [value.key, value.names.en]))
  return variants.map(variant => ({ ...variant, name: variant.name || (colors.get(variant.colorKey ?? '') ?? '') }))
}

type NewVariant = VariantInput & { id: string; position: number }
const newVariant = (variant: VariantInput, position: number): NewVariant => ({ ...variant, id: newId(), position })

async function insertVariants(
  tx: Tx,
  storeId: string,
  productId: string,
  variants: readonly NewVariant[],
): Promise<void> {
  await insertRows(
    tx,
    'catalog.variants',
    {
      store_id: 'uuid',
      id: 'uuid',
      product_id: 'uuid',
      position: 'int',
      name: 'text',
      color_key: 'text',
      color: 'text',
      size: 'text',
      sku: 'text',
      gtin: 'text',
      price_minor: 'bigint',
      weight_grams: 'int',
      picture: 'uuid',
    },
    variants.map(v => ({
      store_id: storeId,
      id: v.id,
      product_id: productId,
      position: v.position,
      name: v.name,
      color_key: v.colorKey,
      color: v.color,
      size: v.size,
      sku: v.sku,
      gtin: v.gtin,
      price_minor: v.priceMinor,
      weight_grams: v.weightGrams,
      picture: v.picture,
    })),
  )
  await insertRows(
    tx,
    'catalog.stock',
    { store_id: 'uuid', variant_id: 'uuid', on_hand: 'int' },
    variants.map(v => ({ store_id: storeId, variant_id: v.id, on_hand: v.onHand })),
  )
}

async function updateVariant(
  tx: Tx,
  storeId: string,
  v: VariantInput & { id: string; position: number },
): Promise<void> {
  await sql`
    update catalog.variants set position = ${v.position}, name = ${v.name}, color_key = ${v.colorKey},
      color = ${v.color}, size = ${v.size}, sku = ${v.sku}, gtin = ${v.gtin}, weight_grams = ${v.weightGrams}, price_minor = ${v.priceMinor}, picture = ${v.picture}
    where store_id = ${storeId} and id = ${v.id}
  `.execute(tx)
  await setOnHand(tx, storeId, v.id, v.onHand)
}

/** Their sku is free again for others; the rows stay for the orders that name them. */
async function removeVariants(tx: Tx, storeId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update catalog.variants set removed_at = ${tx.now}, sku = sku || ' ' || id
    where store_id = ${storeId} and id = any(${ids}::uuid[])
  `.execute(tx)
}

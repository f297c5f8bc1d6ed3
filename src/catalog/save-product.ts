import { picturesMax, processingDaysDefault, processingDaysMax } from '#catalog/policy.ts'
import { publishProduct } from '#catalog/publish-product.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/money.ts'
import { refuser } from '#platform/refusal.ts'
import { insertRows } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

export type VariantInput = {
  /** Of a variant that exists; absent for a new one. */
  readonly id?: string | undefined
  readonly name: string
  /** CSS color of the swatch. */
  readonly color: string | null
  readonly sku: string
  readonly priceMinor: bigint
  readonly onHand: number
  readonly picture: string | null
}
export type ProductInput = {
  readonly title: string
  readonly description: string
  readonly templateId: string
  /** Working days; the policy's default when null. */
  readonly processingDays: number | null
  readonly reserveAt: 'order' | 'payment'
  /** Uploaded pictures, cover first. */
  readonly pictures: readonly string[]
  readonly variants: readonly VariantInput[]
}

/** Creates a draft and returns its id. Refuses what `checkInput` refuses. */
export async function createProduct(tx: Tx, storeId: string, input: ProductInput): Promise<string> {
  await checkInput(tx, storeId, input)
  const id = newId()
  await sql`
    insert into catalog.products (store_id, id, title, description, template_id, processing_days, reserve_at, state,
      pictures, price_from_minor, variant_count, currency, created_at)
    values (${storeId}, ${id}, ${input.title}, ${input.description}, ${input.templateId}, ${daysOf(tx, input)},
      ${input.reserveAt}, 'draft', ${input.pictures}::uuid[], ${priceFrom(input)}, ${input.variants.length},
      ${marketCurrency}, ${tx.now})
  `.execute(tx)
  await insertVariants(tx, storeId, id, input.variants.map(newVariant))
  return id
}

/**
 * Replaces what a product says; its variants become exactly those given (by id; without id new; missing ones are taken
 * off). What is on sale stays complete: see `publishProduct`. A change of `reserveAt` concerns new orders only: their lines carry their own (R50.9).
 */
export async function updateProduct(tx: Tx, storeId: string, productId: string, input: ProductInput): Promise<void> {
  const locked = await sql<{ state: string }>`
    select state from catalog.products where store_id = ${storeId} and id = ${productId} for no key update
  `.execute(tx)
  if (locked.rows.length === 0) throw refuse('product.not_found')
  await checkInput(tx, storeId, input, productId)
  await sql`
    update catalog.products set title = ${input.title}, description = ${input.description},
      template_id = ${input.templateId}, processing_days = ${daysOf(tx, input)}, reserve_at = ${input.reserveAt},
      pictures = ${input.pictures}::uuid[], price_from_minor = ${priceFrom(input)}, variant_count = ${input.variants.length}
    where store_id = ${storeId} and id = ${productId}
  `.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from catalog.variants where store_id = ${storeId} and product_id = ${productId} and removed_at is null
  `.execute(tx)
  const standing = new Set(rows.map(row => row.id))
  const kept = input.variants
    .map((variant, position) => ({ ...variant, position }))
    .filter(v => standing.has(v.id ?? ''))
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
    input.variants.map(newVariant).filter((_, i) => !standing.has(input.variants[i]!.id ?? '')),
  )
  if (locked.rows[0]!.state === 'online') await publishProduct(tx, storeId, productId)
}

/** Counts the units on the shelf anew. Refuses `stock.below_reserved`: open orders hold some of them. */
export async function setOnHand(tx: Tx, storeId: string, variantId: string, onHand: number): Promise<void> {
  const changed = await sql`
    update catalog.stock set on_hand = ${onHand}
    where store_id = ${storeId} and variant_id = ${variantId} and pool = 'main' and reserved <= ${onHand}
  `.execute(tx)
  if (!changed.numAffectedRows) throw refuse('stock.below_reserved', { on_hand: onHand })
}

/** Refuses what a product cannot be saved with: foreign pictures or template, a code used twice, too much of it. */
async function checkInput(
  tx: Tx,
  storeId: string,
  input: ProductInput,
  productId: string | null = null,
): Promise<void> {
  const max = tx.policy(picturesMax)
  const pictures = [...new Set([...input.pictures, ...input.variants.flatMap(v => v.picture ?? [])])]
  const skus = input.variants.map(variant => variant.sku)
  const { rows } = await sql<{ pictures: number; templates: number; taken: string[] | null }>`
    select
      (select count(*)::int from platform.files where owner = ${storeId} and kind = 'picture' and id = any(${pictures}::uuid[])) as pictures,
      (select count(*)::int from shipping.templates where store_id = ${storeId} and id = ${input.templateId}) as templates,
      (select array_agg(sku) from catalog.variants where store_id = ${storeId} and sku = any(${skus}::text[])
        and product_id is distinct from ${productId}::uuid) as taken
  `.execute(tx)
  const found = rows[0]!
  if (found.pictures < pictures.length) throw refuse('product.picture_unknown')
  if (found.templates === 0) throw refuse('product.incomplete', { missing: ['template'] })
  if (input.pictures.length > max) throw refuse('product.incomplete', { missing: [], pictures_max: max })
  const days = tx.policy(processingDaysMax)
  if ((input.processingDays ?? 0) > days) throw refuse('product.incomplete', { missing: [], processing_days_max: days })
  const twice = skus.filter((sku, i) => skus.indexOf(sku) !== i)
  const taken = [...twice, ...(found.taken ?? [])]
  if (taken.length > 0) throw refuse('product.sku_taken', { skus: [...new Set(taken)] })
}

const daysOf = (tx: Tx, input: ProductInput): number => input.processingDays ?? tx.policy(processingDaysDefault)

const priceFrom = (input: ProductInput): bigint =>
  input.variants.reduce((least, v) => (least === 0n || v.priceMinor < least ? v.priceMinor : least), 0n)

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
      color: 'text',
      sku: 'text',
      price_minor: 'bigint',
      picture: 'uuid',
    },
    variants.map(v => ({
      store_id: storeId,
      id: v.id,
      product_id: productId,
      position: v.position,
      name: v.name,
      color: v.color,
      sku: v.sku,
      price_minor: v.priceMinor,
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
    update catalog.variants set position = ${v.position}, name = ${v.name}, color = ${v.color}, sku = ${v.sku},
      price_minor = ${v.priceMinor}, picture = ${v.picture}
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

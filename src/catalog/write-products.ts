import { beginProducts } from '#catalog/move-products.ts'
import { productKeys, variantKeys } from '#catalog/product-fields.ts'
import type { StoredProduct, StoredVariant } from '#catalog/read-products.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { mainPool } from '#catalog/stock.ts'
import { type RawBuilder, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { plainLatin } from '#platform/latin.ts'
import { marketCurrency } from '#platform/market.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

/** A product before and after the change. `before` is null for a new one. */
export type ProductChange = {
  readonly before: StoredProduct | null
  readonly after: StoredProduct
  /** Units of the new variants, by id. */
  readonly initialStock: ReadonlyMap<string, number>
}

type Row = Readonly<Record<string, unknown>>

/** Writes the changes of products, variants, initial stock and prices: one statement for each kind of row. */
export async function writeProducts(
  tx: Tx,
  storeId: string,
  changes: readonly ProductChange[],
  userId: string | null,
): Promise<void> {
  const write = { tx, storeId }
  const columns = [...productKeys, ...derivedColumns]
  const rowOf = ({ after }: ProductChange): Row => productRow(tx, after, userId)
  const created = changes.filter(({ before }) => before === null)
  await beginProducts(
    tx,
    'create',
    created.map(({ after }) => ({ storeId, id: after.id })),
    {
      rows: insertOf(
        write,
        'catalog.products',
        [...columns, 'state', 'currency', 'created_at'],
        created.map(change => ({ ...rowOf(change), state: 'draft', currency: marketCurrency, created_at: tx.now })),
      ),
    },
    { actorId: userId },
  )
  await update(write, 'catalog.products', columns, changes.filter(({ before }) => before !== null).map(rowOf))

  const variants = changes.flatMap(variantChanges)
  try {
    await updateVariants(write, variants)
    await insertVariants(write, changes, variants)
  } catch (error) {
    // another transaction took the code after `checkNamed`
    const { code, constraint, detail = '' } = error as { code?: string; constraint?: string; detail?: string }
    // on a cluster, with the number of the part behind it
    if (code !== '23505' || !constraint?.startsWith('variants_store_id_sku_key')) throw error
    throw refuse('product.sku_taken', { skus: [/\)=\([^,]*, (.*)\) already exists/.exec(detail)?.[1] ?? ''] })
  }
  await insert(
    write,
    'catalog.price_changes',
    ['variant_id', 'old_minor', 'new_minor', 'currency', 'at', 'changed_by'],
    variants.flatMap(({ before, after }) =>
      after && (before?.price_minor ?? null) !== after.price_minor
        ? {
            id: newId(),
            variant_id: after.id,
            old_minor: before?.price_minor ?? null,
            new_minor: after.price_minor,
            currency: marketCurrency,
            at: tx.now,
            changed_by: userId,
          }
        : [],
    ),
  )
}

const derivedColumns = [
  'slug',
  'description_text',
  'price_from_minor',
  'variant_count',
  'revision',
  'changed_at',
  'changed_by',
] as const

const productRow = (tx: Tx, product: StoredProduct, userId: string | null): Row => ({
  ...product,
  slug: slugOf(product.title),
  price_from_minor: priceFrom(product.variants),
  variant_count: product.variants.length,
  changed_at: tx.now,
  changed_by: userId,
})

type VariantChange = {
  readonly productId: string
  readonly before: StoredVariant | null
  /** Null: removed. */
  readonly after: StoredVariant | null
}

/** The variants that are new, removed or changed. */
function variantChanges({ before, after }: ProductChange): VariantChange[] {
  const productId = after.id
  const old = new Map(before?.variants.map(variant => [variant.id, variant]))
  const kept = new Set(after.variants.map(({ id }) => id))
  return [
    ...[...old.values()]
      .filter(({ id }) => !kept.has(id))
      .map(variant => ({ productId, before: variant, after: null })),
    ...after.variants
      .map(variant => ({ productId, before: old.get(variant.id) ?? null, after: variant }))
      .filter(change => !change.before || variantKeys.some(key => change.before![key] !== change.after[key])),
  ]
}

/**
 * The code of a removed variant can be used again; its row stays for the orders that refer to it. Codes may move between
 * variants: they must be unique at the end of the statement.
 */
async function updateVariants(write: Write, changes: readonly VariantChange[]): Promise<void> {
  const rows = changes.flatMap(({ before, after }) => {
    if (!before) return []
    const gone = { ...before, sku: before.sku && `${before.sku} ${before.id}`, removed_at: write.tx.now }
    return [after ? { ...after, removed_at: null } : gone]
  })
  await update(write, 'catalog.variants', [...variantKeys, 'removed_at'], rows)
}

async function insertVariants(
  { tx, storeId }: Write,
  changes: readonly ProductChange[],
  variants: readonly VariantChange[],
): Promise<void> {
  const units = new Map(changes.flatMap(({ initialStock }) => [...initialStock]))
  const rows = variants.flatMap(({ productId, before, after }) =>
    !before && after
      ? { ...after, store_id: storeId, product_id: productId, variant_id: after.id, on_hand: units.get(after.id) ?? 0 }
      : [],
  )
  if (rows.length === 0) return
  const columns = refs(['store_id', 'id', 'product_id', ...variantKeys])
  const json = JSON.stringify(rows)
  await sql`
    with variants as (
      insert into catalog.variants (${columns})
      select ${columns} from jsonb_populate_recordset(null::catalog.variants, ${json}::jsonb)
    )
    insert into catalog.stock (store_id, variant_id, pool, on_hand)
    select store_id, variant_id, ${mainPool}, on_hand from jsonb_populate_recordset(null::catalog.stock, ${json}::jsonb)
  `.execute(tx)
}

type Write = { readonly tx: Tx; readonly storeId: string }

const refs = (columns: readonly string[]) => sql.join(columns.map(column => sql.ref(column)))

async function insert({ tx, storeId }: Write, table: string, columns: readonly string[], rows: readonly Row[]) {
  if (rows.length > 0) await insertOf({ storeId }, table, columns, rows).execute(tx)
}

function insertOf(
  { storeId }: Pick<Write, 'storeId'>,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): RawBuilder<unknown> {
  const all = refs(['store_id', 'id', ...columns])
  const json = JSON.stringify(rows.map(row => ({ ...row, store_id: storeId })))
  return sql`
    insert into ${sql.table(table)} (${all})
    select ${all} from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`
}

async function update({ tx, storeId }: Write, table: string, columns: readonly string[], rows: readonly Row[]) {
  if (rows.length === 0) return
  const set = sql.join(columns.map(column => sql`${sql.ref(column)} = ${sql.ref(`r.${column}`)}`))
  await sql`
    update ${sql.table(table)} t set ${set}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) r
    where t.store_id = ${storeId} and t.id = r.id
  `.execute(tx)
}

/** The lowest price of the variants; null when none has a price. */
const priceFrom = (variants: readonly StoredVariant[]): number | null => {
  const prices = variants.flatMap(({ price_minor }) => price_minor ?? [])
  return prices.length > 0 ? Math.min(...prices) : null
}

/** The readable part of a product's URL: `stoneware-mug`. Empty when the title has no Latin letters. */
const slugOf = (title: string): string =>
  plainLatin(title)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')

import { addMember, ensureUser, openSession } from '#accounts/index.ts'
import { cleanDescription, publishProduct, requestedAttributes, saveProducts } from '#catalog/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { recordPicture } from '#platform/pictures.ts'
import { inTx } from '#platform/tx.ts'
import { indexStale, markAll, recomputeScores } from '#search/index.ts'
import { openStore } from '#sellers/index.ts'
import { createTemplate } from '#shipping/index.ts'
import { type CategoryAttribute, taxonomyOf } from '#taxonomy/index.ts'

export type Seeded = {
  /** Words of titles, the most frequent first. */
  readonly words: readonly string[]
  /** Categories of the products. */
  readonly categories: readonly string[]
  /** Variants of one store each, as public ids. */
  readonly variants: readonly { readonly store: string; readonly variant: string; readonly product: string }[]
  readonly buyers: readonly { readonly token: string; readonly id: string }[]
}

const stores = 50
const buyers = 64
const vocabulary = 4_000

/** Word frequencies as in natural languages: the k-th word is 1/k as frequent as the first. */
function zipfWords(random: () => number): { words: string[]; draw: () => string } {
  const syllables = [
    'ka',
    'lo',
    'mi',
    'ter',
    'sun',
    'ra',
    'vel',
    'no',
    'pi',
    'dor',
    'las',
    'en',
    'tu',
    'gri',
    'bel',
    'ost',
  ]
  const words = Array.from({ length: vocabulary }, (_, k) => {
    let word = ''
    for (let n = k + 7; n > 0; n = Math.floor(n / syllables.length)) word += syllables[n % syllables.length]
    return word
  })
  const norm = Math.log(vocabulary) + 0.577
  const draw = () => words[Math.min(vocabulary - 1, Math.floor(Math.exp(random() * norm)) - 1)] ?? words[0]!
  return { words, draw }
}

/** This many are created by the real verbs; the rest are copies of them, which saves minutes. */
const original = 1_000

/**
 * Fills an empty database: 50 stores, `products` products of two variants in real categories with real attributes, 64
 * buyers with sessions. All products can be found by search.
 */
export async function seed(db: Db, products: number): Promise<Seeded> {
  let state = 42
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const { words, draw: word } = zipfWords(random)
  const taxonomy = await taxonomyOf(db)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const leaves = [...taxonomy.categories.values()].filter(each => each.leaf && each.state === 'open').slice(0, 200)
  const made = await inParallel(stores, 4, n => makeStore(db, n))
  await inParallel(Math.min(products, original), 8, n => {
    const store = made[n % stores]!
    const category = leaves[Math.floor(random() ** 2 * leaves.length)]!
    const attributes = Object.fromEntries(
      requestedAttributes(category).map(each => [each.key, randomValue(each, pick)]),
    )
    return inTx(db, 'seed product', async tx => {
      const description = await cleanDescription(Array.from({ length: 60 }, word).join(' '))
      const values = {
        title: Array.from({ length: 6 }, word).join(' '),
        description: description.html,
        description_text: description.text,
        category: category.key,
        attributes,
        template_id: store.templateId,
        processing_days: 2,
        pictures: [store.picture],
        variants: ['one', 'two'].map((name, v) => ({
          name,
          color_key: category.axes.includes('color') ? (v ? 'red' : 'blue') : null,
          size: category.axes.includes('size') ? `${v}` : null,
          sku: `${n}-${v}`,
          price_minor: 500 + Math.floor(random() * 20_000),
          on_hand: 1_000_000,
        })),
      }
      const [saved] = await saveProducts(tx, taxonomy, store.id, [{ values }], null)
      await publishProduct(tx, taxonomy, store.id, saved!.id, null)
    })
  })
  await sql`create table public.originals as select id from catalog.products`.execute(db.read)
  for (let copies = original; copies < products; copies += original) await copy(db, copies / original)
  await sql`analyze`.execute(db.read)
  await inTx(db, 'mark all', markAll)
  while ((await indexStale(db)) > 0);
  await recomputeScores(db)
  await sql`vacuum analyze search.documents`.execute(db.read)
  const tokens = await inParallel(buyers, 4, n =>
    inTx(db, 'seed buyer', async tx => {
      const { user } = await ensureUser(tx, {
        email: `buyer${n}@example.eu`,
        name: `Buyer ${n}`,
        locale: 'en',
        passwordHash: null,
      })
      return { id: user.id, token: await openSession(tx, db, { buyerId: user.id, userId: user.id }) }
    }),
  )
  await sql`analyze`.execute(db.read)
  const { rows } = await sql<{ store_id: string; id: string; product_id: string }>`
    select store_id, id, product_id from catalog.variants where position = 0 order by md5(id::text) limit 3000
  `.execute(db.read)
  return {
    words,
    categories: leaves.map(each => each.key),
    buyers: tokens,
    variants: rows.map(row => ({
      store: row.store_id,
      variant: publicId('var', row.store_id, row.id),
      product: publicId('prd', row.store_id, row.product_id),
    })),
  }
}

function randomValue({ kind, values }: CategoryAttribute, pick: <T>(from: readonly T[]) => T) {
  if (kind === 'choice') return pick(values).key
  if (kind === 'choices') return [pick(values).key]
  return kind === 'number' ? 10 : kind === 'yes_no' ? pick([true, false]) : 'as it is'
}

/** Copies everything the verbs created, with other ids. */
async function copy(db: Db, n: number): Promise<void> {
  const other = (column: string) =>
    `overlay(overlay(md5(${column}::text || '${n}') placing '7' from 13) placing '8' from 17)::uuid`
  await copyRows(db, 'catalog.products', `where t.id in (select id from public.originals)`, { id: other('t.id') })
  await copyRows(db, 'catalog.variants', `where t.product_id in (select id from public.originals)`, {
    id: other('t.id'),
    product_id: other('t.product_id'),
    sku: `t.sku || '-${n}'`,
  })
  await copyRows(
    db,
    'catalog.stock',
    `where t.variant_id in (select id from catalog.variants where product_id in (select id from public.originals))`,
    { variant_id: other('t.variant_id') },
  )
}

/** Copies rows of `table` (alias `t`; `which` joins and filters), with other values `instead` of some columns. */
export async function copyRows(
  db: Db,
  table: string,
  which: string,
  instead: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and not attisdropped
  `.execute(db.read)
  const names = rows.map(row => row.name)
  await sql
    .raw(
      `insert into ${table} (${names}) select ${names.map(name => instead[name] ?? `t.${name}`)} from ${table} t ${which}`,
    )
    .execute(db.read)
}

async function makeStore(db: Db, n: number) {
  return inTx(db, 'seed store', async tx => {
    const id = await openStore(tx, {
      name: `Store ${n}`,
      slug: `store-${n}`,
      about: '',
      country: 'FR',
      timeZone: 'Europe/Paris',
      email: `store${n}@example.eu`,
      company: {
        legalName: `Company ${n}`,
        line1: '1 rue de la Paix',
        postalCode: '75002',
        city: 'Paris',
        registerNumber: `RCS Paris ${n}`,
        phone: '+33 1 99 00 00 00',
      },
    })
    const { user } = await ensureUser(tx, {
      email: `seller${n}@example.eu`,
      name: `Seller ${n}`,
      locale: 'en',
      passwordHash: null,
    })
    await addMember(tx, { userId: user.id, storeId: id, role: 'owner' })
    const templateId = await createTemplate(tx, id, {
      name: 'Parcels',
      zones: [
        { countries: ['FR', 'DE', 'ES', 'IT'], rates: { standard: flatRate(490, 2, 5), express: flatRate(990, 1, 2) } },
      ],
    })
    const picture = { id: newId(), bytes: Buffer.alloc(0), width: 1, height: 1 }
    await recordPicture(tx, id, picture)
    return { id, templateId, picture: picture.id }
  })
}

const flatRate = (price_minor: number, min_days: number, max_days: number) => ({
  by: 'units' as const,
  bands: [],
  price_minor,
  free_from_minor: null,
  carriers: { dhl: { min_days, max_days } },
})

async function inParallel<T>(times: number, workers: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  let next = 0
  const worker = async () => {
    while (next < times) {
      const n = next++
      made[n] = await make(n)
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return made
}

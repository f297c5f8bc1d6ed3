import { addMember, ensureUser, openSession } from '#accounts/index.ts'
import { cleanDescription, createProduct, publishProduct } from '#catalog/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { recordPicture } from '#platform/pictures.ts'
import { inTx } from '#platform/tx.ts'
import { openStore } from '#sellers/index.ts'
import { createTemplate } from '#shipping/index.ts'
import { taxonomyOf } from '#taxonomy/index.ts'
import { plantTree, testCategory } from '../test/tree.ts'

export type Seeded = {
  /** Variants of one store each, as public ids. */
  readonly variants: readonly { readonly store: string; readonly variant: string; readonly product: string }[]
  readonly buyers: readonly { readonly token: string; readonly id: string }[]
}

const stores = 50
const buyers = 64
const vocabulary = 4_000

/** Words as languages have them: the k-th most frequent is 1/k as frequent as the first. */
function zipfWords(random: () => number): () => string {
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
  return () => words[Math.min(vocabulary - 1, Math.floor(Math.exp(random() * norm)) - 1)] ?? words[0]!
}

/** Fills an empty database by the real verbs: 50 stores, `products` products of two variants, 64 buyers with sessions. */
export async function seed(db: Db, products: number): Promise<Seeded> {
  let state = 42
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const word = zipfWords(random)
  await plantTree(db)
  const taxonomy = await taxonomyOf(db)
  const made = await inParallel(stores, 4, n => makeStore(db, n))
  await inParallel(products, 8, n => {
    const store = made[n % stores]!
    return inTx(db, 'seed product', async tx => {
      const id = await createProduct(tx, taxonomy, store.id, {
        title: Array.from({ length: 6 }, word).join(' '),
        description: await cleanDescription(Array.from({ length: 60 }, word).join(' ')),
        category: testCategory,
        attributes: {},
        templateId: store.templateId,
        processingDays: 2,
        reserveAt: 'order',
        pictures: [store.picture],
        variants: ['one', 'two'].map((name, v) => ({
          name,
          colorKey: null,
          color: null,
          size: `${v}`,
          gtin: null,
          sku: `${n}-${v}`,
          priceMinor: BigInt(500 + Math.floor(random() * 20_000)),
          onHand: 1_000_000,
          weightGrams: 500,
          picture: null,
        })),
      })
      await publishProduct(tx, taxonomy, store.id, id)
    })
  })
  const tokens = await inParallel(buyers, 4, n =>
    inTx(db, 'seed buyer', async tx => {
      const { user } = await ensureUser(tx, {
        email: `buyer${n}@example.eu`,
        name: `Buyer ${n}`,
        locale: 'en',
        passwordHash: null,
      })
      return { id: user.id, token: await openSession(tx, db, { buyerId: user.id, userId: user.id, storeId: null }) }
    }),
  )
  await sql`analyze`.execute(db.read)
  const { rows } = await sql<{ store_id: string; id: string; product_id: string }>`
    select store_id, id, product_id from catalog.variants where position = 0 order by md5(id::text) limit 3000
  `.execute(db.read)
  return {
    buyers: tokens,
    variants: rows.map(row => ({
      store: row.store_id,
      variant: publicId('var', row.store_id, row.id),
      product: publicId('prd', row.store_id, row.product_id),
    })),
  }
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

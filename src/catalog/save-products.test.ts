import { describe, expect, test } from 'vitest'
import { saveProducts } from '#catalog/index.ts'
import { sql } from '#platform/db.ts'
import { inTx, type Tx } from '#platform/tx.ts'
import { taxonomyOf } from '#taxonomy/index.ts'
import { keyOf, openMarket, refusalOf, type Store } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

const market = openMarket()

const show = (store: Store, product_id: string) => store.owner.api.showStoreProduct({ product_id })

/** The opposite of a change. */
const editable = [
  'title',
  'description',
  'category',
  'attributes',
  'template_id',
  'processing_days',
  'reserve_at',
  'pictures',
  'variants',
] as const

/** Runs `body` in a transaction and counts its statements. */
async function counted(body: (tx: Tx) => Promise<unknown>): Promise<number> {
  let statements = 0
  await inTx(market.db, 'count', async tx => {
    const executor = tx.getExecutor()
    const counting = new Proxy(executor, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (name === 'executeQuery') statements++
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    await body({ ...tx, getExecutor: () => counting } as Tx)
  })
  return statements
}

describe('changes', () => {
  test('only the given fields are changed: of the product and of each variant', async () => {
    const store = await market.store()
    const { productId, variantId } = await market.product(store)
    const before = await show(store, productId)
    const saved = await store.owner.api.updateProduct({
      product_id: productId,
      revision: before.revision,
      variants: [{ id: variantId, price_minor: 3_100 }],
    })
    expect(saved).toMatchObject({ id: productId, revision: 2 })
    const after = await show(store, productId)
    expect(after).toEqual({
      ...before,
      revision: 2,
      variants: [{ ...before.variants[0]!, price_minor: 3_100 }],
    })
  })

  test('sending back what was read changes nothing, and the revision stays', async () => {
    const store = await market.store()
    const { productId } = await market.product(store)
    const read = await show(store, productId)
    const body = Object.fromEntries(editable.map(key => [key, read[key]]))
    const { revision } = await store.owner.api.updateProduct({
      ...body,
      product_id: productId,
      revision: read.revision,
    })
    expect(revision).toBe(read.revision)
    expect(await show(store, productId)).toEqual(read)
    const { storeId } = keyOf('prd', productId)
    const { rows } = await sql`
      select from platform.audit_entries where owner = ${storeId} and action = 'product.update'
    `.execute(market.db.read)
    expect(rows).toHaveLength(0)
  })

  test('unknown fields are refused, not ignored; so is the stock of a variant that exists', async () => {
    const store = await market.store()
    const { productId, variantId } = await market.product(store)
    const change = (input: object) =>
      refusalOf(store.owner.api.updateProduct({ product_id: productId, revision: 1, ...input } as never))
    expect(await change({ titel: 'Mug' })).toBe('request.invalid')
    expect(await change({ variants: [{ id: variantId, prize_minor: 1 }] })).toBe('request.invalid')
    expect(await change({ variants: [{ id: variantId, on_hand: 9 }] })).toBe('request.invalid')
    expect(await refusalOf(store.owner.api.createProduct({ name: 'Mug' } as never))).toBe('request.invalid')
    expect((await show(store, productId)).revision).toBe(1)
  })

  test('variants are added, changed and removed by id; codes may be swapped, and a removed one’s is free', async () => {
    const store = await market.store()
    const { id } = await store.owner.api.createProduct({
      title: 'Shirt',
      category: testCategory,
      variants: ['S', 'M', 'L'].map(size => ({ size, sku: `s-${size}`, price_minor: 900, on_hand: 2 })),
    })
    const [s, m, l] = (await show(store, id)).variants
    await store.owner.api.updateProduct({
      product_id: id,
      revision: 1,
      removed_variants: [s!.id],
      variants: [
        { id: m!.id, sku: 's-L' },
        { id: l!.id, sku: 's-M' },
        { size: 'XL', sku: 's-S', on_hand: 7 },
      ],
    })
    const { variants, stock } = await show(store, id)
    expect(variants.map(({ size, sku, price_minor }) => [size, sku, price_minor])).toEqual([
      ['M', 's-L', 900],
      ['L', 's-M', 900],
      ['XL', 's-S', null],
    ])
    expect(stock.map(({ on_hand }) => on_hand)).toEqual([2, 2, 7])
    const gone = store.owner.api.updateProduct({ product_id: id, revision: 2, variants: [{ id: s!.id, size: 'XS' }] })
    expect(await refusalOf(gone)).toBe('variant.not_found')
    const foreign = await market.product(await market.store())
    const other = store.owner.api.updateProduct({ product_id: id, revision: 2, removed_variants: [foreign.variantId] })
    expect(await refusalOf(other)).toBe('variant.not_found')
  })

  test('of two new products with the same code at once, one is refused by name', async () => {
    const store = await market.store()
    const make = () => store.owner.api.createProduct({ variants: [{ name: 'One', sku: 'twin' }] })
    const results = await Promise.allSettled([make(), make(), make()])
    const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused.map(({ code, params }) => [code, params.skus])).toEqual(
      Array(2).fill(['product.sku_taken', ['twin']]),
    )
    expect((await store.owner.api.listStoreProducts({})).items).toHaveLength(1)
  })
})

describe('two editors', () => {
  test('the second save of a revision is refused, with who changed it, when, and how it is now', async () => {
    const store = await market.store()
    const colleague = await market.person({ storeId: store.id })
    const { productId, variantId } = await market.product(store, { price: 8_990 })
    const { revision } = await show(store, productId)
    await colleague.api.updateProduct({
      product_id: productId,
      revision,
      variants: [{ id: variantId, price_minor: 9_500 }],
    })
    const current = await show(store, productId)
    const late = store.owner.api.updateProduct({ product_id: productId, revision, title: 'Another title' })
    await expect(late).rejects.toMatchObject({
      code: 'product.changed_meanwhile',
      params: {
        product_id: productId,
        changed_by: expect.stringMatching(/^Person/),
        changed_at: expect.stringMatching(/Z$/),
        current: Object.fromEntries([...editable, 'revision' as const].map(key => [key, current[key]])),
      },
    })
    expect([current.title, current.variants[0]!.price_minor, current.revision]).toEqual(['A good thing', 9_500, 2])
  })

  test('of many at once exactly one is written at each revision, and no change is lost', async () => {
    const store = await market.store()
    const { productId, variantId } = await market.product(store)
    const save = (n: number) =>
      store.owner.api.updateProduct({
        product_id: productId,
        revision: 1,
        ...(n % 2 ? { title: `Title ${n}` } : { variants: [{ id: variantId, price_minor: 100 + n }] }),
      })
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => save(n)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await show(store, productId)).revision).toBe(2)
  })

  test('a save beside sales leaves stock alone: 10 on hand, 3 sold and shipped, 7 stay', async () => {
    const store = await market.store()
    const { productId, variantId } = await market.product(store, { stock: 10 })
    const form = await show(store, productId)
    const { orders } = await market.buy(await market.person(), [variantId], { units: 3 })
    await market.ship(store, orders[0]!)
    await store.owner.api.updateProduct({ product_id: productId, revision: form.revision, title: 'A new title' })
    const { stock, title } = await show(store, productId)
    expect([title, stock[0]]).toEqual(['A new title', { variant_id: variantId, on_hand: 7, reserved: 0 }])
  })
})

describe('prices', () => {
  test('each change of a price is kept with who made it; a save of something else keeps none', async () => {
    const store = await market.store()
    const { productId, variantId } = await market.product(store, { price: 2_000 })
    const change = (revision: number, input: object) =>
      store.owner.api.updateProduct({ product_id: productId, revision, ...input })
    await change(1, { variants: [{ id: variantId, price_minor: 1_500 }] })
    await change(2, { title: 'Cheaper' })
    await change(3, { variants: [{ id: variantId, price_minor: 1_500, weight_grams: 300 }] })
    await change(4, { variants: [{ id: variantId, price_minor: 2_500 }] })
    const { storeId, id } = keyOf('var', variantId)
    const { rows } = await sql`
      select country, old_minor, new_minor, currency, changed_by from catalog.price_changes
      where store_id = ${storeId} and variant_id = ${id} order by id
    `.execute(market.db.read)
    const by = { country: null, currency: 'EUR', changed_by: store.owner.userId }
    expect(rows).toEqual([
      { ...by, old_minor: null, new_minor: 2_000n },
      { ...by, old_minor: 2_000n, new_minor: 1_500n },
      { ...by, old_minor: 1_500n, new_minor: 2_500n },
    ])
  })
})

describe('statements', () => {
  test('a hundred variants, also when they exchange codes, and a hundred products take ten statements at most', async () => {
    const store = await market.store()
    const taxonomy = await taxonomyOf(market.db)
    const { id: template } = keyOf('tpl', store.templateId)
    const picture = keyOf('fil', await market.picture(store)).id
    const values = (n: number) => ({
      title: `Shirt ${n}`,
      description: '<p>Made well.</p>',
      description_text: 'Made well.',
      category: testCategory,
      template_id: template,
      pictures: [picture],
      variants: Array.from({ length: n < 0 ? 100 : 1 }, (_, v) => ({
        size: `S${v}`,
        sku: `${n}-${v}`,
        price_minor: 900,
        on_hand: 3,
      })),
    })
    const saved: { id: string; revision: number }[] = []
    const save = (saves: Parameters<typeof saveProducts>[3]) =>
      counted(async tx => {
        const all = await saveProducts(tx, taxonomy, store.id, saves, store.owner.userId)
        saved.splice(0, saved.length, ...all)
      })
    const counts: number[] = []
    counts.push(await save([{ values: values(-1) }]))
    const { id, revision } = saved[0]!
    await sql`update catalog.products set state = 'online', online_at = created_at where store_id = ${store.id} and id = ${id}`.execute(
      market.db.read,
    )
    const { rows } = await sql<{ id: string }>`
      select id from catalog.variants where store_id = ${store.id} and product_id = ${id} order by position
    `.execute(market.db.read)
    const change = {
      title: 'A renamed shirt',
      pictures: [keyOf('fil', await market.picture(store)).id],
      removed_variants: [rows[0]!.id],
      variants: [
        ...rows.slice(1).map((row, n) => ({ id: row.id, price_minor: 800, sku: `new-${n}` })),
        { size: 'XXL', sku: 'xxl', price_minor: 5 },
      ],
    }
    counts.push(await save([{ id, revision, values: change }]))
    // each takes the next one's code and size, the last the first one's; a new one takes the code of one that goes
    const exchange = {
      title: 'Sizes exchanged',
      pictures: [picture],
      removed_variants: [rows[1]!.id],
      variants: [
        ...rows.slice(2).map((row, n) => ({
          id: row.id,
          price_minor: 700,
          sku: `new-${n + 1 < rows.length - 2 ? n + 2 : 1}`,
          size: `S${n + 1 < rows.length - 2 ? n + 3 : 2}`,
        })),
        { size: 'S1', sku: 'new-0', price_minor: 5 },
      ],
    }
    counts.push(await save([{ id, revision: revision + 1, values: exchange }]))
    const codes = await sql<{ sku: string; size: string }>`
      select sku, size from catalog.variants
      where store_id = ${store.id} and product_id = ${id} and removed_at is null order by position
    `.execute(market.db.read)
    expect(codes.rows.slice(0, 2)).toEqual([
      { sku: 'new-2', size: 'S3' },
      { sku: 'new-3', size: 'S4' },
    ])
    expect(codes.rows.slice(-3)).toEqual([
      { sku: 'new-1', size: 'S2' },
      { sku: 'xxl', size: 'XXL' },
      { sku: 'new-0', size: 'S1' },
    ])
    counts.push(await save(Array.from({ length: 100 }, (_, n) => ({ values: values(n) }))))
    const many = saved.map(product => ({ ...product, values: { title: 'All renamed' } }))
    counts.push(await save(many))
    for (const count of counts) expect(count).toBeLessThanOrEqual(10)
    expect(Math.min(...counts)).toBeGreaterThan(2) // they were counted
    expect(saved.map(product => product.revision)).toEqual(Array(100).fill(2))
  })
})

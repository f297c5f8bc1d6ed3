import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { isGtin } from '#catalog/check-product.ts'
import { cleanDescription } from '#catalog/description.ts'
import { offeredIn } from '#catalog/offered-in.ts'
import { platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { idFrom, publicId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { ofAllOwners } from '#platform/owned.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { inTx } from '#platform/tx.ts'
import { taxonomyEvents } from '#taxonomy/events.ts'
import { inheritStates } from '#taxonomy/state-of.ts'
import { keyOf, openMarket, refusalOf, type Store } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

const market = openMarket()

/** A mug that can be sold; `change` makes it invalid. */
const mug = (store: Store, change: object = {}) => ({
  title: 'A stoneware mug',
  description: '<p>Thrown by <b>hand</b>.</p>',
  category: 'test-mugs',
  attributes: { test_glaze: 'matt' },
  template_id: store.templateId,
  variants: [
    { name: 'Brick', color_key: 'red', color: '#aa3322', sku: 'brick', price_minor: 2_400, on_hand: 3 },
    { name: 'Night', color_key: 'blue', color: '#112244', sku: 'night', price_minor: 2_600, on_hand: 3 },
  ],
  ...change,
})

const setState = (category: string, state: string) =>
  inTx(market.db, 'an operator changes a category', async tx => {
    await sql`update taxonomy.categories set state = ${state} where key = ${category}`.execute(tx)
    await inheritStates(tx, category)
    await invalidateCaches(tx)
    await emit(tx, taxonomyEvents['category.changed'], [
      { owner: platformOwner, subject: idFrom(category), body: { category } },
    ])
  })

describe('categories', () => {
  test('R4.1d a product in a closed category is refused with the reason; in a special one it stays a draft', async () => {
    const store = await market.store()
    const put = (category: string) =>
      store.owner.api.createProduct(mug(store, { category, attributes: {}, variants: [] }))
    expect(await refusalOf(put('test-programs'))).toBe('category.closed')
    expect(await refusalOf(put('test-goods'))).toBe('category.not_final')
    expect(await refusalOf(put('nothing-like-it'))).toBe('category.unknown')
    const { id } = await put('test-vitamins')
    expect(await refusalOf(store.owner.api.publishProduct({ product_id: id }))).toBe('category.not_authorized')
    const kept = await store.owner.api.showStoreProduct({ product_id: id })
    expect([kept.state, kept.unavailable_reason]).toEqual(['draft', 'special'])
  })

  test('R4.1e a category closed later stops sales at once: not found, not put in a cart, not placed; the seller sees why', async () => {
    const store = await market.store()
    const { productId, variantId } = await market.product(store, { category: 'test-tickets', title: 'A ticket' })
    const buyer = await market.person()
    const total = await market.fill(buyer, [variantId])
    const counted = async () => {
      await market.settle()
      const stores = (await buyer.api.listStores({ limit: 100 })).items
      const { slug, products } = stores.find(({ id }) => id === publicId('sto', store.id))!
      expect((await buyer.api.showStore({ slug })).products).toBe(products)
      return products
    }
    expect(await counted()).toBe(1)
    await setState('test-tickets', 'closed')
    expect(await counted()).toBe(0)
    await buyer.api.wish({ product_id: productId })
    expect((await buyer.api.listWishes({})).items).toEqual([])
    const listed = async () => (await buyer.api.listProducts({ limit: 100 })).items.some(({ id }) => id === productId)
    expect(await listed()).toBe(false)
    const place = () => buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
    expect(await refusalOf(place())).toBe('cart.not_on_sale')
    expect(await refusalOf((await market.person()).api.addToCart({ variant_id: variantId }))).toBe('cart.not_on_sale')
    expect((await store.owner.api.showStoreProduct({ product_id: productId })).unavailable_reason).toBe('closed')
    expect((await store.owner.api.listStoreProducts({})).items[0]).toMatchObject({
      state: 'online',
      category_blocked: true,
    })
    await setState('test-tickets', 'open')
    expect((await buyer.api.listWishes({})).items, 'not wished meanwhile').toEqual([])
    expect([await counted(), await listed()]).toEqual([1, true])
    expect((await place()).orders).toHaveLength(1)
  })

  test('R4.1f attributes are of their category, of their kind, and of its values', async () => {
    const store = await market.store()
    const wrong = async (attributes: Record<string, unknown>) => {
      const put = store.owner.api.createProduct(mug(store, { attributes }) as never)
      await expect(put).rejects.toMatchObject({
        code: 'product.attributes_wrong',
        params: { attributes: Object.keys(attributes) },
      })
    }
    await wrong({ wingspan: 3 })
    await wrong({ test_glaze: 'rusty' })
    await wrong({ test_glaze: ['matt'] })
    await wrong({ test_uses: ['tea', 'tea'] })
    await wrong({ test_uses: ['golf'] })
    await wrong({ test_volume: '300' })
    await wrong({ test_oven: 'yes' })
    const attributes = {
      test_glaze: 'glossy',
      test_uses: ['tea', 'soup'],
      test_volume: 0.35,
      test_maker: 'Ada',
      test_oven: false,
    }
    const { id } = await store.owner.api.createProduct(mug(store, { attributes }))
    expect((await store.owner.api.showStoreProduct({ product_id: id })).attributes).toEqual(attributes)
  })

  test('R4.3b the picker finds a category by words of its path in either language, and marks what is special or closed', async () => {
    const { owner } = await market.store()
    const { matches, levels } = await owner.api.browseCategories({ q: 'tasse ESSAI', locale: 'fr', in: 'test-goods' })
    expect(matches).toMatchObject([{ key: 'test-mugs', name: 'Tasses d’essai', path: [{ key: 'test-goods' }, {}] }])
    expect(levels[0]!.steps.find(({ key }) => key === 'test-goods')).toMatchObject({ special_inside: true })
    expect(levels[1]!.steps.map(({ state }) => state)).toEqual(['open', 'open', 'open', 'special', 'closed'])
    expect((await owner.api.browseCategories({ q: 'mug test' })).matches.map(({ key }) => key)).toEqual(['test-mugs'])
    const asked = await owner.api.showStoreCategory({ category: 'test-mugs', locale: 'fr' })
    expect(asked).toMatchObject({
      axes: ['color'],
      attributes: [{ key: 'test_glaze', name: 'Émail', required: true }, {}, { unit: 'ml' }, {}, {}],
    })
  })
})

test('R5.1c for each country of the market the editor says whether a product is sold there, or why not', async () => {
  const store = await market.store()
  const reasons = async (input: object) => {
    const { items } = await store.owner.api.offeredCountries(input)
    expect(items).toHaveLength(27)
    return new Map(items.map(({ country, unavailable_reason }) => [country, unavailable_reason]))
  }
  const open = await reasons({ template_id: store.templateId, category: testCategory })
  expect([open.get('FR'), open.get('PT')]).toEqual([null, 'not_in_template'])
  expect([...(await reasons({ template_id: store.templateId, category: 'test-programs' })).values()]).toEqual(
    Array(27).fill('category_closed'),
  )
  expect((await reasons({})).get('FR')).toBe('no_template')
  expect((await reasons({ template_id: (await market.store()).templateId })).get('FR')).toBe('no_template')
})

describe('variants', () => {
  test('R27.1a variants differ by the colors and sizes their category has, each with its own name, price, stock and code', async () => {
    const store = await market.store()
    const sized = mug(store, { variants: [{ name: 'Brick', size: 'L', sku: 'x', price_minor: 1, on_hand: 1 }] })
    expect(await refusalOf(store.owner.api.createProduct(sized))).toBe('product.axis_not_offered')
    const twice = mug(store)
    twice.variants[1]!.name = 'brick '
    await expect(store.owner.api.createProduct(twice)).rejects.toMatchObject({
      code: 'product.variants_alike',
      params: { variants: ['Brick'] },
    })
    const puce = mug(store, { variants: [{ color_key: 'puce' }] })
    expect(await refusalOf(store.owner.api.createProduct(puce))).toBe('product.color_unknown')
    const { id } = await store.owner.api.createProduct(
      mug(store, {
        category: testCategory,
        attributes: {},
        variants: ['S', 'M'].map(size => ({ color_key: 'red', size, sku: `shirt-${size}`, price_minor: 900 })),
      }),
    )
    const { variants } = await store.owner.api.showStoreProduct({ product_id: id })
    expect(variants.map(({ name, color_key, size }) => [name, color_key, size])).toEqual([
      ['Red', 'red', 'S'],
      ['Red', 'red', 'M'],
    ])
  })

  test('R27.1b a GTIN is optional, and refused when its check digit is wrong', async () => {
    const store = await market.store()
    const withCode = (gtin: string) => mug(store, { variants: [{ name: 'One', gtin }] })
    expect(await refusalOf(store.owner.api.createProduct(withCode('4006381333932')))).toBe('product.gtin_wrong')
    const { id } = await store.owner.api.createProduct(withCode('4006381333931'))
    expect((await store.owner.api.showStoreProduct({ product_id: id })).variants[0]!.gtin).toBe('4006381333931')
  })

  test('exactly one of ten last digits makes a valid GTIN, whatever its length', () => {
    const lengths = fc.constantFrom(7, 11, 12, 13)
    const digits = fc.integer({ min: 0, max: 9 }).map(String)
    const heads = lengths.chain(length => fc.array(digits, { minLength: length, maxLength: length }))
    fc.assert(
      fc.property(heads, head => {
        const ends = Array.from({ length: 10 }, (_, last) => `${head.join('')}${last}`)
        expect(ends.filter(isGtin)).toHaveLength(1)
      }),
    )
    expect(['96385074', '036000291452', '4006381333931', '10614141000415'].every(isGtin)).toBe(true)
  })

  test('order lines are labeled by name and size', async () => {
    const store = await market.store()
    const buyer = await market.person()
    const variants = [{ name: 'Brick', size: 'M', color_key: 'red', sku: 'b-m', price_minor: 900, on_hand: 2 }]
    const pictures = [await market.picture(store)]
    const { id } = await store.owner.api.createProduct(
      mug(store, { category: testCategory, attributes: {}, variants, pictures }),
    )
    await store.owner.api.publishProduct({ product_id: id })
    const shown = await store.owner.api.showStoreProduct({ product_id: id })
    const { orders } = await market.buy(buyer, [shown.variants[0]!.id])
    expect((await buyer.api.showMyOrder({ order_id: orders[0]! })).lines[0]!.variant).toBe('Brick · M')
  })
})

describe('drafts', () => {
  test('R27.1c a draft may lack anything, and lists what is missing', async () => {
    const store = await market.store()
    const { id } = await store.owner.api.createProduct({})
    const shown = () => store.owner.api.showStoreProduct({ product_id: id })
    const lacking = async () => (await shown()).missing
    expect(await lacking()).toEqual(['pictures', 'title', 'description', 'category', 'template_id', 'variants'])
    expect((await store.owner.api.listStoreProducts({})).items[0]).toMatchObject({ title: '', price_from: null })
    await store.owner.api.updateProduct({
      ...mug(store, { attributes: {}, variants: [{ name: 'Brick' }, { name: 'Night', color_key: 'blue', sku: 'n' }] }),
      product_id: id,
      revision: 1,
    })
    const missing = [
      'pictures',
      'attributes.test_glaze',
      'variants.0.color_key',
      'variants.0.price_minor',
      'variants.1.price_minor',
    ]
    expect(await lacking()).toEqual(missing)
    await expect(store.owner.api.publishProduct({ product_id: id })).rejects.toMatchObject({
      code: 'product.incomplete',
      params: { missing },
    })
    await store.owner.api.updateProduct({
      ...mug(store),
      product_id: id,
      revision: 2,
      removed_variants: (await shown()).variants.map(variant => variant.id),
      pictures: [await market.picture(store)],
    })
    await store.owner.api.publishProduct({ product_id: id })
    const spoiled = { product_id: id, revision: 3, pictures: [] }
    expect(await refusalOf(store.owner.api.updateProduct(spoiled))).toBe('product.incomplete')
    expect((await store.owner.api.showStoreProduct({ product_id: id })).pictures).toHaveLength(1)
  })
})

test('R27.1i products are found by title, SKU, GTIN and id, sorted and counted; nothing of another store is', async () => {
  const [store, other] = [await market.store(), await market.store()]
  const { api } = store.owner
  const made = async (of: typeof store, title: string, sku: string, price_minor: number) =>
    (
      await of.owner.api.createProduct(
        mug(of, { title, variants: [{ color_key: 'red', sku, price_minor, gtin: '4006381333931' }] }),
      )
    ).id
  const lamp = await made(store, 'Table lamp', 'LAMP-3', 4_000)
  const cup = await made(store, '100% cup', 'CUP_1', 900)
  await made(other, 'Table lamp', 'LAMP-3', 4_000)
  const ids = async (input: object) => (await api.listStoreProducts(input)).items.map(({ id }) => id)
  expect(await ids({ q: 'p-3' })).toEqual([lamp])
  expect(await ids({ q: 'TABLE' })).toEqual([lamp])
  expect(await ids({ q: '4006381333931', sort: 'title' })).toEqual([cup, lamp])
  expect(await ids({ q: cup })).toEqual([cup])
  expect(await ids({ q: '0%' })).toEqual([cup])
  expect(await ids({ q: 'P_1' })).toEqual([cup])
  expect(await ids({ q: '%' })).toEqual([cup])
  expect(await ids({ sort: 'dearest' })).toEqual([lamp, cup])
  const first = await api.listStoreProducts({ sort: 'cheapest', limit: 1 })
  expect(first.items[0]).toMatchObject({ id: cup, sku: 'CUP_1', category: 'test-mugs' })
  expect((await api.listStoreProducts({ sort: 'cheapest', after: first.next! })).items[0]!.id).toBe(lamp)
  expect(first.counts).toEqual({ draft: 2 })
})

test('R27.1i a draft is deleted for good, what was on sale is not; a copy has all but codes and stock', async () => {
  const store = await market.store()
  const { api } = store.owner
  const pictures = [await market.picture(store)]
  const variants = [
    { color_key: 'red', sku: 'r', gtin: '4006381333931', price_minor: 900, on_hand: 5, weight_grams: 70 },
  ]
  const { id } = await api.createProduct(mug(store, { pictures, variants }))
  const { id: copy } = await api.duplicateProduct({ product_id: id })
  const [original, copied] = await Promise.all([id, copy].map(product_id => api.showStoreProduct({ product_id })))
  const { id: _, sku: __, gtin: ___, ...looks } = original!.variants[0]!
  const { title, description, category, attributes, template_id, pictures: photos } = original!
  expect(copied).toMatchObject({
    state: 'draft',
    title,
    description,
    category,
    attributes,
    template_id,
    pictures: photos,
  })
  expect(copied!.variants).toEqual([expect.objectContaining({ ...looks, sku: null, gtin: null })])
  expect(copied!.stock[0]!.on_hand).toBe(0)
  const stranger = await market.store()
  expect(await refusalOf(stranger.owner.api.deleteProduct({ product_id: copy }))).toBe('product.not_found')
  await api.deleteProduct({ product_id: copy })
  expect(await refusalOf(api.showStoreProduct({ product_id: copy }))).toBe('product.not_found')
  expect(await refusalOf(api.deleteProduct({ product_id: copy }))).toBe('product.not_found')
  await api.publishProduct({ product_id: id })
  await api.unlistProduct({ product_id: id })
  expect(await refusalOf(api.deleteProduct({ product_id: id }))).toBe('product.not_draft')
})

test('R27.1i a draft deleted while it is put on sale: one of the two happens', async () => {
  const store = await market.store()
  const { api } = store.owner
  const { id } = await api.createProduct(mug(store, { pictures: [await market.picture(store)] }))
  const [deleted, published] = await Promise.allSettled([
    api.deleteProduct({ product_id: id }),
    api.publishProduct({ product_id: id }),
  ])
  expect([deleted.status, published.status].filter(status => status === 'fulfilled')).toHaveLength(1)
})

test('R27.1f a variant without a SKU gets one when the product goes on sale, and keeps it', async () => {
  const store = await market.store()
  const { api } = store.owner
  const { id } = await api.createProduct(
    mug(store, { pictures: [await market.picture(store)], variants: [{ price_minor: 900, color_key: 'red' }] }),
  )
  const skus = async () => (await api.showStoreProduct({ product_id: id })).variants.map(({ sku }) => sku)
  expect(await skus()).toEqual([null])
  await api.publishProduct({ product_id: id })
  const [first] = await skus()
  expect(first).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const variants = [{ price_minor: 950, color_key: 'blue' }]
  await api.updateProduct({ product_id: id, revision: 1, variants })
  const [kept, second] = await skus()
  expect(kept).toBe(first)
  expect(second).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(second).not.toBe(first)
})

test('a description keeps harmless tags, loses the rest, and is there as text', async () => {
  const { html, text } = await cleanDescription(
    '<h1 onclick="x()">Mug</h1><p>By <b>hand</b> &amp; heart<br>in Lyon</p><script>alert(1)</script><a href="http://x.eu">there</a>',
  )
  expect(html).toBe('<h2>Mug</h2><p>By <strong>hand</strong> &amp; heart<br />in Lyon</p>there')
  expect(text).toBe('Mug\nBy hand & heart\nin Lyon\nthere')
  expect((await cleanDescription('Salt &amp; pepper, 5 &lt; 6 cm,&nbsp;more')).text).toBe(
    'Salt & pepper, 5 < 6 cm,\u00a0more',
  )
  expect((await cleanDescription('Sizes: S<M<L. At <Tmax')).text).toBe('Sizes: S<M<L. At <Tmax')
  expect(await cleanDescription('5 < 6\nand\n\n7 & 8')).toEqual({
    html: '<p>5 &lt; 6<br />and</p><p>7 &amp; 8</p>',
    text: '5 < 6\nand\n7 & 8',
  })
})

test('what looks like a tag but is not one is text: nothing after it is lost', async () => {
  const text = async (written: string) => (await cleanDescription(written)).text
  const written = [
    'Use at temperature <Tmax (see label). Wash at 30.',
    'Sizes: S<M<L. Fits all.',
    'For shelves where depth<width and load <10kg.',
    'I <3 tea & <you>',
    'a<b and b<c',
    '-->',
  ]
  for (const each of written) {
    expect(await text(each)).toBe(each)
    // the same in HTML, where the editor writes an entity or a program leaves the character as it is
    expect(await text(`<p>${each.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)).toBe(each)
    expect(await text(`<p>${each.replaceAll('&', '&amp;')}</p>`)).toBe(each)
  }
  expect(await text('<p>Salt &amp; pepper, 5 &lt; 6 cm,&nbsp; both</p>')).toBe('Salt & pepper, 5 < 6 cm,\u00a0 both')
  expect((await cleanDescription('<p>a<b and <img src=x onerror=alert(1)> c</p>')).html).not.toMatch(/<(?!\/?p>)/)
  expect((await cleanDescription('<script>alert(1)</script><SCRIPT >x</script >')).html).not.toMatch(/script|alert/i)
})

describe('where it may be sold', () => {
  test('offeredIn: on sale, its category open to its store, shipped to the country, and the market open there', async () => {
    const store = await market.store()
    const { productId } = await market.product(store, { category: 'test-tickets' })
    const { storeId, id } = keyOf('prd', productId)
    const now = market.db.clock.now()
    const offered = async () => {
      const { rows } = await sql<Record<string, boolean>>`
        select ${offeredIn('x', 'anywhere', ofAllOwners)} as anywhere, ${offeredIn('x', { country: sql`'FR'`, now }, ofAllOwners)} as fr,
          ${offeredIn('x', { country: sql`'PT'`, now }, ofAllOwners)} as pt
        from catalog.products x where store_id = ${storeId} and id = ${id}
      `.execute(market.db.read)
      return rows[0]
    }
    expect(await offered()).toEqual({ anywhere: true, fr: true, pt: false })
    await setState('test-tickets', 'closed')
    expect(await offered()).toEqual({ anywhere: false, fr: false, pt: false })
    await setState('test-tickets', 'open')
    await sql`update markets.countries set closed = true where country = 'FR'`.execute(market.db.read)
    expect(await offered()).toEqual({ anywhere: true, fr: false, pt: false })
    await sql`update markets.countries set closed = false where country = 'FR'`.execute(market.db.read)
    await store.owner.api.unlistProduct({ product_id: productId })
    expect(await offered()).toEqual({ anywhere: false, fr: false, pt: false })
  })

  test('R5.1f lists for a country have what is delivered there; wishes and the product itself say what is not', async () => {
    const store = await market.store()
    const [near, far] = await Promise.all(['Nearby pot', 'Far pot'].map(title => market.product(store, { title })))
    const rates = { standard: { price_minor: 900, carriers: { dhl: { min_days: 2, max_days: 4 } } } }
    const { id: template_id } = await store.owner.api.createTemplate({
      name: 'South',
      zones: [{ countries: ['PT'], rates }],
    })
    await store.owner.api.updateProduct({ product_id: far!.productId, revision: 1, template_id })
    const ids = [near!.productId, far!.productId]
    const { api } = await market.person()
    for (const product_id of ids) await api.wish({ product_id })
    await api.follow({ store_id: publicId('sto', store.id) })
    await market.settle()
    const seenFrom = async (country?: string) => {
      const to = country === undefined ? {} : { country }
      const [listed, some, wishes, follows, shown] = await Promise.all([
        api.listProducts({ store_id: publicId('sto', store.id), ...to }),
        api.listProductsById({ product_ids: ids.join(), ...to }),
        api.listWishes(to),
        api.listFollows(to),
        Promise.all(ids.map(product_id => api.showProduct({ product_id, ...to }))),
      ])
      const titles = (items: readonly { title: string }[]) => items.map(item => item.title.split(' ')[0]).sort()
      return {
        listed: titles(listed.items),
        some: titles(some.items),
        wished: wishes.items.map(item => [item.title.split(' ')[0], item.delivered]).sort(),
        followed: titles(follows.items[0]!.newest),
        offered: shown.map(({ state, delivery }) => [state, delivery.offered, delivery.unavailable_reason]),
      }
    }
    const both = ['Far', 'Nearby']
    const unavailable = ['online', false, 'not_in_template']
    const available = ['online', true, null]
    expect(await seenFrom()).toEqual({
      listed: both,
      some: both,
      wished: both.map(title => [title, true]),
      followed: both,
      offered: [available, unavailable], // to the market's default country, France
    })
    for (const [country, title] of [
      ['DE', 'Nearby'],
      ['PT', 'Far'],
      ['MT', null],
    ] as const)
      expect(await seenFrom(country)).toEqual({
        listed: both.filter(each => each === title),
        some: both.filter(each => each === title),
        wished: both.map(each => [each, each === title]),
        followed: both.filter(each => each === title),
        offered: ['Nearby', 'Far'].map(each => (each === title ? available : unavailable)),
      })
    await store.owner.api.unlistProduct({ product_id: far!.productId })
    const off = await api.showProduct({ product_id: far!.productId, country: 'PT' })
    expect([off.state, off.delivery.offered, off.delivery.unavailable_reason]).toEqual(['offline', false, null])
  })
})

describe('commission', () => {
  test('R3.1e R3.2a a rate changed from next month holds for later orders only; a product without a category has the policy’s', async () => {
    const store = await market.store()
    const { variantId } = await market.product(store, { price: 10_000 })
    const before = await market.product(store, { price: 10_000 })
    const { storeId, id } = keyOf('prd', before.productId)
    await sql`update catalog.products set category = null where store_id = ${storeId} and id = ${id}`.execute(
      market.db.read,
    )
    const now = market.db.clock.now()
    await inTx(market.db, 'set rates', async tx => {
      for (const [at, bps] of [
        [now.subtract({ hours: 1 }), 600],
        [now.add({ hours: 24 * 31 }), 800],
      ] as const)
        await sql`
          insert into taxonomy.rates (category, effective_at, rate_bps, set_at, reason)
          values ('test-goods', ${at}, ${bps}, ${tx.now}, 'a test')
        `.execute(tx)
      await invalidateCaches(tx)
    })
    const rateOf = async (variant: string) => {
      const { orders } = await market.buy(await market.person(), [variant])
      const order = keyOf('ord', orders[0]!)
      const { rows } = await sql<{ commission_bps: number }>`
        select commission_bps from orders.lines where store_id = ${order.storeId} and order_id = ${order.id}
      `.execute(market.db.read)
      return { orderId: orders[0]!, bps: rows[0]!.commission_bps }
    }
    const early = await rateOf(variantId)
    expect([early.bps, (await rateOf(before.variantId)).bps]).toEqual([600, 700])
    await market.ship(store, early.orderId)
    await market.pass({ hours: 24 * 32 })
    expect((await rateOf(variantId)).bps).toBe(800)
    // R3.2: of the price including tax, without the shipping of 4.90
    const { items } = await store.owner.api.showBalance({}).then(() => store.owner.api.listMovements({}))
    expect(items).toMatchObject([{ gross: { amount_minor: 10_490 }, commission: { amount_minor: 600 } }])
  })
})

describe('crop', () => {
  test('R27.2b a crop is stored as numbers, made from the original each time, and refused beyond its edges', async () => {
    const store = await market.store()
    const half = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#00f' } })
      .png()
      .toBuffer()
    const file = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#f00' } })
      .composite([{ input: half, left: 400, top: 0 }])
      .png()
      .toBuffer()
    const whole = await store.owner.api.uploadPicture({ file, name: 'x.png' })
    const left = await store.owner.api.cropPicture({ file_id: whole.id, left: 0, top: 0, side: 300 })
    const right = await store.owner.api.cropPicture({ file_id: left.id, left: 450, top: 50, side: 350 })
    const bytes = Buffer.from(await (await fetch(market.db.publicUrl + right.url)).arrayBuffer())
    const { dominant } = await sharp(bytes).stats()
    expect([right.width, right.height, dominant.b > 200, dominant.r < 50]).toEqual([350, 350, true, true])
    const beyond = store.owner.api.cropPicture({ file_id: whole.id, left: 600, top: 0, side: 300 })
    expect(await refusalOf(beyond)).toBe('picture.crop_outside')
    const { id } = await store.owner.api.createProduct({ pictures: [right.id, whole.id] })
    const { pictures, files } = await store.owner.api.showStoreProduct({ product_id: id })
    expect(pictures).toEqual([right.id, whole.id])
    expect(pictures.map(picture => files.find(file => file.id === picture))).toMatchObject([
      {
        id: right.id,
        cropped_from: { original: { url: whole.url, width: 800, height: 400 }, left: 450, top: 50, side: 350 },
      },
      { id: whole.id, width: 800, cropped_from: null },
    ])
  })
})

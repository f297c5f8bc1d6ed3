import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { address, openMarket, refusalOf } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

const market = openMarket()

test('E2c a cart takes no more units than there are, and says how many', async () => {
  const store = await market.store()
  const { variantId: variant_id } = await market.product(store, { stock: 3 })
  const buyer = market.as(null)
  const units = async () => (await buyer.api.showCart({})).units
  await expect(buyer.api.addToCart({ variant_id, units: 4 })).rejects.toMatchObject({
    code: 'cart.too_few',
    params: { left: 3 },
  })
  expect(await units()).toBe(0)
  await buyer.api.addToCart({ variant_id, units: 2 })
  expect(await refusalOf(buyer.api.addToCart({ variant_id, units: 2 }))).toBe('cart.too_few')
  expect(await refusalOf(buyer.api.setCartLine({ variant_id, units: 4 }))).toBe('cart.too_few')
  expect(await units()).toBe(2)
  await buyer.api.setCartLine({ variant_id, units: 3 })
  // sold to somebody else meanwhile: the cart says so, accepts fewer, and can be emptied
  await market.setStock(store, variant_id, 1)
  expect((await buyer.api.showCart({})).stores[0]!.lines[0]).toMatchObject({
    units: 3,
    available: 1,
    problem: 'too_few',
  })
  expect(await refusalOf(buyer.api.setCartLine({ variant_id, units: 2 }))).toBe('cart.too_few')
  await buyer.api.setCartLine({ variant_id, units: 1 })
  expect((await buyer.api.showCart({})).stores[0]!.lines[0]!.problem).toBeNull()
  await market.setStock(store, variant_id, 0)
  await expect(buyer.api.addToCart({ variant_id })).rejects.toMatchObject({ params: { left: 0 } })
  await buyer.api.setCartLine({ variant_id, units: 0 })
  expect(await units()).toBe(0)
})

test('R5.1f a cart says what is not delivered to its address; without one, to the country that is asked for', async () => {
  const store = await market.store()
  const near = await market.product(store)
  const rates = { standard: { price_minor: 900, carriers: { dhl: { min_days: 2, max_days: 4 } } } }
  const { id: templateId } = await store.owner.api.createTemplate({
    name: 'South',
    zones: [{ countries: ['PT', 'FR'], rates }],
  })
  const far = await market.product({ ...store, templateId })
  const { api } = await market.person()
  for (const { variantId } of [near, far]) await api.addToCart({ variant_id: variantId })
  const cartFor = async (country?: string) => {
    const cart = await api.showCart(country === undefined ? {} : { country })
    const problems = Object.fromEntries(cart.stores[0]!.lines.map(line => [line.variant_id, line.problem]))
    return {
      near: problems[near.variantId],
      far: problems[far.variantId],
      options: cart.stores[0]!.options.length,
      ready: cart.ready,
    }
  }
  const there = 'not_delivered_there'
  // neither address nor country: the cost of delivery is not known
  expect(await cartFor()).toEqual({ near: null, far: null, options: 0, ready: false })
  expect(await cartFor('DE')).toEqual({ near: null, far: there, options: 1, ready: false })
  expect(await cartFor('MT')).toEqual({ near: there, far: there, options: 0, ready: false })
  // the address is where it goes, whatever is asked for
  await api.setDelivery({ address: { ...address, country: 'DE', postal_code: '10115' } })
  for (const asked of [undefined, 'PT', 'MT'])
    expect(await cartFor(asked)).toEqual({ near: null, far: there, options: 1, ready: false })
  await api.setDelivery({ address })
  expect(await cartFor('DE')).toEqual({ near: null, far: null, options: 1, ready: true })
})

test('E2k delivery has its price and days for the country before an address is known, and sums add up without what cannot be bought', async () => {
  const store = await market.store()
  const rate = { price_minor: 490, free_from_minor: 5_000, carriers: { dhl: { min_days: 1, max_days: 2 } } }
  const { id: templateId } = await store.owner.api.createTemplate({
    name: 'Free from 50 euros',
    zones: [{ countries: ['FR'], rates: { standard: rate } }],
  })
  const kept = await market.product({ ...store, templateId }, { price: 2_000 })
  const gone = await market.product({ ...store, templateId }, { price: 3_500 })
  const { api } = await market.person()
  for (const { variantId } of [kept, gone]) await api.addToCart({ variant_id: variantId })
  expect((await api.showCart({ country: 'FR' })).total.amount_minor).toBe(5_500)
  await store.owner.api.unlistProduct({ product_id: gone.productId })
  const cart = await api.showCart({ country: 'FR' })
  const [option] = cart.stores[0]!.options
  await market.settle()
  const storeId = publicId('sto', store.id)
  const card = (await api.listProducts({ store_id: storeId, country: 'FR' })).items[0]!.delivery!
  expect([option!.arrives_from, option!.arrives_to]).toEqual([card.arrives_from, card.arrives_to])
  expect([option!.free_from!.amount_minor, option!.free_gap!.amount_minor]).toEqual([5_000, 3_000])
  expect([cart.items, cart.shipping, cart.total].map(sum => sum.amount_minor)).toEqual([2_000, 490, 2_490])
  expect(cart.stores[0]!.lines.map(line => line.problem).sort()).toEqual(['not_on_sale', null])
})

test('E2d at log-in the carts of a guest and a user become one, each line within what there is', async () => {
  const store = await market.store()
  const own = await Promise.all([5, 5, 5].map(() => market.product(store, { stock: 6 })))
  const passwordHash = await hashPassword('open sesame')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ guest: fc.nat({ max: 6 }), user: fc.nat({ max: 6 }), left: fc.nat({ max: 6 }) }), {
        minLength: 3,
        maxLength: 3,
      }),
      async lines => {
        const person = await market.person()
        await inTx(market.db, 'set password', tx => setPassword(tx, person.userId!, passwordHash))
        const guest = market.as(null)
        for (const [n, line] of lines.entries()) {
          const variant_id = own[n]!.variantId
          await market.setStock(store, variant_id, 6)
          if (line.guest) await guest.api.addToCart({ variant_id, units: line.guest })
          if (line.user) await person.api.addToCart({ variant_id, units: line.user })
          await market.setStock(store, variant_id, line.left)
        }
        await guest.api.logIn({ email: person.email, password: 'open sesame' })
        const cart = await guest.api.showCart({})
        const held = new Map(cart.stores.flatMap(each => each.lines).map(line => [line.variant_id, line.units]))
        for (const [n, { guest: g, user: u, left }] of lines.entries())
          expect(held.get(own[n]!.variantId) ?? 0).toBe(g === 0 ? u : Math.min(g + u, Math.max(left, 1)))
      },
    ),
    { numRuns: 12 },
  )
})

test('E2d two large carts become one of 200 lines: all of the user’s, and the guest’s latest', async () => {
  const store = await market.store()
  const picture = await market.picture(store)
  const variants: string[] = []
  for (let product = 0; product < 3; product++) {
    const { id } = await store.owner.api.createProduct({
      title: 'Many sizes',
      description: 'Made well.',
      category: testCategory,
      template_id: store.templateId,
      processing_days: 2,
      pictures: [picture],
      variants: Array.from({ length: 100 }, (_, n) => ({
        size: `S${n}`,
        sku: `many-${product}-${n}`,
        price_minor: 1_000,
        on_hand: 9,
      })),
    })
    await store.owner.api.publishProduct({ product_id: id })
    variants.push(...(await store.owner.api.showStoreProduct({ product_id: id })).variants.map(variant => variant.id))
  }
  const person = await market.person()
  await inTx(market.db, 'set password', async tx => setPassword(tx, person.userId!, await hashPassword('open sesame')))
  const guest = market.as(null)
  for (const variant_id of variants.slice(0, 150)) await person.api.addToCart({ variant_id })
  for (const variant_id of variants.slice(100, 250)) await guest.api.addToCart({ variant_id })
  await guest.api.logIn({ email: person.email, password: 'open sesame' })
  const held = new Map(
    (await guest.api.showCart({})).stores.flatMap(each => each.lines).map(line => [line.variant_id, line.units]),
  )
  expect(held.size).toBe(200)
  expect(variants.slice(0, 100).every(id => held.get(id) === 1)).toBe(true)
  expect(variants.slice(100, 150).every(id => held.get(id) === 2)).toBe(true)
  expect(variants.slice(200, 250).every(id => held.get(id) === 1)).toBe(true)
})

test.each([
  ['NL', '1012ab', '1012 AB'],
  ['DE', 'D-10115', '10115'],
  ['PT', '1100 048', '1100-048'],
  ['PL', '00001', '00-001'],
  ['SE', '11455', '114 55'],
  ['IE', 'd02af30', 'D02 AF30'],
  ['IE', 'D6W XY00', 'D6W XY00'],
  ['GB', 'ec1a1bb', 'EC1A 1BB'],
  ['LV', 'LV-1010', '1010'],
  ['MT', 'vlt1117', 'VLT 1117'],
  ['US', '94103 1234', '94103-1234'],
  ['BR', '01310-100', '01310-100'],
])('E2e in %s, %s is the postal code %s', async (country, typed, written) => {
  const buyer = await market.person()
  const { address: kept } = await buyer.api.setDelivery({ address: { ...address, country, postal_code: typed } })
  expect(kept!.postal_code).toBe(written)
})

test.each([
  ['DE', '1011'],
  ['NL', '10123'],
  ['NL', '1011 A1'],
  ['FR', '75O02'],
  ['GB', 'M1 1A'],
  ['IE', '02 AF30'],
  ['PT', '1100'],
])('E2e in %s, %s is none, and an example is given', async (country, postal_code) => {
  const buyer = await market.person()
  const wrong = { address: { ...address, country, postal_code } }
  for (const attempt of [buyer.api.setDelivery, buyer.api.saveAddress]) {
    const refused = await attempt(wrong).then(
      () => null,
      error => error,
    )
    expect(refused.code).toBe('address.postal_code_wrong')
    // the example in the refusal is accepted
    await buyer.api.saveAddress({ address: { ...address, country, postal_code: refused.params.example } })
  }
})

test('E2f a refused change leaves nothing: not the cart, not its version, not the key', async () => {
  const store = await market.store()
  const { variantId: variant_id } = await market.product(store, { stock: 3 })
  const buyer = await market.person()
  const key = crypto.randomUUID()
  expect(await refusalOf(buyer.api.addToCart({ variant_id, units: 4 }, key))).toBe('cart.too_few')
  expect(await buyer.api.showCart({})).toMatchObject({ version: 0, units: 0 })
  await market.setStock(store, variant_id, 4)
  const before = await buyer.api.addToCart({ variant_id, units: 4 }, key)
  expect(before.units).toBe(4)
  expect(await refusalOf(buyer.api.addToCart({ variant_id, units: 1 }))).toBe('cart.too_few')
  expect(await refusalOf(buyer.api.setCartLine({ variant_id, units: 5 }))).toBe('cart.too_few')
  const { productId, variantId } = await market.product(store)
  await store.owner.api.unlistProduct({ product_id: productId })
  expect(await refusalOf(buyer.api.addToCart({ variant_id: variantId }))).toBe('cart.not_on_sale')
  expect(await buyer.api.showCart({})).toEqual(before)
})

test('E2g sent twice is done once, also at the same time; another body under the same key is refused', async () => {
  const store = await market.store()
  const { variantId: variant_id } = await market.product(store, { stock: 100 })
  const buyer = await market.person()
  await buyer.api.addToCart({ variant_id, units: 1 })
  const key = crypto.randomUUID()
  const twins = await Promise.all([1, 2, 3, 4].map(() => buyer.api.addToCart({ variant_id, units: 2 }, key)))
  expect(twins.map(cart => cart.units)).toEqual([3, 3, 3, 3])
  expect((await buyer.api.addToCart({ variant_id, units: 2 }, key)).version).toBe(twins[0]!.version)
  expect(await refusalOf(buyer.api.addToCart({ variant_id, units: 9 }, key))).toBe('request.key_reused')
  const others = Array.from({ length: 8 }, () => buyer.api.addToCart({ variant_id, units: 5 }))
  await Promise.all(others)
  expect((await buyer.api.showCart({})).units).toBe(43)
  const delivery = crypto.randomUUID()
  await buyer.api.setDelivery({ address }, delivery)
  await buyer.api.setDelivery({ address: { ...address, city: 'Lyon' } })
  expect((await buyer.api.setDelivery({ address }, delivery)).address!.city).toBe('Lyon')
})

test('E2h of what is asked for at once no more is taken than there is', async () => {
  const store = await market.store()
  const { variantId: variant_id } = await market.product(store, { stock: 5 })
  const buyer = await market.person()
  const asked = await Promise.all(
    Array.from({ length: 8 }, () =>
      buyer.api.addToCart({ variant_id, units: 2 }).then(
        () => 'taken',
        error => error.code,
      ),
    ),
  )
  expect(asked.toSorted()).toEqual([...Array(6).fill('cart.too_few'), 'taken', 'taken'])
  expect((await buyer.api.showCart({})).units).toBe(4)
})

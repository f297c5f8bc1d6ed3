import { describe, expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { arrivalOf } from '#shipping/index.ts'
import { keyOf, openMarket, type Person, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()

type Zone = Parameters<Store['owner']['api']['createTemplate']>[0]['zones'][number]

const flat = (price_minor: number, carriers: Record<string, [number, number]> = { dhl: [2, 5] }) => ({
  price_minor,
  carriers: Object.fromEntries(
    Object.entries(carriers).map(([carrier, [min_days, max_days]]) => [carrier, { min_days, max_days }]),
  ),
})

/** A store whose products use a template with these zones. */
async function storeWith(...zones: Zone[]): Promise<Store> {
  const store = await market.store()
  const { id } = await store.owner.api.createTemplate({ name: 'Zones', zones })
  return { ...store, templateId: id }
}

const weigh = (variantId: string, grams: number) => {
  const { storeId, id } = keyOf('var', variantId)
  return sql`update catalog.variants set weight_grams = ${grams} where store_id = ${storeId} and id = ${id}`.execute(
    market.db.read,
  )
}

/** The service prices of the only store in the cart. */
async function options(buyer: Person) {
  const { stores } = await buyer.api.showCart({})
  return Object.fromEntries(stores[0]!.options.map(option => [option.service, option.price.amount_minor]))
}

describe('templates', () => {
  test('R21.1a a template has zones of countries; each country pays and waits what its zone says', async () => {
    const store = await storeWith(
      { countries: ['FR', 'BE'], rates: { standard: flat(490), express: flat(990, { dhl: [1, 1] }) } },
      { countries: ['IT'], rates: { standard: flat(1_290, { gls: [4, 9] }) } },
    )
    const { productId } = await market.product(store)
    const { shipping } = await market.as(null).api.showProduct({ product_id: productId })
    expect(
      shipping.map(each => [each.country, each.service, each.price.amount_minor, each.min_days, each.max_days]),
    ).toEqual([
      ['BE', 'standard', 490, 2, 5],
      ['BE', 'express', 990, 1, 1],
      ['FR', 'standard', 490, 2, 5],
      ['FR', 'express', 990, 1, 1],
      ['IT', 'standard', 1_290, 4, 9],
    ])
  })

  test('R21.1b each carrier of a zone has its days; the buyer is promised the slowest, and the parcel may go by any', async () => {
    const store = await storeWith({
      countries: ['FR'],
      rates: { standard: flat(490, { dhl: [3, 6], colissimo: [2, 4] }), express: flat(990, { chronopost: [1, 1] }) },
    })
    const { variantId } = await market.product(store)
    const { orders } = await market.buy(await market.person(), [variantId])
    const order = await store.owner.api.showStoreOrder({ order_id: orders[0]! })
    expect(order.carriers.filter(carrier => carrier.listed).map(carrier => carrier.code)).toEqual(['colissimo', 'dhl'])
    const chronopost = { order_id: orders[0]!, carrier: 'chronopost', tracking_number: 'XY123456789FR' }
    expect(await refusalOf(store.owner.api.shipOrder(chronopost))).toBe('order.carrier_not_in_template')
    await store.owner.api.shipOrder({ order_id: orders[0]!, carrier: 'colissimo', tracking_number: '6A12345678901' })
    const { items } = await store.owner.api.listTemplates({})
    expect(items[1]!.zones[0]!.rates.standard!.carriers).toEqual({
      colissimo: { min_days: 2, max_days: 4 },
      dhl: { min_days: 3, max_days: 6 },
    })
  })

  test('R21.1c shipping is free, or grows by bands of weight or of units; from an amount on it may be free', async () => {
    const upTo = (first: number, second: number) => ({
      bands: [
        { up_to: first, price_minor: 490 },
        { up_to: second, price_minor: 790 },
      ],
      price_minor: 1_490,
    })
    const dhl = { dhl: { min_days: 1, max_days: 2 } }
    const store = await storeWith(
      { countries: ['FR'], rates: { standard: { by: 'weight', ...upTo(1_000, 2_000), carriers: dhl } } },
      { countries: ['DE'], rates: { standard: { by: 'units', ...upTo(1, 3), carriers: dhl } } },
      { countries: ['ES'], rates: { standard: flat(0), express: { ...flat(900), free_from_minor: 6_000 } } },
    )
    const { variantId } = await market.product(store)
    const buyer = await market.person()
    const costs = async (country: string, units: number) => {
      await buyer.api.setCartLine({ variant_id: variantId, units })
      await market.fill(buyer, [], { country })
      return options(buyer)
    }
    await market.fill(buyer, [variantId])
    expect([await costs('FR', 2), await costs('FR', 3), await costs('FR', 5)]).toEqual([
      { standard: 490 },
      { standard: 790 },
      { standard: 1_490 },
    ])
    expect([await costs('DE', 1), await costs('DE', 3), await costs('DE', 4)]).toEqual([
      { standard: 490 },
      { standard: 790 },
      { standard: 1_490 },
    ])
    expect([await costs('ES', 2), await costs('ES', 3)]).toEqual([
      { standard: 0, express: 900 },
      { standard: 0, express: 0 },
    ])
    await weigh(variantId, 2_001)
    expect(await costs('FR', 1)).toEqual({ standard: 1_490 })
  })

  test('R21.1d lines of one template are weighed together, those of another template apart', async () => {
    const weight = { by: 'weight' as const, bands: [{ up_to: 1_500, price_minor: 500 }], price_minor: 900 }
    const rates = { standard: { ...weight, carriers: { dhl: { min_days: 1, max_days: 2 } } } }
    const store = await storeWith({ countries: ['FR'], rates })
    const other = await store.owner.api.createTemplate({ name: 'Other', zones: [{ countries: ['FR'], rates }] })
    const [one, two] = [await market.product(store), await market.product(store)]
    const apart = await market.product({ ...store, templateId: other.id })
    for (const { variantId } of [one, two, apart]) await weigh(variantId, 1_000)
    const buyer = await market.person()
    await market.fill(buyer, [one.variantId])
    expect(await options(buyer)).toEqual({ standard: 500 })
    await market.fill(buyer, [two.variantId])
    expect(await options(buyer)).toEqual({ standard: 900 })
    await market.fill(buyer, [apart.variantId])
    expect(await options(buyer)).toEqual({ standard: 1_400 })
    const { total } = await buyer.api.showCart({})
    const { orders } = await buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total.amount_minor })
    const order = await buyer.api.showMyOrder({ order_id: orders[0]! })
    expect(order.shipping.amount_minor).toBe(1_400)
  })

  test('R21.1e one template serves many products: a change says how many, and reaches all of them at once', async () => {
    const store = await storeWith({ countries: ['FR'], rates: { standard: flat(490) } })
    const products = [await market.product(store), await market.product(store)]
    const { products: touched } = await store.owner.api.showTemplate({ template_id: store.templateId })
    expect(touched).toBe(2)
    await store.owner.api.updateTemplate({
      template_id: store.templateId,
      name: 'Dearer',
      zones: [{ countries: ['FR', 'PT'], rates: { standard: flat(590, { ups: [1, 3] }) } }],
    })
    for (const { productId } of products) {
      const { shipping } = await market.as(null).api.showProduct({ product_id: productId })
      expect(shipping.map(each => [each.country, each.price.amount_minor, each.max_days])).toEqual([
        ['FR', 590, 3],
        ['PT', 590, 3],
      ])
    }
  })

  test('orders keep the terms they were placed under', async () => {
    const store = await storeWith({ countries: ['FR'], rates: { standard: flat(490) } })
    const { variantId } = await market.product(store)
    const { orders } = await market.buy(await market.person(), [variantId])
    await store.owner.api.updateTemplate({
      template_id: store.templateId,
      name: 'Elsewhere',
      zones: [{ countries: ['DE'], rates: { standard: flat(990, { gls: [8, 9] }) } }],
    })
    const before = await store.owner.api.showStoreOrder({ order_id: orders[0]! })
    expect([before.shipping.amount_minor, before.carriers.some(carrier => carrier.listed)]).toEqual([490, false])
    const ship = (add_to_template: boolean) =>
      store.owner.api.shipOrder({
        order_id: orders[0]!,
        carrier: 'dhl',
        tracking_number: '7000000001',
        add_to_template,
      })
    expect(await refusalOf(ship(false))).toBe('order.carrier_not_in_template')
    await ship(true)
    const { zones } = await store.owner.api.showTemplate({ template_id: store.templateId })
    expect(Object.keys(zones[0]!.rates.standard!.carriers)).toEqual(['gls'])
  })

  test('R21.1h templates are duplicated, and deleted while no product uses them', async () => {
    const store = await storeWith({ countries: ['FR', 'ES'], rates: { standard: flat(490), express: flat(900) } })
    await market.product(store)
    const { api } = store.owner
    const copy = await api.duplicateTemplate({ template_id: store.templateId, name: 'Second' })
    const [first, second] = [
      await api.showTemplate({ template_id: store.templateId }),
      await api.showTemplate({ template_id: copy.id }),
    ]
    expect(second).toEqual({ ...first, id: copy.id, name: 'Second', products: 0 })
    const refused = await api.deleteTemplate({ template_id: store.templateId }).catch(error => error)
    expect([refused.message, refused.params]).toMatchObject(['shipping.template_in_use', { products: 1 }])
    await api.deleteTemplate({ template_id: copy.id })
    expect(await refusalOf(api.showTemplate({ template_id: copy.id }))).toBe('shipping.template_not_found')
    expect((await api.listTemplates({})).items.map(({ name, products }) => [name, products])).toEqual([
      ['Standard', 0],
      ['Zones', 1],
    ])
  })

  test('a list longer than a page goes on where it stopped', async () => {
    const store = await market.store()
    for (const name of ['B', 'C']) await store.owner.api.duplicateTemplate({ template_id: store.templateId, name })
    const first = await store.owner.api.listTemplates({ limit: 2 })
    const second = await store.owner.api.listTemplates({ limit: 2, after: first.next! })
    expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([['Standard', 'B'], ['C']])
    expect(second.next).toBeNull()
  })

  test.each([
    ['a country in two zones', [['FR'], ['FR']], flat(1), 'shipping.country_twice'],
    ['a country that is none of the market', [['NO']], flat(1), 'shipping.country_unknown'],
    ['a carrier we do not know', [['FR']], flat(1, { pony: [1, 2] }), 'shipping.carrier_unknown'],
    ['days that end before they begin', [['FR']], flat(1, { dhl: [3, 2] }), 'request.invalid'],
    ['a rate without a carrier', [['FR']], flat(1, {}), 'request.invalid'],
    ['a zone without a country', [[]], flat(1), 'request.invalid'],
    [
      'bands that do not ascend',
      [['FR']],
      { ...flat(1), bands: [1, 2].map(price_minor => ({ up_to: 5, price_minor })) },
      'request.invalid',
    ],
    ['a price below nothing', [['FR']], flat(-1), 'request.invalid'],
  ])('%s is refused, and nothing is written', async (_, zones, standard, code) => {
    const { owner } = await market.store()
    const attempt = owner.api.createTemplate({
      name: 'T',
      zones: zones.map(countries => ({ countries, rates: { standard } })),
    })
    expect(await refusalOf(attempt)).toBe(code)
    expect((await owner.api.listTemplates({})).items).toHaveLength(1)
  })

  test('a change of another store’s template is refused as unknown, and both stores’ templates stand', async () => {
    const [store, other] = [await market.store(), await market.store()]
    const zones = [{ countries: ['FR'], rates: { standard: flat(1) } }]
    const attempts = [
      other.owner.api.updateTemplate({ template_id: store.templateId, name: 'Mine', zones }),
      other.owner.api.duplicateTemplate({ template_id: store.templateId, name: 'Mine' }),
      other.owner.api.deleteTemplate({ template_id: store.templateId }),
    ]
    expect(await Promise.all(attempts.map(refusalOf))).toEqual(attempts.map(() => 'shipping.template_not_found'))
    expect((await store.owner.api.showTemplate({ template_id: store.templateId })).name).toBe('Standard')
  })
})

describe('countries', () => {
  test('R5.1a a product is offered where its template goes, elsewhere the reason is given', async () => {
    const store = await storeWith({ countries: ['FR', 'PT'], rates: { standard: flat(490) } })
    const { productId, variantId } = await market.product(store)
    const stranger = market.as(null)
    const shown = await stranger.api.showProduct({ product_id: productId, country: 'PT' })
    expect([shown.delivery.unavailable_reason, shown.delivery.options.length]).toEqual([null, 1])
    const { delivery } = await stranger.api.showProduct({ product_id: productId, country: 'PL' })
    expect(delivery).toEqual({ country: 'PL', offered: false, unavailable_reason: 'not_in_template', options: [] })
    const norway = await stranger.api.showProduct({ product_id: productId, country: 'NO' })
    expect(norway.delivery.unavailable_reason).toBe('not_in_market')
    const buyer = await market.person()
    const total = await market.fill(buyer, [variantId], { country: 'PL' })
    const attempt = buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
    expect(await refusalOf(attempt)).toBe('cart.not_delivered_there')
  })

  test('R5.1b the store sees for each country of the market whether its template reaches it, or why not', async () => {
    const store = await storeWith({ countries: ['FR', 'PT'], rates: { standard: flat(490) } })
    const { countries } = await store.owner.api.showTemplate({ template_id: store.templateId })
    expect(countries).toHaveLength((await store.owner.api.listMarkets({})).items.length)
    expect(countries.filter(each => each.unavailable_reason === null).map(each => each.country)).toEqual(['FR', 'PT'])
    expect(countries.find(each => each.country === 'SE')!.unavailable_reason).toBe('not_in_template')
  })

  test('R5.2c products of one store may go to different countries', async () => {
    const store = await storeWith({ countries: ['FR'], rates: { standard: flat(490) } })
    const { id } = await store.owner.api.createTemplate({
      name: 'North',
      zones: [{ countries: ['SE'], rates: { standard: flat(990) } }],
    })
    const [south, north] = [await market.product(store), await market.product({ ...store, templateId: id })]
    const reach = async (productId: string) =>
      (await market.as(null).api.showProduct({ product_id: productId })).shipping.map(each => each.country)
    expect([await reach(south.productId), await reach(north.productId)]).toEqual([['FR'], ['SE']])
  })
})

test('R21.3a the product page promises days: working days to ship, then days on the way', async () => {
  const store = await storeWith({
    countries: ['FR'],
    rates: { standard: flat(490, { dhl: [3, 6] }), express: flat(900, { chronopost: [1, 1] }) },
  })
  const { productId } = await market.product(store, { processingDays: 2 })
  await market.setClock('2030-11-22T17:00:00Z') // a Friday evening in Paris
  const { delivery } = await market.as(null).api.showProduct({ product_id: productId, country: 'FR' })
  expect(delivery.options.map(option => [option.service, option.arrives_from, option.arrives_to])).toEqual([
    ['standard', '2030-11-29', '2030-12-02'],
    ['express', '2030-11-27', '2030-11-27'],
  ])
})

test('R21.3c cards say the cheapest delivery to the country, as the page of the product says it', async () => {
  const standard = { ...flat(490, { dhl: [3, 6], gls: [2, 5] }), free_from_minor: 5_000 }
  const store = await storeWith({
    countries: ['FR'],
    rates: { standard, express: flat(900, { chronopost: [1, 1] }) },
  })
  const [cheap, dear] = [await market.product(store, { price: 2_000 }), await market.product(store, { price: 5_000 })]
  await market.settle()
  const { api } = market.as(null)
  const ids = [cheap, dear].map(each => each.productId)
  const asked = { product_ids: ids.join(), country: 'FR' }
  const lists = [
    (await api.listProductsById(asked)).items,
    (await api.searchProducts({ store_id: publicId('sto', store.id), country: 'FR', sort: 'price' })).items,
  ]
  for (const items of lists) expect(items.map(each => each.id)).toEqual(ids)
  for (const items of lists)
    for (const { id, delivery } of items) {
      const page = await api.showProduct({ product_id: id, country: 'FR' })
      const { min_days, max_days, ...same } = page.delivery.options[0]!
      expect(delivery).toEqual(same)
    }
  expect(lists[0]!.map(({ delivery }) => [delivery!.price.amount_minor, delivery!.free_from?.amount_minor])).toEqual([
    [490, 5_000],
    [0, undefined],
  ])
  const anywhere = await api.listProductsById({ product_ids: ids.join() })
  expect(anywhere.items.map(each => each.delivery)).toEqual([null, null])
})

test('the days of arrival are those of the store, past its holidays', () => {
  const handling = { processingDays: 1, timeZone: 'Europe/Paris', holidays: new Set(['2026-12-25']) }
  const days = { min_days: 1, max_days: 3 }
  // the 25th in Paris already, and a holiday there: counted from the start of the next working day, Monday 28
  const { from, to } = arrivalOf(Temporal.Instant.from('2026-12-24T23:30:00Z'), handling, days)
  expect([`${from}`, `${to}`]).toEqual(['2026-12-30', '2027-01-01'])
})

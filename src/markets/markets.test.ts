import { expect, test } from 'vitest'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

const marketIn = async (country: string) =>
  (await market.as(null).api.listMarkets({})).items.find(each => each.country === country)

test('R5.2a the market opens with the 27 countries of the European Union', async () => {
  const { items, default_country } = await market.as(null).api.listMarkets({})
  expect(items.map(each => each.country).join(' ')).toBe(
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK',
  )
  expect(items.every(each => each.open)).toBe(true)
  expect(default_country).toBe('FR')
})

test('R5.2b an operator closes and reopens a country; carts and pages follow at once, what was ordered goes on', async () => {
  const operator = await market.person({ operator: true })
  const store = await market.store()
  const { productId, variantId } = await market.product(store)
  const buyer = await market.person()
  const ordered = await market.buy(buyer, [variantId], { country: 'DE' })
  const total = await market.fill(buyer, [variantId], { country: 'DE' })

  await operator.api.setMarket({ country: 'DE', closed: true })
  const shown = await buyer.api.showProduct({ product_id: productId, country: 'DE' })
  expect([shown.delivery.unavailable_reason, shown.delivery.offered]).toEqual(['market_closed', false])
  expect(shown.shipping.some(each => each.country === 'DE')).toBe(false)
  expect((await buyer.api.showCart({})).stores[0]).toMatchObject({
    options: [],
    lines: [{ problem: 'not_delivered_there' }],
  })
  const attempt = buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
  expect(await refusalOf(attempt)).toBe('cart.not_delivered_there')
  await market.ship(store, ordered.orders[0]!)

  await operator.api.setMarket({ country: 'DE', closed: false })
  expect(await marketIn('DE')).toEqual({ country: 'DE', open_from: '2020-01-01T00:00:00Z', closed: false, open: true })
  await buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
})

test('R5.2d a country added with a day to come opens on that day, without anybody doing anything', async () => {
  const operator = await market.person({ operator: true })
  const store = await market.store()
  const open_from = market.db.clock.now().add({ hours: 240 }).round('second').toString()
  await operator.api.setMarket({ country: 'NO', closed: false, open_from })
  const { id } = await store.owner.api.createTemplate({
    name: 'North',
    zones: [
      {
        countries: ['NO'],
        rates: { standard: { price_minor: 900, carriers: { dhl: { min_days: 2, max_days: 4 } } } },
      },
    ],
  })
  const { productId, variantId } = await market.product({ ...store, templateId: id })
  const buyer = await market.person()
  const unavailableReason = async () =>
    (await buyer.api.showProduct({ product_id: productId, country: 'NO' })).delivery.unavailable_reason
  await market.fill(buyer, [variantId], { country: 'NO' })
  expect([await unavailableReason(), (await marketIn('NO'))!.open]).toEqual(['market_not_open_yet', false])
  expect((await buyer.api.showCart({})).ready).toBe(false)
  await market.pass({ hours: 241 })
  expect([await unavailableReason(), (await marketIn('NO'))!.open]).toEqual([null, true])
  expect((await buyer.api.showCart({})).ready).toBe(true)
})

test('unknown countries are refused; acts of operators are recorded', async () => {
  const operator = await market.person({ operator: true })
  for (const country of ['XX', 'EU', 'ZZ'])
    expect(await refusalOf(operator.api.setMarket({ country, closed: false }))).toBe('market.country_unknown')
  await operator.api.setMarket({ country: 'CH', closed: true })
  const { items } = await operator.api.listAudit({ action: 'market.set' })
  expect(items[0]).toMatchObject({ subject: 'CH', before: null, after: { country: 'CH', closed: true } })
})

import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { keyOf, openMarket, type Person, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()

/** A paid order of a new store. */
async function paidOrder(): Promise<{ store: Store; buyer: Person; order_id: string }> {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders } = await market.buy(buyer, [variantId])
  await market.settle()
  return { store, buyer, order_id: orders[0]! }
}

/** Made up, in the forms that carriers print. */
const numbers: readonly [string, string, string][] = [
  ['dhl', 'Germany, with the identifier 00', '00 340434 123456789012'],
  ['dhl', 'parcel piece', 'JJD0001 4600003 1234567'],
  ['dhl', 'parcel piece with letters', 'JJD014600003RM7654321'],
  ['dhl', 'Netherlands', 'JVGL0604000765432'],
  ['dhl', 'mail, 14 digits', '51087693037999'],
  ['dhl', 'mail to abroad', 'GM2951173225174999'],
  ['dhl', 'postal item', 'LE123456785DE'],
  ['dhl', 'express', '1234567891'],
  ['colissimo', 'to abroad', 'CA123456785FR'],
  ['colissimo', 'to abroad, followed', 'LX123456785FR'],
  ['colissimo', 'in France', '6a 12345 678901'],
  ['la-poste', 'followed letter', '87 00123456789'],
  ['dpd', 'with its check digit', '250068000123999'],
  ['dpd', 'with its check letter', '05212345678901B'],
  ['dpd', 'the whole bar code', '0012345012345678901201012762'],
  ['correos', 'postal item of 12 characters', 'PK0123456999'],
  ['correos', 'parcel', 'PQ4F6P0123456789128001K'],
  ['ups', '18 digits', '802269919937015999'],
  ['ups', '1Z', '1Z12345E0205271688'],
  ['gls', 'track id', 'ZK1A2B3C'],
  ['brt', 'parcel id', '1234567890123456789'],
  ['ptt', 'registered', 'RR123456785TR'],
  ['ptt', 'parcel', '2761234567890'],
  ['russian-post', 'inland', '80080012345678'],
  ['russian-post', 'abroad', 'RA123456785RU'],
  ['cdek', 'order', '1234567890'],
  ['china-post', 'packet', 'LZ123456785CN'],
  ['yanwen', 'packet', 'UG123456785YP'],
  ['yunexpress', 'parcel', 'YT1234567890123456'],
  ['cainiao', 'parcel', 'LP00123456789012'],
]

test('R51.5b the forms that carriers print are accepted, whatever the spaces and capitals', async () => {
  const { items } = await market.as(null).api.listCarriers({})
  const formats = new Map(items.map(carrier => [carrier.code, new RegExp(carrier.tracking_format)]))
  const bare = (number: string) => number.toUpperCase().replaceAll(/[\s-]/g, '')
  expect(numbers.filter(([carrier, , number]) => !formats.get(carrier)?.test(bare(number)))).toEqual([])
  expect(
    items.filter(({ tracking_format, tracking_example }) => !new RegExp(tracking_format).test(tracking_example)),
  ).toEqual([])
  for (const wrong of ['', 'A', 'HELLO', '123', 'JJD01', '<script>', 'x'.repeat(51)])
    for (const code of ['dhl', 'colissimo', 'dpd', 'correos', 'ups', 'yunexpress'])
      expect(formats.get(code)!.test(bare(wrong)), `${code} ${wrong}`).toBe(false)
})

test('R51.5b every country that stores come from has its own carriers, and a store sees its own first', async () => {
  const { items } = await market.as(null).api.listCarriers({})
  for (const country of ['FR', 'ES', 'IT', 'TR', 'RU', 'CN'])
    expect(items.filter(carrier => carrier.countries.includes(country)).length, country).toBeGreaterThan(1)
  const { store, order_id } = await paidOrder()
  const { carriers } = await store.owner.api.showStoreOrder({ order_id })
  const kinds = carriers.map(({ code, listed, local }) => (code === 'other' ? 3 : listed ? 0 : local ? 1 : 2))
  expect(kinds).toEqual(kinds.toSorted())
  expect(carriers.find(({ code }) => code === 'la-poste')!.local).toBe(true)
  expect(carriers.find(({ code }) => code === 'ptt')!.local).toBe(false)
})

test('R51.5c a carrier that is not listed is named, with a link by https alone', async () => {
  const { store, buyer, order_id } = await paidOrder()
  const ship = (more: object) =>
    store.owner.api.shipOrder({ order_id, carrier: 'other', tracking_number: 'ab-12 34', ...more })
  const [carrier_name, tracking_url] = ['Kargo & Co.', 'https://kargo.example/t?n=AB1234']
  expect(await refusalOf(ship({}))).toBe('order.carrier_unnamed')
  expect(await refusalOf(ship({ carrier_name }))).toBe('order.carrier_unnamed')
  for (const url of ['http://kargo.example/t', 'javascript:alert(1)', 'kargo.example', 'ftp://kargo.example'])
    expect(await refusalOf(ship({ carrier_name, tracking_url: url })), url).toBe('request.invalid')
  await ship({ carrier_name, tracking_url })
  const { shipments } = await buyer.api.showMyOrder({ order_id })
  expect(shipments[0]).toMatchObject({ carrier: 'other', carrier_name, tracking_number: 'AB1234', tracking_url })
  const { zones } = await store.owner.api.showTemplate({ template_id: store.templateId })
  expect(JSON.stringify(zones)).not.toContain('other')
})

test('R51.5d a number is corrected until the first scan: what it was is kept, the buyer is told each time', async () => {
  const { store, buyer, order_id } = await paidOrder()
  const correct = (tracking_number: string, carrier = 'dhl') =>
    store.owner.api.correctTracking({ order_id, carrier, tracking_number })
  expect(await refusalOf(correct('1234567891'))).toBe('order.wrong_state')
  await store.owner.api.shipOrder({ order_id, carrier: 'dhl', tracking_number: '1234567891' })
  expect(await refusalOf(correct('12'))).toBe('order.tracking_malformed')
  await correct('12345 67891') // the same: nothing happens
  await correct('1234567892')
  await market.settle()
  await correct('6A12345678901', 'colissimo')
  await market.settle()
  const { shipments } = await buyer.api.showMyOrder({ order_id })
  expect(shipments[0]).toMatchObject({
    carrier_name: 'Colissimo',
    tracking_number: '6A12345678901',
    corrections: [
      { carrier_name: 'DHL', tracking_number: '1234567891' },
      { carrier_name: 'DHL', tracking_number: '1234567892' },
    ],
  })
  const mails = await sql<{ text: string }>`
    select text from platform.mails where recipient = ${buyer.email} and topic like 'order.tracking_corrected%' order by id
  `.execute(market.db.read)
  expect(mails.rows).toHaveLength(2)
  expect(mails.rows.at(-1)!.text).toContain('6A12345678901')

  await market.pass({ hours: 7 }) // the first scan
  expect(await refusalOf(correct('1234567893'))).toBe('order.parcel_scanned')
})

test('R51.5d a number of another parcel is refused, and so are other stores and roles that do not ship', async () => {
  const { store, order_id } = await paidOrder()
  const { variantId } = await market.product(store)
  const { orders } = await market.buy(await market.person(), [variantId])
  await market.settle()
  await store.owner.api.shipOrder({ order_id, carrier: 'dhl', tracking_number: '1234567891' })
  await store.owner.api.shipOrder({ order_id: orders[0]!, carrier: 'dhl', tracking_number: '1234567892' })
  const input = { order_id, carrier: 'dhl', tracking_number: '1234567892' }
  expect(await refusalOf(store.owner.api.correctTracking(input))).toBe('order.tracking_used')
  const stranger = await market.store()
  expect(await refusalOf(stranger.owner.api.correctTracking(input))).toBe('order.not_found')
  const reader = await market.person({ storeId: keyOf('ord', order_id).storeId, role: 'read_only' })
  expect(await refusalOf(reader.api.correctTracking(input))).toBe('request.forbidden')
})

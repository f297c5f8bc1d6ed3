import { expect, test } from 'vitest'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

/** Cells of one line; none of ours holds a quoted line break. */
const cells = (line: string): string[] => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(match => match[1]!)

test('a list is exported whole, under its filters, amounts as decimals', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store, { price: 1_005, stock: 500 })
  const buyer = await market.person()
  for (let n = 0; n < 3; n++) await market.buy(buyer, [variantId])
  const { name, bytes } = await store.owner.api.exportStoreOrders({ state: 'awaiting_shipment' })
  expect(name).toBe('orders.csv')
  const [head, ...lines] = bytes.toString().replace('\ufeff', '').trim().split('\n')
  const columns = cells(head!)
  expect(columns).toEqual(expect.arrayContaining(['number', 'state', 'total', 'total.currency', 'placed_at']))
  expect(lines).toHaveLength(3)
  expect(cells(lines[0]!)[columns.indexOf('total')]).toBe('14.95')
  expect(cells(lines[0]!)[columns.indexOf('total.currency')]).toBe('EUR')
  const empty = await store.owner.api.exportStoreOrders({ state: 'completed' })
  expect(empty.bytes.toString().replace('\ufeff', '').trim()).toBe(head)
  const products = await store.owner.api.exportStoreProducts({})
  expect(products.bytes.toString()).toContain('10.05')
})

test('more than a page of rows comes whole', async () => {
  const store = await market.store()
  for (let n = 0; n < 105; n++)
    await store.owner.api.createProduct({
      title: `Thing ${n}`,
      template_id: store.templateId,
      variants: [{ name: 'One', sku: `many-${n}`, price_minor: 100, on_hand: 1 }],
    })
  const { bytes } = await store.owner.api.exportStoreProducts({})
  expect(bytes.toString().trim().split('\n')).toHaveLength(106)
})

test('a title cannot become a formula in somebody’s spreadsheet', async () => {
  const store = await market.store()
  await market.product(store, { title: '=cmd|calc!A1' })
  const { bytes } = await store.owner.api.exportStoreProducts({})
  expect(bytes.toString()).toContain("'=cmd|calc!A1")
})

test('a store exports its own, an operator all, a buyer nothing', async () => {
  const [one, other] = [await market.store(), await market.store()]
  await market.product(one, { title: 'Only mine' })
  expect((await other.owner.api.exportStoreProducts({})).bytes.toString()).not.toContain('Only mine')
  expect(await refusalOf((await market.person()).api.exportAllOrders({}))).toBe('request.forbidden')
  const orders = await (await market.person({ operator: true })).api.exportAllOrders({})
  expect(orders.bytes.toString()).toContain('store.name')
})

test('metrics: for this machine, by route and not by address', async () => {
  await fetch(`${market.db.publicUrl}/api/shop/products?limit=3`)
  const answer = await fetch(`${market.db.publicUrl}/metrics`)
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(text).toMatch(/http_request_seconds_count\{route="\/api\/shop\/products",method="GET",status="200"\} \d/)
  expect(text).toMatch(/fondaco_waiting\{what="events"\} \d/)
  const proxied = await fetch(`${market.db.publicUrl}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.status).toBe(404)
})

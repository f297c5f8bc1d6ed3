import { expect, test } from 'vitest'
import { sessionCookie } from '#app/server.ts'
import { openMarket, refusalOf, type Store } from '../../../test/market.ts'

const market = openMarket()

type Answer = { revision: number; code: string; issues: object[] }

/** Calls the API as the store's owner, with headers of a program's own. */
async function call(store: Store, method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(market.db.publicUrl + path, {
    method,
    headers: { cookie: `${sessionCookie}=${store.owner.token()}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, etag: response.headers.get('etag'), body: (await response.json()) as Answer }
}

test('E6f what is created is answered in full, and so is what is changed; a repeat answers what is there by then', async () => {
  const { owner, templateId } = await market.store()
  const zones = [
    { countries: ['FR'], rates: { standard: { price_minor: 490, carriers: { dhl: { min_days: 1, max_days: 3 } } } } },
  ]
  const template = await owner.api.createTemplate({ name: 'Letters', zones }, 'letters')
  expect(template).toMatchObject({
    name: 'Letters',
    zones: [expect.objectContaining({ countries: ['FR'] })],
    countries: expect.any(Array),
  })
  const draft = { title: 'Mug', template_id: templateId, variants: [{ name: 'Blue', sku: 'mug-1', price_minor: 500 }] }
  const made = await owner.api.createProduct(draft, 'mug')
  expect(made).toEqual(await owner.api.showStoreProduct({ product_id: made.id }))
  const changed = await owner.api.updateProduct({ product_id: made.id, revision: made.revision, title: 'Cup' })
  expect(changed).toMatchObject({ id: made.id, title: 'Cup', revision: made.revision + 1 })
  expect(await owner.api.createProduct(draft, 'mug')).toEqual(changed)
})

test('E6g what was read can be sent back: with one field changed, only that one changes', async () => {
  const store = await market.store()
  const { productId } = await market.product(store)
  const read = await store.owner.api.showStoreProduct({ product_id: productId })
  const path = `/api/seller/products/${productId}`
  const { status, body } = await call(store, 'PATCH', path, { ...read, title: 'A better thing' })
  expect([status, body]).toEqual([200, { ...read, title: 'A better thing', revision: read.revision + 1 }])
  const { status: refused } = await call(store, 'PATCH', path, { revision: body.revision, titel: 'x' })
  expect(refused).toBe(400)
  const template = await store.owner.api.showTemplate({ template_id: store.templateId })
  const back = await call(store, 'PUT', `/api/seller/templates/${store.templateId}`, { ...template, name: 'By post' })
  expect([back.status, back.body]).toEqual([200, { ...template, name: 'By post' }])
})

test('E6h the ETag of what was read guards a change by If-Match; after another change it is 412', async () => {
  const store = await market.store()
  const { productId } = await market.product(store)
  const path = `/api/seller/products/${productId}`
  const { etag, body } = await call(store, 'GET', path)
  expect(etag).toBe(`"${body.revision}"`)
  const first = await call(store, 'PATCH', path, { title: 'First' }, { 'if-match': etag! })
  expect([first.status, first.etag]).toEqual([200, `"${body.revision + 1}"`])
  const second = await call(store, 'PATCH', path, { title: 'Second' }, { 'if-match': etag! })
  expect([second.status, second.body.code]).toEqual([412, 'product.changed_meanwhile'])
  expect(
    await refusalOf(store.owner.api.updateProduct({ product_id: productId, revision: body.revision, title: 'x' })),
  ).toBe('product.changed_meanwhile')
  const strange = await call(store, 'PATCH', path, { title: 'Third' }, { 'if-match': 'W/"x"' })
  expect([strange.status, strange.body.issues]).toEqual([400, [{ path: 'If-Match', message: 'not an ETag of ours' }]])
})

test('E6i lists tell what was changed since: orders that moved, products that were changed or moved', async () => {
  const store = await market.store()
  const [first, second] = [await market.product(store), await market.product(store)]
  const buyer = await market.person()
  const [older] = (await market.buy(buyer, [first.variantId])).orders
  const [newer] = (await market.buy(buyer, [second.variantId])).orders
  await market.pass({ hours: 24 })
  const since = market.db.clock.now().toString()
  const { api } = store.owner
  const changed = async () => ({
    orders: (await api.listStoreOrders({ updated_since: since })).items.map(({ id }) => id),
    products: (await api.listStoreProducts({ updated_since: since })).items.map(({ id }) => id),
  })
  expect(await changed()).toEqual({ orders: [], products: [] })
  await market.ship(store, newer!)
  await api.unlistProduct({ product_id: first.productId })
  expect(await changed()).toEqual({ orders: [newer], products: [first.productId] })
  const { revision } = await api.showStoreProduct({ product_id: second.productId })
  await api.updateProduct({ product_id: second.productId, revision, title: 'Another thing' })
  expect((await changed()).products.sort()).toEqual([first.productId, second.productId].sort())
  expect((await api.listStoreOrders({})).items.map(({ id }) => id)).toEqual([newer, older])
})

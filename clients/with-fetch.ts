import createClient from 'openapi-fetch'
import type { paths } from './build/fetch/api.js'
import { withCookie } from './cookies.js'
import { address, buyer, category, parcel, picture, product, seller, template, url } from './job.js'

// The main job of a program, with types by openapi-typescript and calls by openapi-fetch.

const shop = createClient<paths>({ baseUrl: url, fetch: withCookie() })
const store = createClient<paths>({ baseUrl: url, fetch: withCookie() })

/** The answer, or the problem as an error. */
function answer<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (error) throw new Error(JSON.stringify(error))
  return data!
}
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() })

answer(await store.POST('/api/account/log-in', { body: seller }))
answer(await shop.POST('/api/account/log-in', { body: buyer }))
const before = answer(await store.GET('/api/seller/balance')).available.amount_minor

const { id: template_id } = answer(
  await store.POST('/api/seller/templates', { params: { header: once() }, body: template }),
)
const { id: picture_id } = answer(
  await store.POST('/api/seller/files', {
    params: { header: once() },
    body: { file: '' },
    bodySerializer() {
      const form = new FormData()
      form.append('file', picture)
      return form
    },
  }),
)
const made = answer(
  await store.POST('/api/seller/products', {
    params: { header: once() },
    body: { ...product, category, template_id, pictures: [picture_id] },
  }),
)
const product_id = made.id
answer(
  await store.POST('/api/seller/products/{product_id}/publish', { params: { path: { product_id }, header: once() } }),
)
const { variants } = answer(await store.GET('/api/seller/products/{product_id}', { params: { path: { product_id } } }))

answer(
  await shop.POST('/api/shop/cart/lines', {
    params: { header: once() },
    body: { variant_id: variants[0]!.id, units: 2 },
  }),
)
const cart = answer(await shop.PUT('/api/shop/cart/delivery', { body: { address } }))
const placed = answer(
  await shop.POST('/api/shop/purchases', {
    params: { header: once() },
    body: { method: 'card_ok', expected_total_minor: cart.total.amount_minor },
  }),
)
const order_id = placed.orders[0]!
answer(
  await store.POST('/api/seller/orders/{order_id}/ship', {
    params: { path: { order_id }, header: once() },
    body: parcel,
  }),
)
answer(await shop.POST('/api/shop/orders/{order_id}/confirm', { params: { path: { order_id }, header: once() } }))
const after = answer(await store.GET('/api/seller/balance')).available.amount_minor
console.log(JSON.stringify({ state: placed.state, earned: after - before }))

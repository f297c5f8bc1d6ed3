import { createClient, createConfig } from './build/sdk/client/index.js'
import * as market from './build/sdk/index.js'
import { withCookie } from './cookies.js'
import { address, buyer, category, parcel, picture, product, seller, template, url } from './job.js'

// The main job of a program, with functions by @hey-api/openapi-ts.

const clientOf = () => createClient(createConfig({ baseUrl: url, fetch: withCookie(), throwOnError: true }))
const [shop, store] = [clientOf(), clientOf()]
const asStore = { client: store, throwOnError: true } as const
const asBuyer = { client: shop, throwOnError: true } as const
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() })

await market.logIn({ ...asStore, body: seller })
await market.logIn({ ...asBuyer, body: buyer })
const before = (await market.showBalance(asStore)).data.available.amount_minor

const { id: template_id } = (await market.createTemplate({ ...asStore, headers: once(), body: template })).data
const uploaded = (await market.uploadPicture({ ...asStore, headers: once(), body: { file: picture } })).data
const body = { ...product, category, template_id, pictures: [uploaded.id] }
const { id: product_id } = (await market.createProduct({ ...asStore, headers: once(), body })).data
await market.publishProduct({ ...asStore, headers: once(), path: { product_id } })
const { variants } = (await market.showStoreProduct({ ...asStore, path: { product_id } })).data

await market.addToCart({ ...asBuyer, headers: once(), body: { variant_id: variants[0]!.id, units: 2 } })
const cart = (await market.setDelivery({ ...asBuyer, body: { address } })).data
const purchase = { method: 'card_ok', expected_total_minor: cart.total.amount_minor }
const placed = (await market.placePurchase({ ...asBuyer, headers: once(), body: purchase })).data
const order_id = placed.orders[0]!
await market.shipOrder({ ...asStore, headers: once(), path: { order_id }, body: parcel })
await market.confirmReceipt({ ...asBuyer, headers: once(), path: { order_id } })
const after = (await market.showBalance(asStore)).data.available.amount_minor
console.log(JSON.stringify({ state: placed.state, earned: after - before }))

import { call, ok } from './client.ts'
import type { Seeded } from './seed.ts'

const address = { name: 'Zoé Łuk', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' }

export type Shopper = ReturnType<typeof shopperOf>

/** The actions of buyers over HTTP. `i` determines the buyer and the products, so that no two rounds do the same. */
export function shopperOf(base: URL, { variants, buyers }: Seeded) {
  let serial = 0
  const run = crypto.randomUUID()
  const as = (i: number) => ({ token: buyers[i % buyers.length]!.token, key: `${run} ${serial++}` })
  const variant = (i: number) => variants[i % variants.length]!
  const other = (i: number) => {
    let n = i * 13 + 1
    while (variant(n).store === variant(i * 7).store) n++
    return variant(n)
  }
  const add = (i: number, id: string) =>
    ok(call(base, 'POST', '/api/shop/cart/lines', { ...as(i), body: { variant_id: id, units: 1 } }))
  const empty = async (i: number) => {
    const cart = JSON.parse(await ok(call(base, 'GET', '/api/shop/cart', as(i))))
    for (const store of cart.stores)
      for (const line of store.lines)
        await ok(call(base, 'PUT', `/api/shop/cart/lines/${line.variant_id}`, { ...as(i), body: { units: 0 } }))
  }
  const get = (path: string) => ok(call(base, 'GET', path))
  return {
    get,
    add,
    empty,
    variant,
    /** Two lines of two stores, address, services, payment: five calls. */
    async checkout(i: number) {
      await add(i, variant(i * 7).variant)
      await add(i, other(i).variant)
      await ok(call(base, 'PUT', '/api/shop/cart/delivery', { ...as(i), body: { address } }))
      const services = Object.fromEntries(
        [variant(i * 7), other(i)].map(v => [`sto_${v.variant.slice(4, 26)}`, 'standard']),
      )
      const cart = JSON.parse(await ok(call(base, 'PUT', '/api/shop/cart/delivery', { ...as(i), body: { services } })))
      const body = { method: 'card_ok', expected_total_minor: cart.total.amount_minor }
      const answer = await ok(call(base, 'POST', '/api/shop/purchases', { ...as(i), body }))
      if (JSON.parse(answer).state !== 'paid') throw new Error(answer)
    },
    detail: (i: number) => get(`/api/shop/products/${variant(i * 7).product}`),
  }
}

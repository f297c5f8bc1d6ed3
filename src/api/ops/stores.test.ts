import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { openMarket, refusalOf } from '../../../test/market.ts'

const market = openMarket()
const openStore = async (name: string, country = 'FR') => {
  const operator = await market.person({ operator: true })
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  const { id } = await operator.api.openStore({
    name,
    slug,
    country,
    time_zone: 'Europe/Paris',
    owner: { name: 'Ann', email: `${slug}@example.eu` },
    company: {
      legal_name: `${name} SARL`,
      line1: '1 rue de la Paix',
      postal_code: '75002',
      city: 'Paris',
      register_number: 'RCS Paris 552 008 443',
      phone: '+33 1 99 00 12 34',
    },
  })
  return { operator, id }
}

test('E14a stores are found by words of their name, by country and by state', async () => {
  const { operator, id } = await openStore('Blue Kiln Pottery')
  const { id: other } = await openStore('Kilnworks', 'IT')
  const found = async (filters: object) =>
    (await operator.api.listAllStores({ ...filters, limit: 100 })).items.map(store => store.id)
  expect(await found({ name: 'kiln' })).toEqual([other, id])
  expect(await found({ name: 'pottery bl' })).toEqual([id])
  expect(await found({ name: 'ottery' })).toEqual([])
  expect(await found({ name: '& | !' })).toEqual([])
  expect(await found({ name: 'kiln', country: 'IT' })).toEqual([other])
  expect(await found({ name: 'kiln', state: 'preparing' })).toEqual([])
  expect((await operator.api.listAllStores({})).countries).toEqual(expect.arrayContaining(['FR', 'IT']))
})

test('E14b each store is listed with what is on sale, its open orders and its balance; pages have no gaps', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const { productId } = await market.product(store)
  await store.owner.api.unlistProduct({ product_id: productId })
  await market.buy(await market.person(), [variantId])
  const earned = await market.earn(store, 5_000)
  const operator = await market.person({ operator: true })
  const id = publicId('sto', store.id)
  const { items } = await operator.api.listAllStores({ limit: 100 })
  expect(items.find(each => each.id === id)).toMatchObject({
    state: 'selling',
    products: 2, // the unlisted one is not among them, the one just put on sale is
    open_orders: 1,
    balance: { amount_minor: earned, currency: 'EUR' },
  })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await operator.api.listAllStores({ limit: 2, after })
    seen.push(...page.items.map(each => each.id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual(items.map(each => each.id))
  const { bytes } = await operator.api.exportAllStores({ country: 'FR' })
  expect(bytes.toString().trim().split('\n')).toHaveLength(1 + items.filter(each => each.country === 'FR').length)
})

test('E14c one store with its company and members, its orders, journals and audit alone', async () => {
  const store = await market.store()
  await market.earn(store, 5_000)
  const stranger = await market.store()
  await market.earn(stranger, 5_000)
  const operator = await market.person({ operator: true })
  const store_id = publicId('sto', store.id)
  const shown = await operator.api.showStoreAsOperator({ store_id })
  expect(shown).toMatchObject({
    company: { legal_name: 'Good Things SARL', address: ['1 rue de la Paix', '75002 Paris'], country: 'FR' },
    members: [{ email: store.owner.email, role: 'owner' }],
    application_id: null,
  })
  const [orders, journals, audit] = await Promise.all([
    operator.api.listAllOrders({ store_id }),
    operator.api.listJournals({ store_id }),
    operator.api.listAudit({ store_id }),
  ])
  for (const { items } of [orders, journals]) {
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(each => each.store.id === store_id)).toBe(true)
  }
  expect(audit.items.length).toBeGreaterThan(0)
  expect(audit.items.every(entry => entry.store === shown.name)).toBe(true)
  expect(await refusalOf(operator.api.showStoreAsOperator({ store_id: publicId('sto', store.owner.userId!) }))).toBe(
    'store.not_found',
  )
  expect(await refusalOf(store.owner.api.showStoreAsOperator({ store_id }))).toBe('request.forbidden')
})

import { beforeAll, expect, test } from 'vitest'
import { address, openMarket, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()
let store: Store
let product: { productId: string; variantId: string }
beforeAll(async () => {
  store = await market.store()
  product = await market.product(store, { stock: 50, title: 'A lamp' })
})

test('E2a an address is kept once, offered last used first, changed and forgotten; nobody else sees it', async () => {
  const [buyer, other] = [await market.person(), await market.person()]
  const { id } = await buyer.api.saveAddress({ address })
  const second = await buyer.api.saveAddress({ address: { ...address, city: 'Lyon' } })
  expect((await buyer.api.saveAddress({ address })).id).toBe(id)
  expect((await buyer.api.listAddresses({})).items).toMatchObject([
    { id: expect.any(String), address: { line2: '' } },
    { id: expect.any(String) },
  ])
  expect(await refusalOf(other.api.changeAddress({ address_id: id, address }))).toBe('address.not_found')
  expect(await refusalOf(other.api.deleteAddress({ address_id: id }))).toBe('address.not_found')
  await buyer.api.changeAddress({ address_id: id, address: { ...address, name: 'Office' } })
  await buyer.api.deleteAddress({ address_id: second.id })
  const { items } = await buyer.api.listAddresses({})
  expect(items.map(({ address: { name } }) => name)).toEqual(['Office'])
  expect((await other.api.listAddresses({})).items).toEqual([])
})

test('what is saved at the same time is counted one by one', async () => {
  const buyer = await market.person()
  const save = (n: number) => buyer.api.saveAddress({ address: { ...address, line1: `${n} rue` } })
  for (let n = 0; n < 25; n++) await save(n)
  const codes = await Promise.all(
    Array.from({ length: 15 }, (_, n) =>
      save(100 + n).then(
        () => null,
        error => error.code,
      ),
    ),
  )
  expect(codes.filter(code => code === null)).toHaveLength(5)
  expect(new Set(codes)).toEqual(new Set([null, 'address.too_many']))
  expect((await buyer.api.listAddresses({})).items).toHaveLength(30)
  const other = await market.person()
  const same = await Promise.all(Array.from({ length: 6 }, () => other.api.saveAddress({ address })))
  expect(new Set(same.map(({ id }) => id)).size, 'the same one is saved once').toBe(1)
})

test('an address book has its limit', async () => {
  const buyer = await market.person()
  for (let n = 0; n < 30; n++) await buyer.api.saveAddress({ address: { ...address, line1: `${n} rue` } })
  expect(await refusalOf(buyer.api.saveAddress({ address: { ...address, line1: 'one more' } }))).toBe(
    'address.too_many',
  )
})

test('E2b a guest wishes a product and follows a store, and finds both after logging in', async () => {
  const person = await market.person()
  const guest = market.as(null)
  await guest.api.wish({ product_id: product.productId })
  await guest.api.wish({ product_id: product.productId })
  await market.settle()
  const { store: shop } = (await guest.api.listProducts({})).items[0]!
  await guest.api.follow({ store_id: shop.id })
  expect((await guest.api.listWishes({})).items.map(item => item.title)).toEqual(['A lamp'])
  const { request } = await guest.api.sendCode({ email: person.email, locale: 'en' })
  const { items } = await (await market.person({ operator: true })).api.listMails({ to: person.email })
  await guest.api.confirmCode({ email: person.email, code: /\b\d{6}\b/.exec(items[0]!.text)![0], request })
  expect((await person.api.listWishes({})).items).toHaveLength(1)
  expect((await person.api.listFollows({})).items).toMatchObject([{ slug: shop.slug, newest: [{ title: 'A lamp' }] }])
  const kept = { product_ids: `${product.productId},nonsense`, store_id: shop.id }
  expect(await person.api.checkSaved(kept)).toEqual({ wished: [product.productId], followed: true })
  await person.api.unwish({ product_id: product.productId })
  await person.api.unfollow({ store_id: shop.id })
  expect(await person.api.checkSaved(kept)).toEqual({ wished: [], followed: false })
  expect(await market.as(null).api.checkSaved(kept)).toEqual({ wished: [], followed: false })
})

test('what is off sale leaves the wish list until it returns', async () => {
  const buyer = await market.person()
  const { productId } = await market.product(store, { title: 'A chair' })
  await buyer.api.wish({ product_id: productId })
  await store.owner.api.unlistProduct({ product_id: productId })
  expect((await buyer.api.listWishes({})).items).toEqual([])
  await store.owner.api.publishProduct({ product_id: productId })
  expect((await buyer.api.listWishes({})).items).toHaveLength(1)
})

test('E3a the receipt of an order is a PDF for its buyer, in both languages, and for nobody else', async () => {
  const buyer = await market.person()
  const { orders } = await market.buy(buyer, [product.variantId])
  const order_id = orders[0]!
  const [english, french] = [
    await buyer.api.downloadReceipt({ order_id }),
    await buyer.api.downloadReceipt({ order_id, locale: 'fr' }),
  ]
  expect(english.name).toMatch(/^receipt-[\w-]+\.pdf$/)
  for (const { bytes } of [english, french]) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(english.bytes.equals((await buyer.api.downloadReceipt({ order_id })).bytes)).toBe(true)
  expect(english.bytes.equals(french.bytes)).toBe(false)
  expect(await refusalOf((await market.person()).api.downloadReceipt({ order_id }))).toBe('order.not_found')
  expect(await refusalOf(store.owner.api.downloadReceipt({ order_id }))).toBe('order.not_found')
})

test('a buyer does not see what the platform keeps of an order', async () => {
  const buyer = await market.person()
  const { orders } = await market.buy(buyer, [product.variantId])
  expect(JSON.stringify(await buyer.api.showMyOrder({ order_id: orders[0]! }))).not.toContain('commission')
})

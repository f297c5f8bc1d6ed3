import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { openMarket, refusalOf } from '../../../test/market.ts'

const market = openMarket()

test('E14d products of all stores are found by words of the title, state and store, without gaps', async () => {
  const [store, other] = [await market.store(), await market.store()]
  const { productId } = await market.product(store, { title: 'Blue mug, hand-thrown', stock: 7, price: 2_150 })
  await market.product(other, { title: 'Mug of steel' })
  const { productId: unlisted } = await market.product(store, { title: 'Old mug' })
  await store.owner.api.unlistProduct({ product_id: unlisted })
  const operator = await market.person({ operator: true })
  const { items } = await operator.api.listAllProducts({ title: 'blue mu' })
  expect(items).toMatchObject([
    { id: productId, state: 'online', on_hand: 7, reserved: 0, price_from: { amount_minor: 2_150, currency: 'EUR' } },
  ])
  const titles = async (filters: object) =>
    (await operator.api.listAllProducts(filters)).items.map(product => product.title)
  expect(await titles({ title: 'mug' })).toEqual(['Old mug', 'Mug of steel', 'Blue mug, hand-thrown'])
  expect(await titles({ title: 'mug', state: 'offline' })).toEqual(['Old mug'])
  expect(await titles({ store_id: publicId('sto', other.id) })).toEqual(['Mug of steel'])
  const { items: first, next } = await operator.api.listAllProducts({ title: 'mug', limit: 2 })
  expect(first).toHaveLength(2)
  expect(await titles({ title: 'mug', limit: 2, after: next! })).toEqual(['Blue mug, hand-thrown'])
  expect((await operator.api.exportAllProducts({ title: 'steel' })).bytes.toString()).toContain('Mug of steel')
})

test('E14e a product taken down is off sale, its store reads why and cannot put it on sale until it is reinstated', async () => {
  const store = await market.store()
  const { productId: product_id } = await market.product(store, { title: 'A copied lamp' })
  const operator = await market.person({ operator: true })
  const reason = 'It copies a protected design.'
  await operator.api.takeDownProduct({ product_id, reason })
  expect(await refusalOf(operator.api.takeDownProduct({ product_id, reason: 'again' }))).toBe('product.taken_down')

  expect(await refusalOf(market.as(null).api.showProduct({ product_id }))).toBe('product.not_found')
  await expect(store.owner.api.publishProduct({ product_id })).rejects.toMatchObject({
    code: 'product.taken_down',
    params: { reason },
  })
  expect((await store.owner.api.showStoreProduct({ product_id })).taken_down).toBe(reason)
  expect((await store.owner.api.listStoreProducts({})).items[0]!.taken_down).toBe(reason)
  expect((await operator.api.listAllProducts({ state: 'taken_down', title: 'lamp' })).items).toHaveLength(1)
  expect((await operator.api.listAllProducts({ state: 'offline', title: 'lamp' })).items).toEqual([])
  await market.settle()
  const { items: found } = await market.as(null).api.listProducts({ store_id: publicId('sto', store.id) })
  expect(found).toEqual([])
  const mails = async () => (await operator.api.listMails({ to: store.owner.email })).items
  expect((await mails())[0]!.text).toContain(reason)

  await operator.api.reinstateProduct({ product_id })
  expect(await refusalOf(operator.api.reinstateProduct({ product_id }))).toBe('product.not_taken_down')
  expect((await operator.api.showProductAsOperator({ product_id })).state).toBe('offline')
  await store.owner.api.publishProduct({ product_id })
  expect((await market.as(null).api.showProduct({ product_id })).state).toBe('online')
  await market.settle()
  expect((await mails())[0]!.subject).toContain('was reinstated')
  const { takedowns } = await operator.api.showProductAsOperator({ product_id })
  expect(takedowns).toMatchObject([{ reason, reinstated_by: expect.any(String) }])
  const audit = await operator.api.listAudit({ store_id: publicId('sto', store.id) })
  expect(audit.items.map(entry => entry.action)).toEqual(
    expect.arrayContaining(['product.take_down', 'product.reinstate']),
  )
})

test('E14f a draft cannot be taken down: nobody sees it', async () => {
  const store = await market.store()
  const { id } = await store.owner.api.createProduct({
    title: 'Not ready',
    template_id: store.templateId,
    variants: [{ name: 'One', sku: 'd-1', price_minor: 100, on_hand: 1 }],
  })
  const operator = await market.person({ operator: true })
  expect(await refusalOf(operator.api.takeDownProduct({ product_id: id, reason: 'why not' }))).toBe('product.not_found')
  expect((await operator.api.showProductAsOperator({ product_id: id })).takedowns).toEqual([])
})

test('E14d a draft without anything is shown to operators and its store, in lists and by itself', async () => {
  const store = await market.store()
  const operator = await market.person({ operator: true })
  for (const fields of [{}, { variants: [{}] }, { variants: [{ name: 'Blue' }, { size: 'M' }] }]) {
    const { id: product_id } = await store.owner.api.createProduct(fields)
    const { variants, title } = await operator.api.showProductAsOperator({ product_id })
    expect(title).toBe('')
    expect(variants).toEqual((fields.variants ?? []).map(() => expect.objectContaining({ sku: null, price: null })))
    expect((await operator.api.listAllProducts({ state: 'draft' })).items[0]).toMatchObject({ id: product_id })
    expect((await operator.api.opsSearch({ q: product_id })).items).toMatchObject([{ id: product_id, title: '' }])
    expect((await store.owner.api.showStoreProduct({ product_id })).state).toBe('draft')
    expect((await store.owner.api.listStoreProducts({})).items[0]).toMatchObject({ id: product_id })
  }
  await store.owner.api.exportStoreProducts({})
  await operator.api.exportAllProducts({})
})

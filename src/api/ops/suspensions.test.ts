import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { openMarket, refusalOf } from '../../../test/market.ts'

const market = openMarket()

const reason =
  'Between 2 October and 26 November nine buyers received broken stoneware, and five of them had no answer from you.'

test('E14r a suspended store sells nothing, its open orders go on, its owners know why; reopened, it is as before', async () => {
  const store = await market.store()
  const [bowl, cup] = [await market.product(store), await market.product(store)]
  await store.owner.api.unlistProduct({ product_id: cup.productId })
  const third = await market.product(store)
  const { orders } = await market.buy(await market.person(), [bowl.variantId])
  const operator = await market.person({ operator: ['review'] })
  const store_id = publicId('sto', store.id)
  expect(await operator.api.showSuspension({ store_id })).toMatchObject({
    products: 2,
    open_orders: 1,
    to_ship: 1,
    items: [],
  })
  expect(await refusalOf(operator.api.suspendStore({ store_id, reason: 'no', hold_payouts: false }))).toBe(
    'request.invalid',
  )
  expect(await operator.api.suspendStore({ store_id, reason, hold_payouts: false })).toEqual({ products: 2 })
  expect(await refusalOf(operator.api.suspendStore({ store_id, reason, hold_payouts: false }))).toBe('store.suspended')

  const visitor = await market.person()
  await visitor.api.addToCart({ variant_id: bowl.variantId, units: 1 }).catch(() => null)
  const seen = await store.owner.api.showStoreProduct({ product_id: bowl.productId })
  expect(seen.state).toBe('offline')
  expect(await refusalOf(store.owner.api.publishProduct({ product_id: cup.productId }))).toBe('store.suspended')
  await store.owner.api.shipOrder({ order_id: orders[0]!, carrier: 'dhl', tracking_number: '00340434161094000009' })
  expect((await store.owner.api.ownStore({})).suspension).toMatchObject({ reason, hold_payouts: false })
  expect(await operator.api.showStoreAsOperator({ store_id })).toMatchObject({ state: 'suspended' })
  expect((await operator.api.listAllStores({ state: 'suspended' })).items.map(({ id }) => id)).toContain(store_id)

  // taken down meanwhile by the platform, and taken off sale by the store itself: neither comes back
  await operator.api.takeDownProduct({ product_id: third.productId, reason: 'It copies a protected design.' })
  expect(await operator.api.reopenStore({ store_id, reason: 'It packs in two layers now.' })).toEqual({ products: 1 })
  expect((await store.owner.api.showStoreProduct({ product_id: bowl.productId })).state).toBe('online')
  expect((await store.owner.api.showStoreProduct({ product_id: third.productId })).state).toBe('offline')
  expect((await store.owner.api.showStoreProduct({ product_id: cup.productId })).state).toBe('offline')
  expect(await refusalOf(operator.api.reopenStore({ store_id, reason: 'again' }))).toBe('store.not_suspended')
  await market.settle()
  const admin = await market.person({ operator: true })
  const mails = (await admin.api.listMails({ to: store.owner.email })).items
  expect(mails.find(({ subject }) => subject.includes('has been suspended'))!.text).toContain(reason)
  expect(mails.some(({ subject }) => subject.includes('is open again'))).toBe(true)
  const { items } = await admin.api.listAudit({ subject: store_id })
  expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['store.suspend', 'store.reopen']))
})

test('E14s a suspension holds payouts if it is decided so, also those that were requested before', async () => {
  const store = await market.store()
  await market.nameAccount(store)
  await market.earn(store, 5_000)
  await market.pass({ hours: 48 })
  const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
  const operator = await market.person({ operator: true })
  const store_id = publicId('sto', store.id)
  await operator.api.suspendStore({ store_id, reason, hold_payouts: true })
  expect(await refusalOf(store.owner.api.requestPayout({ amount_minor: 1_000 }))).toBe('payout.held')
  expect(await refusalOf(operator.api.createPayoutBatch({ payout_ids: [id] }))).toBe('payout.held')
  await operator.api.reopenStore({ store_id, reason: 'cleared' })
  await operator.api.createPayoutBatch({ payout_ids: [id] })
})

test('E14r what is put on sale while a store is being suspended is either off sale again or refused', async () => {
  const operator = await market.person({ operator: true })
  for (let n = 0; n < 5; n++) {
    const store = await market.store()
    const products = await Promise.all([market.product(store), market.product(store), market.product(store)])
    for (const { productId } of products) await store.owner.api.unlistProduct({ product_id: productId })
    const store_id = publicId('sto', store.id)
    await Promise.allSettled([
      ...products.map(({ productId }) => store.owner.api.publishProduct({ product_id: productId })),
      operator.api.suspendStore({ store_id, reason, hold_payouts: false }),
    ])
    expect((await operator.api.showSuspension({ store_id })).products).toBe(0)
  }
})

import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

test('R4.1m in a special category a store sells once an operator lets it in, and no longer when that is taken back', async () => {
  const [store, other] = [await market.store(), await market.store()]
  const operator = await market.person({ operator: true })
  const grant = { store_id: publicId('sto', store.id), category: 'test-goods', reason: 'a licence, seen' }
  const make = async (owner: typeof store) => {
    const { api } = owner.owner
    const { id } = await api.createProduct({
      title: 'Vitamins',
      description: 'Of many kinds.',
      category: 'test-vitamins',
      template_id: owner.templateId,
      pictures: [await market.picture(owner)],
      variants: [{ name: 'One', sku: 'v', price_minor: 900, on_hand: 3 }],
    })
    return id
  }
  const [product_id, others] = [await make(store), await make(other)]
  const { api } = store.owner
  expect(await refusalOf(api.publishProduct({ product_id }))).toBe('category.not_authorized')
  expect((await api.showStoreProduct({ product_id })).unavailable_reason).toBe('special')

  await operator.api.authorizeStore(grant)
  await operator.api.authorizeStore(grant)
  await api.publishProduct({ product_id })
  await market.settle()
  const seen = async () => (await market.as(null).api.searchProducts({ q: 'vitamins' })).items.map(item => item.id)
  expect(await seen()).toEqual([product_id])
  expect((await api.showStoreCategory({ category: 'test-vitamins' })).state).toBe('open')
  expect(await refusalOf(other.owner.api.publishProduct({ product_id: others }))).toBe('category.not_authorized')

  const granted = async (narrow: { category?: string; store_id?: string }) =>
    (await operator.api.listAuthorizations(narrow)).items.map(each => [each.store.id, each.category.key, each.reason])
  const listed = [[grant.store_id, grant.category, grant.reason]]
  expect(await granted({ store_id: grant.store_id })).toEqual(listed)
  expect(await granted({ category: 'test-vitamins' })).toEqual(listed)
  expect(await granted({ store_id: publicId('sto', other.id) })).toEqual([])
  expect(await granted({ category: 'nowhere' })).toEqual([])
  const second = { ...grant, store_id: publicId('sto', other.id) }
  await operator.api.authorizeStore(second)
  const first = await operator.api.listAuthorizations({ category: 'test-goods', limit: 1 })
  expect(first.items.map(each => each.store.id)).toEqual([second.store_id])
  const rest = await operator.api.listAuthorizations({ category: 'test-goods', limit: 1, after: first.next! })
  expect(rest.items.map(each => each.store.id)).toEqual([grant.store_id])
  await operator.api.withdrawAuthorization(second)

  const fan = market.as(null)
  const lists = async () => {
    const [wished, followed, found] = await Promise.all([
      fan.api.listWishes({}),
      fan.api.listFollows({}),
      fan.api.searchProducts({ q: 'vitamins' }),
    ])
    return JSON.stringify([wished.items, followed.items]).includes(product_id) ? 'shown' : found.total.count
  }
  await fan.api.wish({ product_id })
  expect(await lists()).toBe('shown')
  await operator.api.withdrawAuthorization(grant)
  expect(await seen()).toEqual([])
  await market.settle()
  expect(await lists()).toBe(0)
  const { variants } = await api.showStoreProduct({ product_id })
  const buyer = await market.person()
  expect(await refusalOf(buyer.api.addToCart({ variant_id: variants[0]!.id, units: 1 }))).not.toBe('none')
  expect(await granted({ store_id: grant.store_id })).toEqual([])
  expect(await refusalOf(operator.api.withdrawAuthorization(grant))).toBe('authorization.not_found')
  const { items } = await operator.api.listAudit({ limit: 3 })
  expect(items.map(entry => entry.action)).toEqual(
    expect.arrayContaining(['store.authorize', 'store.withdraw_authorization']),
  )
})

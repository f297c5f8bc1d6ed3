import { expect, test } from 'vitest'
import { openMarket } from '../../../test/market.ts'

const market = openMarket()

test('E14j one buyer’s orders by e-mail come latest first, in pages without gaps, and narrowed down', async () => {
  const [one, two] = [await market.store(), await market.store()]
  const [a, b] = [await market.product(one), await market.product(two)]
  const [buyer, other] = [await market.person(), await market.person()]
  const operator = await market.person({ operator: true })
  const bought: string[] = []
  for (let n = 0; n < 3; n++) {
    const { orders } = await market.buy(buyer, [a.variantId, b.variantId])
    bought.push(...orders)
    await market.buy(other, [a.variantId])
  }
  const all = await operator.api.listAllOrders({ email: ` ${buyer.email.toUpperCase()}` })
  expect(all.items.map(order => order.id).toSorted()).toEqual(bought.toSorted())
  const placed = all.items.map(order => order.placed_at)
  expect(placed).toEqual(placed.toSorted((a, b) => Date.parse(b) - Date.parse(a)))
  // pages of three: the third order of a page and the first of the next belong to one purchase
  const pages: string[] = []
  for (let after: string | undefined, n = 0; n < 3; n++) {
    const page = await operator.api.listAllOrders({ email: buyer.email, limit: 3, after })
    pages.push(...page.items.map(order => order.id))
    if (!page.next) break
    after = page.next
  }
  expect(pages).toEqual(all.items.map(order => order.id))
  const narrowed = await operator.api.listAllOrders({ email: buyer.email, state: 'awaiting_shipment' })
  expect(narrowed.items).toEqual(all.items)
  expect((await operator.api.listAllOrders({ email: buyer.email, state: 'closed' })).items).toEqual([])
  const today = market.db.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
  const before = { email: buyer.email, to: today.subtract({ days: 2 }).toString() }
  expect((await operator.api.listAllOrders(before)).items).toEqual([])
  expect((await operator.api.listAllOrders({ email: 'nobody@example.eu' })).items).toEqual([])
})

import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

test('two windows want the last unit, reserved at order: one order, the other is refused', async () => {
  const store = await site.store()
  const product = await site.product(store, { stock: 1 })
  const buyers = [await site.person(), await site.person()]
  for (const buyer of buyers) await site.fill(buyer, [product.variantId])
  const windows = await Promise.all(buyers.map(buyer => site.visit({ as: buyer })))
  await Promise.all(windows.map(({ page }) => page.goto('/checkout')))
  await Promise.all(windows.map(({ page }) => page.getByRole('button', { name: /[Pp]ay €/ }).click()))
  await Promise.all(
    windows.map(({ page }) =>
      page
        .getByText(/Thank you|sold out/)
        .first()
        .waitFor(),
    ),
  )
  const thanked = await Promise.all(windows.map(({ page }) => page.getByText('Thank you').count()))
  expect(thanked.filter(count => count > 0)).toHaveLength(1)
  const orders = await Promise.all(buyers.map(async buyer => (await buyer.api.listMyOrders({})).items.length))
  expect(orders.sort()).toEqual([0, 1])
  await Promise.all(windows.map(({ context }) => context.close()))
})

test('two windows want the last unit, reserved at payment: one pays, the other is refused before a card is asked', async () => {
  const store = await site.store()
  const product = await site.product(store, { stock: 1, reserveAt: 'payment' })
  const buyers = [await site.person(), await site.person()]
  const first = await site.buy(buyers[0]!, [product.variantId], { method: 'card_refused' })
  const second = await site.buy(buyers[1]!, [product.variantId], { method: 'card_refused' })
  const purchases = [first, second]
  const asked = site.provider.record.payments.size
  const windows = await Promise.all(buyers.map(buyer => site.visit({ as: buyer })))
  await Promise.all(windows.map(({ page }, n) => page.goto(`/purchases/${purchases[n]!.purchase_id}`)))
  await Promise.all(windows.map(({ page }) => page.getByRole('button', { name: /[Pp]ay €/ }).click()))
  await Promise.all(
    windows.map(({ page }) =>
      page
        .getByText(/Thank you|not enough units left/)
        .first()
        .waitFor(),
    ),
  )
  expect(site.provider.record.payments.size).toBe(asked + 1)
  const states = await Promise.all(buyers.map(async buyer => (await buyer.api.listMyOrders({})).items[0]!.state))
  expect(states.sort()).toEqual(['awaiting_payment', 'awaiting_shipment'])
  await Promise.all(windows.map(({ context }) => context.close()))
})

test('one cart is paid from two windows: one purchase', async () => {
  const store = await site.store()
  const product = await site.product(store, { stock: 5 })
  const buyer = await site.person()
  await site.fill(buyer, [product.variantId])
  const windows = await Promise.all([site.visit({ as: buyer }), site.visit({ as: buyer })])
  await Promise.all(windows.map(({ page }) => page.goto('/checkout')))
  await Promise.all(windows.map(({ page }) => page.getByRole('button', { name: /[Pp]ay €/ }).click()))
  await Promise.all(
    windows.map(({ page }) =>
      page
        .getByText(/Thank you|cart is empty/)
        .first()
        .waitFor(),
    ),
  )
  expect((await buyer.api.listMyOrders({})).items.map(order => order.state)).toEqual(['awaiting_shipment'])
  await Promise.all(windows.map(({ context }) => context.close()))
})

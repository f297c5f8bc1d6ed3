import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

test('unpaid, unshipped and unconfirmed orders end as they must when operators advance the clock', async () => {
  const store = await site.store()
  const product = await site.product(store, { price: 3_000 })
  const buyer = await site.person()
  const unpaid = await site.buy(buyer, [product.variantId], { method: 'card_refused' })
  const unshipped = await site.buy(buyer, [product.variantId])
  const unconfirmed = await site.buy(buyer, [product.variantId])
  await site.ship(store, unconfirmed.orders[0]!)

  const operator = await site.person({ operator: true })
  const { page, context } = await site.visit({ as: operator })
  const pass = async (button: string, hours: number) => {
    const due = Date.parse((await operator.api.showClock({})).now) + hours * 3_600_000
    await page.goto('/ops/clock')
    await page.getByRole('button', { name: button, exact: true }).click()
    const arrived = async () => {
      const { moving, now } = await operator.api.showClock({})
      return moving === null && Date.parse(now) >= due
    }
    await expect.poll(arrived).toBe(true)
  }
  const stateOf = async (payment: { orders: string[] }) => {
    const order = await buyer.api.showMyOrder({ order_id: payment.orders[0]! })
    return [order.state, order.closed_cause]
  }
  await pass('3 days', 72)
  await pass('1 hour', 1)
  expect(await stateOf(unpaid)).toEqual(['closed', 'unpaid'])
  await pass('1 week', 168)
  expect(await stateOf(unshipped)).toEqual(['closed', 'not_shipped'])
  expect(await stateOf(unconfirmed)).toEqual(['awaiting_receipt', null])
  await pass('30 days', 720)
  expect(await stateOf(unconfirmed)).toEqual(['completed', null])

  await page.goto(`/ops/mails?to=${buyer.email}`)
  for (const subject of ['is complete', 'was delivered', 'was cancelled', 'is on its way'])
    expect(await page.getByRole('link', { name: new RegExp(subject) }).count(), subject).toBeGreaterThan(0)
  const refund = (await buyer.api.showMyOrder({ order_id: unshipped.orders[0]! })).refunds[0]!
  expect([refund.state, refund.amount.amount_minor]).toEqual(['done', 3_490])
  await context.close()

  const seller = await site.visit({ as: store.owner })
  await seller.page.goto('/seller/balance')
  await seller.page.getByText('€32.80').first().waitFor() // 30.00 + 4.90 less 7 % of the goods
  await seller.context.close()
})

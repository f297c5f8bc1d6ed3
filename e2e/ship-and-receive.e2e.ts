import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

test.each([true, false])(
  'R1.3c R52.1b at 360 pixels the store ships, the buyer follows and confirms, the balance shows the release (script: %s)',
  async script => {
    const store = await site.store()
    const product = await site.product(store, { title: 'Woven basket', price: 4_000 })
    const buyer = await site.person()
    const { orders } = await site.buy(buyer, [product.variantId])
    const seller = await site.visit({ as: store.owner, script, width: 360 })
    await seller.page.goto('/seller')
    await expectNoSidewaysScroll(seller.page)
    await seller.page.getByRole('link', { name: 'Woven basket' }).click()
    await seller.page.getByText('You cannot cancel an order.').waitFor()
    await expectNoSidewaysScroll(seller.page)
    await seller.page.getByLabel('Tracking number', { exact: true }).fill('no number')
    await seller.page.getByRole('button', { name: 'Mark as shipped' }).click()
    await seller.page.getByRole('alert').waitFor()
    await seller.page.getByLabel('Carrier', { exact: true }).selectOption('dhl')
    await seller.page.getByLabel('Tracking number', { exact: true }).fill(script ? '4444444441' : '4444444451')
    await seller.page.getByRole('button', { name: 'Mark as shipped' }).click()
    await seller.page.getByText('On the way').first().waitFor()

    const reader = await site.visit({ as: buyer, script, width: 360 })
    await reader.page.goto(`/orders/${orders[0]}`)
    await reader.page.getByText('Your parcel is on its way.').waitFor()
    await expectNoSidewaysScroll(reader.page)
    await reader.page.getByText('Confirm receipt', { exact: true }).click()
    await reader.page.getByRole('button', { name: 'Yes, everything is fine' }).click()
    await reader.page.getByText('The order is complete and the store has been paid.').waitFor()

    await seller.page.goto('/seller/balance')
    await seller.page.getByText('€42.10').first().waitFor() // 40.00 + 4.90 less 7 % of the goods
    await expectNoSidewaysScroll(seller.page)
    await seller.context.close()
    await reader.context.close()
  },
)

test('R56.1e the calculator shows what ship-by would be', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/ship-by')
  await page.getByLabel('Payment confirmed on').fill('2027-02-13T09:00') // a Saturday
  await page.getByLabel('Working days').fill('2')
  await page.getByRole('button', { name: 'Calculate' }).click()
  await page.waitForURL(/days=2/)
  await expect.poll(() => page.getByRole('status').last().textContent()).toContain('17 Feb 2027, 09:00')
  await context.close()
})

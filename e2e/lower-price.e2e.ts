import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

test.each([true, false])(
  'R50.11b R50.11d R50.11e a store lowers its price, a pay page opened before is re-quoted (script: %s)',
  async script => {
    const store = await site.store()
    const product = await site.product(store, { title: 'Oak stool', price: 4_000 })
    const buyer = await site.person()
    const { orders, purchase_id } = await site.buy(buyer, [product.variantId], { method: 'card_refused', units: 2 })
    const reader = await site.visit({ as: buyer, script, width: 360 })
    await reader.page.goto(`/purchases/${purchase_id}`)
    await reader.page.getByRole('button', { name: 'Pay €84.90' }).waitFor()

    const { page, context } = await site.visit({ as: store.owner, script, width: 360 })
    await page.goto(`/seller/orders/${orders[0]}`)
    await page.getByText('Lower the price').first().click()
    await page.getByLabel('Oak stool').fill('45')
    await page.getByLabel('Shipping').fill('2.50')
    await page.getByRole('button', { name: 'Lower the price' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Oak stool').getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('Shipping').getAttribute('aria-invalid')).toBeNull()
    await page.getByLabel('Oak stool').fill('35')
    if (script) expect(await page.getByRole('status').filter({ hasText: 'pays' }).textContent()).toContain('€72.50')
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Lower the price' }).click()
    await page.getByText('Price lowered. The buyer has been notified').first().waitFor({ state: 'attached' })
    await context.close()

    await reader.page.getByRole('radio', { name: /4242/ }).check()
    await reader.page.getByRole('button', { name: 'Pay €84.90' }).click()
    await reader.page.getByText('The total has changed to €72.50.').waitFor()
    await expectNoSidewaysScroll(reader.page)
    expect(await reader.page.locator('del').textContent()).toBe('Before €84.90')
    await reader.page.getByRole('radio', { name: /4242/ }).check()
    await reader.page.getByRole('button', { name: 'Pay €72.50' }).click()
    await reader.page.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect((await buyer.api.showMyOrder({ order_id: orders[0]! })).state).toBe('awaiting_shipment')
    await reader.context.close()
  },
)

test('a cart that became dearer is re-quoted at the checkout, and can then be paid', async () => {
  const store = await site.store()
  const product = await site.product(store, { price: 4_000 })
  const buyer = await site.person()
  await site.fill(buyer, [product.variantId])
  const { page, context } = await site.visit({ as: buyer })
  await page.goto('/checkout')
  await page.getByRole('button', { name: 'Pay €44.90' }).waitFor()
  await buyer.api.setCartLine({ variant_id: product.variantId, units: 2 }) // in another window
  await page.getByRole('button', { name: 'Pay €44.90' }).click()
  await page.getByText('The total has changed to €84.90.').waitFor()
  await page.getByRole('button', { name: 'Pay €84.90' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await context.close()
})

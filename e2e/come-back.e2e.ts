import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

test.each([{ script: true }, { script: false }])(
  'a buyer comes back: wishes, stores, the address of last time, a receipt ($script)',
  async ({ script }) => {
    const store = await site.store()
    const title = `A teapot ${script}`
    const { productId, variantId } = await site.product(store, { title, stock: 5 })
    const buyer = await site.person()
    const { page, context } = await site.visit({ as: buyer, script })
    await page.goto(`/p/${productId}`)
    await page.getByRole('button', { name: 'Add to wish list' }).click()
    await page.getByRole('button', { name: 'On your wish list' }).waitFor()
    await page.waitForLoadState('networkidle') // the button changes before the server has responded
    await page.goto('/wishes')
    await page.getByRole('link', { name: title }).waitFor()

    await buyer.api.addToCart({ variant_id: variantId, units: 1 })
    await page.goto('/checkout')
    await page.getByLabel('Name').fill('Zoé Łuk')
    await page.getByLabel('Street').fill('1 rue de la Paix')
    await page.getByLabel('Postal code').fill('75002')
    await page.getByLabel('Town or city').fill('Paris')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await page.getByText('Your addresses').waitFor()
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.waitForURL(/purchases/)

    await buyer.api.addToCart({ variant_id: variantId, units: 1 })
    await page.goto('/checkout')
    await page.getByRole('radio', { name: /Zoé Łuk/ }).check()
    await page.getByRole('button', { name: 'Use this address' }).first().click()
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.waitForURL(/purchases/)
    const [order] = (await buyer.api.listMyOrders({})).items
    await page.goto(`/orders/${order!.id}`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Receipt (PDF)' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^receipt-.*\.pdf$/)
    await context.close()
  },
)

test('E7a the browser remembers viewed products only after consent', async () => {
  const store = await site.store()
  const [first, second] = [
    await site.product(store, { title: 'A first' }),
    await site.product(store, { title: 'A second' }),
  ]
  const { page, context } = await site.visit()
  const names = async () => (await context.cookies()).map(cookie => cookie.name)
  await page.goto(`/p/${first.productId}`)
  await page.goto(`/p/${second.productId}`)
  expect(await names()).not.toContain('seen')
  expect(await page.getByRole('heading', { name: 'Recently viewed' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(new RegExp(second.productId))
  await page.goto(`/p/${first.productId}`)
  await page.goto(`/p/${second.productId}`)
  await page.getByRole('heading', { name: 'Recently viewed' }).waitFor()
  expect(await page.getByRole('button', { name: 'Allow' }).count()).toBe(0)
  expect((await names()).sort()).toEqual(['consent', 'seen'])
  await context.close()
})

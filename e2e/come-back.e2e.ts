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
    await page.getByRole('button', { name: /[Pp]ay €/ }).click()
    await page.waitForURL(/purchases/)

    await buyer.api.addToCart({ variant_id: variantId, units: 1 })
    await page.goto('/checkout')
    await page.getByRole('radio', { name: /Zoé Łuk/ }).check()
    await page.getByRole('button', { name: 'Use this address' }).first().click()
    await page.getByRole('button', { name: /[Pp]ay €/ }).click()
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

test('a form that does not arrive stays with what was typed, and can be sent again; a page that does not come says so', async () => {
  const buyer = await site.person()
  const { page, context } = await site.visit({ as: buyer, width: 390 })
  await page.goto('/addresses')
  const save = page.getByRole('button', { name: 'Save address' })
  await page.getByLabel('Name').fill('Zoé Łuk')
  await page.getByLabel('Street').fill('1 rue de la Paix')
  await expect.poll(() => page.evaluate('Boolean(window.hydrated)')).toBe(true)
  await save.click() // the browser leads to what is missing, and it is not below the header
  const header = (await page.getByRole('banner').boundingBox())!
  const label = (await page.getByText('Postal code', { exact: true }).boundingBox())!
  expect(label.y).toBeGreaterThanOrEqual(header.y + header.height)
  await page.getByLabel('Postal code').fill('75002')
  await page.getByLabel('Town or city').fill('Paris')
  const calls = /\.data(\?|$)/
  const gateway = { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }
  let tries = 0
  await page.route(calls, call => (tries++ === 0 ? call.fulfill(gateway) : call.abort()))
  for (const each of [1, 2]) {
    await save.click()
    await expect.poll(() => tries).toBe(each)
    await expect.poll(() => save.getAttribute('aria-disabled')).toBe(null)
    await page.getByRole('alert').filter({ hasText: 'We could not be reached' }).waitFor()
    expect(await page.getByLabel('Street').inputValue()).toBe('1 rue de la Paix')
  }
  expect((await buyer.api.listAddresses({})).items).toEqual([])
  await page.unroute(calls)
  await save.click()
  await expect.poll(async () => (await buyer.api.listAddresses({})).items).toHaveLength(1)
  await page.getByText('Zoé Łuk').first().waitFor()
  await page.route(calls, call => call.abort())
  await page.getByRole('banner').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'We could not be reached' }).waitFor()
  await context.close()
})

test('E2b a wish that does not arrive leaves the product page as it is and says so; the next one is kept', async () => {
  const store = await site.store()
  const { productId } = await site.product(store)
  const buyer = await site.person()
  const { page, context } = await site.visit({ as: buyer })
  await page.goto(`/p/${productId}`)
  await page.keyboard.press('Tab') // scripts come with the first interaction
  await expect.poll(() => page.evaluate('Boolean(window.hydrated)')).toBe(true)
  const calls = /\.data(\?|$)/
  await page.route(calls, call => call.abort())
  const wish = page.getByRole('button', { name: 'Add to wish list' })
  await wish.click()
  await page.getByRole('alert').filter({ hasText: 'We could not be reached' }).waitFor()
  expect(await wish.getAttribute('aria-pressed')).toBe('false')
  expect((await buyer.api.listWishes({})).items).toEqual([])
  await page.unroute(calls)
  await wish.click()
  await page.getByRole('button', { name: 'On your wish list' }).waitFor()
  await expect.poll(async () => (await buyer.api.listWishes({})).items).toHaveLength(1)
  await context.close()
})

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

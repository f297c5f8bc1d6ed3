import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

/** What the page loads from now on. */
function loadedBy(page: Page): { path: string; request: Request }[] {
  const loaded: { path: string; request: Request }[] = []
  page.on('requestfinished', request => loaded.push({ path: new URL(request.url()).pathname, request }))
  return loaded
}
const alive = (page: Page) => expect.poll(() => page.evaluate('Boolean(window.hydrated)')).toBe(true)

test('a storefront page loads no script until the first interaction, then all it needs', async () => {
  const store = await site.store()
  const { productId } = await site.product(store, { title: 'Kubek ząb i ğ', stock: 3 })
  for (const path of ['/', '/search', '/cart', `/p/${productId}`, '/c']) {
    const { page, context } = await site.visit()
    const loaded = loadedBy(page)
    await page.goto(path, { waitUntil: 'networkidle' })
    const looked = loaded.splice(0)
    expect(
      looked.filter(each => each.path.endsWith('.js')),
      path,
    ).toEqual([])
    let fontBytes = 0
    for (const { path, request } of looked)
      if (path.endsWith('.woff2')) fontBytes += (await request.sizes()).responseBodySize
    expect(fontBytes, path).toBeLessThanOrEqual(60_000)
    await page.mouse.move(100, 100)
    await alive(page)
    expect(loaded.filter(each => each.path.endsWith('.js')).length, path).toBeLessThanOrEqual(15)
    await context.close()
  }
})

test('a choice made before the script has loaded is sent', async () => {
  const store = await site.store()
  await site.product(store, { title: 'Early bird', stock: 3 })
  await expect.poll(async () => (await site.as(null).api.searchProducts({ q: 'early' })).total.count).toBe(1)
  const { page, context } = await site.visit()
  await page.route('**/assets/*.js', () => {}) // it never appears
  await page.goto('/search?q=early')
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('price')
  await page.waitForURL(/sort=price/)
  await page.getByRole('checkbox', { name: 'Free shipping' }).check()
  await page.waitForURL(/free=1/)
  await context.close()
})

test('a button pressed before the script has loaded works once it has', async () => {
  const store = await site.store()
  const { variantId } = await site.product(store, { stock: 5 })
  const buyer = await site.person()
  await site.fill(buyer, [variantId])
  const { page, context } = await site.visit({ as: buyer })
  await page.goto('/cart')
  // a tap without any event before it, as on a phone
  await page.getByRole('button', { name: 'One more' }).dispatchEvent('click')
  await alive(page)
  await expect.poll(async () => (await buyer.api.showCart({})).stores[0]!.lines[0]!.units).toBe(2)
  await context.close()
})

test('what is opened before the script is there stays open when it is, and closes with a change of the page', async () => {
  const { page, context } = await site.visit({ width: 390 })
  await page.goto('/')
  await page.getByRole('button', { name: 'English · EUR' }).first().click()
  const choice = page.getByRole('button', { name: 'Français' })
  await choice.waitFor()
  await alive(page)
  expect(await choice.isVisible()).toBe(true)
  await page.evaluate('document.querySelector(\'footer a[href="/c"]\').click()')
  await page.getByRole('heading', { level: 1, name: 'Categories' }).waitFor()
  await choice.waitFor({ state: 'hidden' })
  await context.close()
})

test('consoles load script without an interaction', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  const loaded = loadedBy(page)
  await page.goto('/seller', { waitUntil: 'networkidle' })
  expect(loaded.filter(each => each.path.endsWith('.js')).length).toBeGreaterThan(5)
  await context.close()
})

test('nothing moves under a pointer when the script of a console starts, and no other styles come with it', async () => {
  const store = await site.store()
  const { productId } = await site.product(store)
  for (const path of ['/seller/products/new', `/seller/products/${productId}`]) {
    const { page, context } = await site.visit({ as: store.owner })
    const held = Promise.withResolvers<void>()
    await page.route('**/assets/*.js', async route => {
      await held.promise
      await route.continue()
    })
    const places = () =>
      page.evaluate<unknown>(`document.fonts.ready.then(() => [
        [...document.styleSheets].map(sheet => sheet.href),
        [...document.querySelectorAll('label, summary')].map(each => [each.innerText, each.getBoundingClientRect().top]),
      ])`)
    await page.goto(path, { waitUntil: 'commit' })
    await page.getByText('countries').last().waitFor()
    await expect.poll(() => page.evaluate('document.readyState')).not.toBe('loading')
    const before = await places()
    held.resolve()
    await page.locator('[contenteditable]').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await places(), path).toEqual(before)
    await context.close()
  }
})

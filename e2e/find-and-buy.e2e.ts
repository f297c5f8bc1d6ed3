import { expect, test } from 'vitest'
import { recomputeScores } from '#search/index.ts'
import type { Store } from '../test/market.ts'
import { openSite } from './site.ts'

const site = openSite()

const address = { name: 'Zoé Łuk', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' }

async function sell(store: Store, title: string, glaze: 'matt' | 'glossy'): Promise<void> {
  const { api } = store.owner
  const { id } = await api.createProduct({
    title,
    description: 'Thrown by hand.',
    category: 'test-mugs',
    attributes: { test_glaze: glaze },
    template_id: store.templateId,
    pictures: [await site.picture(store)],
    variants: [{ name: 'One', sku: title, price_minor: 2_400, on_hand: 5 }],
  })
  await api.publishProduct({ product_id: id })
}

test.each([
  { script: true, width: 1280 },
  { script: false, width: 1280 },
  { script: true, width: 390 },
])(
  'E10b E10e R5.1e a buyer searches with a typing error, filters, and buys with a saved address; nothing of it in a country not served (%o)',
  async how => {
    const store = await site.store()
    // very different words, since search tolerates typing errors
    const word = how.width === 390 ? 'celadon' : how.script ? 'kintsugi' : 'tenmoku'
    await sell(store, `Marbled ${word} tumbler`, 'matt')
    await sell(store, `Plain ${word} tumbler`, 'glossy')
    await expect.poll(async () => (await site.as(null).api.searchProducts({ q: word })).total.count).toBe(2)
    const buyer = await site.person()
    await buyer.api.saveAddress({ address })
    const { page, context } = await site.visit({ as: buyer, ...how })
    await page.goto('/')
    await page.getByRole('combobox', { name: 'Search products' }).fill(`marbeld ${word} tumbler`)
    await page.getByRole('combobox', { name: 'Search products' }).press('Enter')
    await page.getByText('Showing results for').waitFor()
    expect(await page.locator('article').count()).toBe(1)

    await page.goto(`/search?q=${word}`)
    expect(await page.locator('article').count()).toBe(2)
    if (how.width === 390) await page.locator('summary', { hasText: 'Filters' }).click()
    await page.getByLabel(/^Matt/).locator('visible=true').check()
    if (!how.script) await page.getByRole('button', { name: 'Apply' }).first().click()
    await page.getByRole('link', { name: 'Remove Glaze: Matt' }).waitFor()
    expect(await page.locator('article').count()).toBe(1)

    await page.getByRole('link', { name: `Marbled ${word} tumbler` }).click()
    await page.getByRole('button', { name: 'Buy now' }).click()
    await page.waitForURL('**/cart')
    await page.goto('/checkout')
    await page.getByRole('button', { name: 'Use this address' }).first().click()
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.getByText('Thank you').first().waitFor()
    expect((await buyer.api.listMyOrders({})).items).toHaveLength(1)

    // Finland is not among the countries of the store's template
    await context.addCookies([{ name: 'country', value: 'FI', url: site.db.publicUrl }])
    await page.goto(`/search?q=${word}`)
    await page.getByText('No results').waitFor()
    await context.close()
  },
)

test('E10g suggestions come while typing, and the keyboard chooses one', async () => {
  const store = await site.store()
  await sell(store, 'Quixotic teabowl', 'matt')
  await expect.poll(async () => (await site.as(null).api.searchProducts({ q: 'quixotic' })).total.count).toBe(1)
  await recomputeScores(site.db)
  const { page, context } = await site.visit({})
  await page.goto('/')
  const field = page.getByRole('combobox', { name: 'Search products' })
  await field.pressSequentially('quix')
  await page.getByRole('option', { name: 'quixotic teabowl' }).waitFor()
  await field.press('ArrowDown')
  expect(await page.getByRole('option', { selected: true }).textContent()).toContain('quixotic')
  await field.press('Enter')
  await page.waitForURL('**/search?q=quixotic*')
  await field.fill('test mu')
  await page.getByRole('option', { name: /Test mugs/ }).click()
  await page.waitForURL('**/c/test-mugs')
  await page.getByRole('heading', { name: 'Test mugs' }).waitFor()
  await context.close()
})

test('E11a every page has one canonical address, renamed products redirect to theirs, and all are in the sitemap', async () => {
  const store = await site.store()
  const { productId } = await site.product(store, { title: 'Before Rename' })
  const at = (path: string) => fetch(`${site.db.publicUrl}${path}`, { redirect: 'manual' })
  const text = async (path: string) => (await at(path)).text()
  const old = await at(`/p/${productId}/before-rename`)
  expect(old.status).toBe(200)
  await store.owner.api.updateProduct({ product_id: productId, revision: 1, title: 'After <Rename>' })
  const moved = await at(`/fr/p/${productId}/before-rename`)
  expect([moved.status, moved.headers.get('location')]).toEqual([301, `/fr/p/${productId}/after-rename`])
  const page = await text(`/p/${productId}/after-rename`)
  expect(page).toContain(`<link rel="canonical" href="${site.db.publicUrl}/p/${productId}/after-rename"/>`)
  expect(page).toContain(`hrefLang="fr" href="${site.db.publicUrl}/fr/p/${productId}/after-rename"`)
  const facts = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)![1]!)
  expect(facts).toMatchObject({
    '@type': 'Product',
    name: 'After <Rename>',
    offers: { price: '20.00', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  })
  await expect.poll(async () => (await site.as(null).api.searchProducts({ q: 'after rename' })).total.count).toBe(1)
  await recomputeScores(site.db)
  const files = [...(await text('/sitemap.xml')).matchAll(/<loc>(.*?)<\/loc>/g)].map(
    match => new URL(match[1]!).pathname,
  )
  const listed = (await Promise.all(files.map(text))).join()
  for (const path of [
    `/p/${productId}/after-rename`,
    `/fr/p/${productId}/after-rename`,
    '/c/test-things',
    '/fr/c/test-goods',
  ])
    expect(listed).toContain(`<loc>${site.db.publicUrl}${path}</loc>`)
  expect(await text('/robots.txt')).toContain('Disallow: /checkout')
  expect([(await at('/sitemap/nothing.xml')).status, (await at('/c/nothing')).status]).toEqual([404, 404])
  expect((await at('/products')).headers.get('location')).toBe('/search')
})

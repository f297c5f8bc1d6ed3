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
    await page.waitForURL('**/checkout')
    await page.getByRole('button', { name: 'Use this address' }).first().click()
    await page.getByRole('button', { name: /[Pp]ay €/ }).click()
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
  expect(await page.getByRole('listbox').getByRole('option', { selected: true }).textContent()).toContain('quixotic')
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

/** The structured data of a page, by its type. */
// biome-ignore lint/suspicious/noExplicitAny: read as search engines do, without a type
async function factsOf(path: string): Promise<Record<string, any>> {
  const page = await (await fetch(`${site.db.publicUrl}${path}`)).text()
  const blocks = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)]
  return Object.fromEntries(blocks.map(([, json]) => JSON.parse(json!)).map(facts => [facts['@type'], facts]))
}

test('E11b structured data say what a search engine asks of a product, its variants and its store', async () => {
  const store = await site.store()
  const { api } = store.owner
  const variant = { name: 'Sky', color_key: 'blue', color: '#88aaff', price_minor: 2_450, on_hand: 3 }
  const { id } = await api.createProduct({
    title: 'Canvas sneakers',
    description: 'Sewn by hand.',
    category: 'test-things',
    template_id: store.templateId,
    pictures: [await site.picture(store)],
    variants: [
      { ...variant, sku: 'sky-38', size: '38', gtin: '4006381333931' },
      { ...variant, sku: 'sky-39', size: '39', on_hand: 0 },
    ],
  })
  await api.publishProduct({ product_id: id })
  const { ProductGroup: group } = await factsOf(`/p/${id}`)
  expect(group).toMatchObject({ name: 'Canvas sneakers', productGroupID: id })
  expect(group!.variesBy).toEqual(['https://schema.org/color', 'https://schema.org/size'])
  const [first, second] = group!.hasVariant
  expect(first).toMatchObject({ gtin: '4006381333931', size: '38', color: 'Sky' })
  expect(first.sku).not.toBe(second.sku)
  expect([first, second].map(each => each.offers.availability)).toEqual([
    'https://schema.org/InStock',
    'https://schema.org/OutOfStock',
  ])
  expect(first.offers).toMatchObject({ price: '24.50', priceCurrency: 'EUR' })
  expect(first.offers.itemCondition).toBe('https://schema.org/NewCondition')
  expect(first.offers.seller.address).toMatchObject({ '@type': 'PostalAddress', addressCountry: 'FR' })
  expect(first.offers.hasMerchantReturnPolicy).toMatchObject({ merchantReturnDays: 14 })
  const [delivery] = first.offers.shippingDetails
  expect(delivery.shippingDestination.addressCountry).toMatch(/^[A-Z]{2}$/)
  expect(delivery.deliveryTime.handlingTime).toMatchObject({ minValue: 0, unitCode: 'DAY' })
  expect(delivery.deliveryTime.transitTime.maxValue).toBeGreaterThan(0)
  // the address of a variant opens with it chosen
  const { page, context } = await site.visit({ script: false })
  await page.goto(first.offers.url)
  expect(await page.getByRole('radio', { name: '38' }).isChecked()).toBe(true)
  await context.close()

  const { slug } = (await site.as(null).api.showProduct({ product_id: id })).store
  const { OnlineStore: shop } = await factsOf(`/s/${slug}`)
  expect(shop).toMatchObject({ url: `${site.db.publicUrl}/s/${slug}`, address: { addressCountry: 'FR' } })
  for (const path of ['/', `/p/${id}`, `/s/${slug}`, '/c/test-things']) {
    const text = await (await fetch(`${site.db.publicUrl}${path}`)).text()
    for (const name of ['og:title', 'og:url', 'og:description', 'og:site_name', 'og:locale'])
      expect(text, `${path} ${name}`).toContain(`<meta property="${name}"`)
    expect(text, path).toContain('<meta name="description" content="')
    expect(text, path).toContain('hrefLang="x-default"')
  }
})

import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { address } from '../test/market.ts'
import { testCategory } from '../test/tree.ts'
import { openSite } from './site.ts'

const site = openSite()

/** Ends an attribute, a tag and a script, then tries to open each. */
const words = '\'"></script></title><img src=x onerror=x()><b onclick=x()>'
const few = '<img src=x>'

test('text written by people is never markup, on pages, in JSON and in mails', async () => {
  const store = await site.store()
  const operator = await site.person({ operator: true })
  const buyer = await site.person()
  const { api } = store.owner
  await api.updateTemplate({
    ...(await api.showTemplate({ template_id: store.templateId })),
    template_id: store.templateId,
    name: words,
  })
  const { id: product_id } = await api.createProduct({
    title: `Thing ${words}`,
    description: `<p>${words}</p><script>x()</script><a href="javascript:x()">here</a>`,
    category: testCategory,
    attributes: {},
    template_id: store.templateId,
    pictures: [await site.picture(store)],
    variants: [few, `${few}2`].map(size => ({ name: words, size, sku: size, price_minor: 900, on_hand: 9 })),
  })
  await api.publishProduct({ product_id })
  await api.inviteMember({ email: 'packer@example.eu', role: 'orders', locale: 'en' })
  await operator.api.addSynonyms({ words: [words.slice(0, 60), 'thing'] })
  const { revision, axes } = await operator.api.showCategoryAsOperator({ category: 'test-goods' })
  await operator.api.updateCategory({
    category: 'test-goods',
    revision,
    state: 'open',
    axes,
    names: { en: words, fr: words },
    reason: words,
  })
  await operator.api.authorizeStore({
    store_id: publicId('sto', store.id),
    category: 'test-vitamins',
    reason: words,
  })
  const { variants, slug } = await buyer.api.showProduct({ product_id })
  await buyer.api.saveAddress({ address: { ...address, name: words, line1: words, line2: words, city: words } })
  await buyer.api.addToCart({ variant_id: variants[0]!.id })
  const cart = await buyer.api.setDelivery({
    address: { ...address, name: words, line1: words, line2: words, city: words },
  })
  const paid = await buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: cart.total.amount_minor })
  await buyer.api.addToCart({ variant_id: variants[1]!.id })
  await operator.api.takeDownProduct({ product_id, reason: words })
  await operator.api.reinstateProduct({ product_id })
  await site.settle()
  await buyer.api.searchProducts({ q: `nowhere ${words}` })

  const [order] = paid.orders
  const q = encodeURIComponent(words)
  const storeSlug = (await buyer.api.listStores({})).items[0]!.slug
  const visits = [
    [
      buyer,
      `/ /fr /search?q=${q} /search?q=thing&f=${q} /p/${product_id} /p/${product_id}/${slug}?color=${q} /s/${storeSlug}?q=${q} /c /c/test-goods /cart /checkout /orders /orders/${order} /purchases/${paid.purchase_id} /addresses /account`,
    ],
    [
      store.owner,
      `/seller /seller/orders?q=${q} /seller/orders/${order} /seller/products?q=${q} /seller/products/${product_id} /seller/products/category?q=${q} /seller/templates /seller/templates/${store.templateId} /seller/team /seller/balance`,
    ],
    [
      operator,
      `/ops /ops/orders /ops/orders/${order} /ops/products?q=${q} /ops/products/${product_id} /ops/stores /ops/stores/${publicId('sto', store.id)} /ops/categories?q=${q} /ops/categories/test-goods /ops/searches?words=${q} /ops/search?q=${q} /ops/audit /ops/journals /ops/mails /ops/deadlines`,
    ],
  ] as const
  for (const [person, paths] of visits) {
    const { page, context } = await site.visit({ as: person })
    const ran: string[] = []
    page.on('pageerror', error => ran.push(error.message))
    page.on('dialog', dialog => void dialog.dismiss().then(() => ran.push('dialog')))
    for (const path of paths.split(' ')) {
      expect((await page.goto(path))?.status(), path).toBeLessThan(400)
      const markup = await page.evaluate<number>(
        `document.querySelectorAll('img[src="x"], [onerror], [onclick], a[href^="javascript:"], script:not([src]):not([nonce]):not([type="application/ld+json"])').length`,
      )
      expect([path, markup, ran]).toEqual([path, 0, []])
      const facts = await page.evaluate<string[]>(
        `[...document.querySelectorAll('script[type="application/ld+json"]')].map(each => each.textContent)`,
      )
      for (const fact of facts) expect(JSON.parse(fact)['@context']).toBe('https://schema.org')
    }
    await context.close()
  }
  const { items: mails } = await operator.api.listMails({ limit: 100 })
  expect(mails.length).toBeGreaterThan(1)
  for (const { html, subject } of mails) expect([subject, /<img src=x|<b onclick/.test(html)]).toEqual([subject, false])
  const csv = (await operator.api.exportAllOrders({})).bytes.toString()
  expect(csv.split('\n')[0]).toContain('number')
})

test('what no browser of ours sends is refused without a fault', async () => {
  const at = (path: string, init: RequestInit = {}) => fetch(site.db.publicUrl + path, { redirect: 'manual', ...init })
  const post = (type: string, body: string) =>
    at('/prefs', { method: 'POST', headers: { 'content-type': type }, body }).then(({ status }) => status)
  const form = 'application/x-www-form-urlencoded'
  expect(await post(form, 'lang=en&to=/cart')).toBe(303)
  expect(await post('multipart/form-data; boundary=x', '--x\r\ncut off')).toBe(400)
  expect(await post('text/plain', 'lang=en')).toBe(400)
  expect(await post(form, 'a&'.repeat(60_000))).toBe(413)
  expect(await post(form, 'a'.repeat(140_000))).toBe(413)
  for (const flash of ['null', '{"tone":"ok","text":{"a":1}}', '{"tone":{},"text":"a"}'])
    expect((await at('/cart', { headers: { cookie: `flash=${encodeURIComponent(flash)}` } })).status, flash).toBe(200)
  for (const path of ['/%2Fevil.example/products', '/%5Cevil.example/products'])
    expect((await at(path)).headers.get('location') ?? '/search', path).toBe('/search')
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { applicant, fillApplication } from '../test/applicant.ts'
import type { Person, Store } from '../test/market.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Serious and critical findings of the accessibility checker, as `rule: element`. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate<
    string[]
  >(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
    violations.filter(each => ['serious', 'critical'].includes(each.impact))
      .flatMap(each => each.nodes.map(node => each.id + ': ' + node.html.slice(0, 160))))`)
}

/** A code that the browser asked for: pages that wait for one are shown to nobody else. */
const asked = { email: 'a@example.eu', request: 'x', country: 'FR' }

async function look(person: Person, paths: readonly string[]): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    const { page, context } = await site.visit({ as: person, width: scheme === 'light' ? 1440 : 390 })
    await page.emulateMedia({ colorScheme: scheme })
    await context.addCookies([
      { name: 'code', value: encodeURIComponent(JSON.stringify(asked)), url: site.db.publicUrl },
    ])
    for (const path of paths) {
      const response = await page.goto(path)
      expect(response?.status(), path).toBe(200)
      await expectNoSidewaysScroll(page)
      expect(await barriers(page), `${path}, ${scheme}`).toEqual([])
    }
    await context.close()
  }
}

const sellerPages = [
  '/seller',
  '/seller/orders',
  '/seller/products',
  '/seller/products/new',
  '/seller/products/new?category=test-mugs',
  '/seller/products/category',
  '/seller/products/category?in=test-goods',
  '/seller/products/category?q=test',
  '/seller/templates',
  '/seller/templates/new',
  '/seller/balance',
  '/seller/balance?list=payouts',
  '/seller/team',
  '/seller/jobs',
  '/seller/company',
  '/seller/ship-by',
]
const opsPages = [
  '/ops',
  '/ops/applications',
  '/ops/categories',
  '/ops/categories?q=test',
  '/ops/categories/test-goods',
  '/ops/categories/test-mugs?attribute=test_glaze',
  '/ops/categories/test-vitamins',
  '/ops/orders',
  '/ops/books',
  '/ops/health',
  '/ops/jobs',
  '/ops/jobs?of=stores',
  '/ops/journals',
  '/ops/payouts',
  '/ops/payouts?state=batches',
  '/ops/deadlines',
  '/ops/deadlines?which=fired',
  '/ops/clock',
  '/ops/mails',
  '/ops/markets',
  '/ops/policies',
  '/ops/audit',
  '/ops/products',
  '/ops/search?q=store',
  '/ops/searches',
  '/ops/stores',
  '/ops/stores/new',
]
const shopPages = ['/', '/sell', '/products', '/cart', '/orders', '/wishes', '/follows', '/addresses']

describe('every page, light and wide, dark and narrow: answers, does not scroll sideways, has no barrier', {
  timeout: 300_000,
}, () => {
  test('with nothing in it', async () => {
    const store = await site.store()
    await look(await site.person(), [...shopPages, '/fr'])
    await look(market(), [
      '/account/log-in',
      '/account/sign-up',
      '/account/code',
      '/account/second-factor',
      '/account/recover',
      '/account/recover/x',
      '/account/address/x',
      '/join',
      '/join/code',
    ])
    await look(await site.person(), ['/account'])
    await look(store.owner, sellerPages)
    await look(await site.person({ operator: true }), opsPages)
  })

  test('with data in it', async () => {
    const store = await site.store()
    const product = await site.product(store, { stock: 3 })
    const buyer = await site.person()
    const { orders, purchase_id } = await site.buy(buyer, [product.variantId])
    await site.buy(buyer, [product.variantId], { method: 'card_refused' })
    const { slug } = (await buyer.api.listStores({})).items[0]!
    await site.fill(buyer, [product.variantId])
    await store.owner.api.startOrdersExport({ from: '2026-01-01', to: '2026-12-31', format: 'csv' })
    const batch = await aBatch(store)
    await look(buyer, [
      ...shopPages,
      `/p/${product.productId}`,
      `/s/${slug}`,
      '/checkout',
      `/purchases/${purchase_id}`,
      `/orders/${orders[0]}`,
    ])
    await look(store.owner, [
      ...sellerPages,
      `/seller/orders/${orders[0]}`,
      `/seller/products/${product.productId}`,
      `/seller/templates/${store.templateId}`,
    ])
    const operator = await site.person({ operator: true })
    const grant = { store_id: publicId('sto', store.id), category: 'test-vitamins', reason: 'a licence, seen' }
    await operator.api.authorizeStore(grant)
    const { revision } = await operator.api.showAnyCategory({ category: 'test-mugs' })
    await operator.api.setRate({ category: 'test-mugs', revision, rate_bps: 650, reason: 'agreed' })
    await look(operator, [
      ...opsPages,
      `/ops/products/${product.productId}`,
      `/ops/stores/${publicId('sto', store.id)}`,
      `/ops/orders/${orders[0]}`,
      `/ops/payouts/${batch}`,
    ])
  })
})

/** A batch of one payout, beside another that waits. */
async function aBatch(store: Store): Promise<string> {
  await site.nameAccount(store)
  await site.earn(store, 5_000)
  await site.pass({ hours: 48 })
  const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
  await store.owner.api.requestPayout({ amount_minor: 2_000 })
  const operator = await site.person({ operator: true })
  return (await operator.api.makePayoutBatch({ payout_ids: [id] })).id
}

test('of an application and its review', { timeout: 120_000 }, async () => {
  const person = await applicant(site)
  const { application_id } = person
  const paths = ['', '/company', '/representative', '/documents', '/store'].map(
    step => `/join/${application_id}${step}`,
  )
  await look(person, paths)
  await fillApplication(person)
  await person.api.submitApplication({ application_id, self_certified: true })
  const operator = await site.person({ operator: true })
  await look(operator, ['/ops/applications', `/ops/applications/${application_id}`])
  const reasons = { legal_name: 'The card says otherwise.', tax_card: 'Not readable.' }
  await operator.api.sendBackApplication({ application_id, decision: 'reject', reasons, note: 'Look again.' })
  await look(person, [...paths, '/seller'])
  await look(operator, ['/ops/applications?state=rejected', `/ops/applications/${application_id}`])
  const { owner } = await site.store()
  await owner.api.inviteMember({ email: 'asked@example.eu', role: 'catalog', locale: 'en' })
  await look(owner, ['/seller/team'])
  const catalog = await site.person({
    storeId: parsePublicId('sto', 1, (await owner.api.ownStore({})).id)![0]!,
    role: 'catalog',
  })
  await look(catalog, ['/seller', '/seller/products', '/seller/products/new', '/seller/templates'])
})

/** A stranger. */
const market = (): Person => site.as(null)

test('pages are for whom they are for: others are sent to log in, or refused', async () => {
  const stranger = await site.visit()
  await stranger.page.goto('/seller/orders')
  expect(new URL(stranger.page.url()).pathname).toBe('/account/log-in')
  await stranger.page.goto('/ops/mails')
  expect(new URL(stranger.page.url()).pathname).toBe('/account/log-in')
  await stranger.context.close()
  const buyer = await site.visit({ as: await site.person() })
  expect((await buyer.page.goto('/seller'))?.status()).toBe(403)
  expect((await buyer.page.goto('/ops'))?.status()).toBe(403)
  await buyer.context.close()
})

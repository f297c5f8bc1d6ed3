import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { publishFolder } from '#content/index.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { applicant, fillApplication } from '../test/applicant.ts'
import type { Person, Store } from '../test/market.ts'
import routes from '../web/routes.ts'
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

/** A code requested in the browser: pages that wait for one are not shown without it. */
const asked = { email: 'a@example.eu', request: 'x', country: 'FR' }

/** Checks both themes at the same time: one waits for the server while the other is checked. */
const look = (person: Person, paths: readonly string[]): Promise<unknown> =>
  Promise.all([lookIn('light', 1440, person, paths), lookIn('dark', 390, person, paths)])

async function lookIn(
  colorScheme: 'light' | 'dark',
  width: number,
  person: Person,
  paths: readonly string[],
): Promise<void> {
  const { page, context } = await site.visit({ as: person, width })
  const store = paths.some(path => path.startsWith('/seller')) ? await storeOf(person) : null
  await page.emulateMedia({ colorScheme })
  await context.addCookies([{ name: 'code', value: encodeURIComponent(JSON.stringify(asked)), url: site.db.publicUrl }])
  for (const listed of paths) {
    const path = store ? listed.replace(/^\/seller\b/, `/seller/${store}`) : listed
    const response = await page.goto(path)
    // soft: one run reports all failures
    expect.soft(response?.status(), path).toBe(200)
    expect.soft(new URL(page.url()).pathname, `${path} leads elsewhere`).toBe(path.replace(/\?.*/, ''))
    await expectNoSidewaysScroll(page)
    expect.soft(await barriers(page), `${path}, ${colorScheme}`).toEqual([])
  }
  await context.close()
}

/** The store in the addresses of its member; null: they have none. */
const storeOf = async ({ api }: Person): Promise<string | null> =>
  (await api.ownStore({}).catch(() => null))?.slug ?? null

/**
 * A page of web/routes.ts: `/ops/orders/:id`; files without a page (`.ts`) are left out. Pages of a store are listed without
 * it, and visited with it.
 */
type PageRoute = { readonly pattern: string; readonly room: string }

const pagesOf = (entries: readonly RouteConfigEntry[], above = ''): PageRoute[] =>
  entries.flatMap(({ path, file, children }) => {
    const pattern = [above, path].filter(Boolean).join('/')
    if (children) return pagesOf(children, pattern)
    return file.endsWith('.tsx')
      ? [
          {
            pattern: `/${pattern.replace(/:lang\?\/?|:store(\/|$)/, '').replace(/\/$/, '')}`,
            room: file.split('/')[0]!,
          },
        ]
      : []
  })
const pages = pagesOf(routes as RouteConfigEntry[])

/** Addresses of the page besides its plain one, or, for one with parameters, all of them. */
type Addresses = Readonly<Record<string, readonly string[]>>
type Visitors = Readonly<Record<string, Person>>

/** Pages with more to show at another address. */
const more: Addresses = {
  '/': ['/fr'],
  '/seller/products/new': ['/seller/products/new?category=test-mugs'],
  '/seller/products/category': ['/seller/products/category?in=test-goods', '/seller/products/category?q=test'],
  '/seller/balance': ['/seller/balance?list=payouts'],
  '/ops/categories': ['/ops/categories?q=test'],
  '/ops/jobs': ['/ops/jobs?of=stores'],
  '/ops/payouts': ['/ops/payouts?state=batches'],
  '/ops/deadlines': ['/ops/deadlines?which=fired'],
  '/ops/search': ['/ops/search?q=store'],
  '/search': ['/search?q=thing', '/search?q=nothing'],
}
/** Pages that redirect visitors they have nothing for. */
const needData = ['/checkout', '/help', '/contact']
/** Pages for visitors who are not logged in, and the gallery: the same with data and without, so visited once. */
const forStrangers = /^\/(account\/.+|join|join\/code|join\/team\/:link|kit.*)$/

/** Visits each page as the person it is for; `given`: addresses with data, for pages with parameters. */
async function lookAtAll(visitors: Visitors, given: Addresses | null): Promise<void> {
  const byVisitor = new Map<Person, string[]>()
  const stranger = site.as(null)
  for (const { pattern, room } of pages) {
    const isPlain = !pattern.includes(':') && (given || !needData.includes(pattern))
    const always = [...(isPlain ? [pattern] : []), ...(more[pattern] ?? [])]
    const addresses = [...always, ...(given?.[pattern] ?? [])]
    if (given) expect(addresses, `${pattern}: say here at which address it is seen`).not.toEqual([])
    const isStrange = forStrangers.test(pattern)
    const visitor = isStrange ? stranger : (visitors[room] ?? visitors.storefront!)
    const seen = isStrange && given ? addresses.slice(always.length) : addresses
    byVisitor.set(visitor, [...(byVisitor.get(visitor) ?? []), ...seen])
  }
  for (const [visitor, addresses] of byVisitor) await look(visitor, addresses)
}

describe('every page, light and wide, dark and narrow: responds, does not scroll sideways, is accessible', () => {
  test('with nothing in it', async () => {
    const { owner: seller } = await site.store()
    await lookAtAll({ seller, ops: await site.person({ operator: true }), storefront: await site.person() }, null)
  })

  test('with data in it', async () => {
    const store = await site.store()
    const [title, description] = [`Lamp${'abcdefghij'.repeat(10)}`, `https://example.eu/${'x'.repeat(300)}`]
    const product = await site.product(store, { stock: 3, title, description })
    const buyer = await site.person()
    const { orders, purchase_id } = await site.buy(buyer, [product.variantId])
    await site.buy(buyer, [product.variantId], { method: 'card_refused' })
    const { slug } = (await buyer.api.listStores({})).items[0]!
    await site.fill(buyer, [product.variantId])
    const operator = await site.person({ operator: true })
    const grant = { store_id: publicId('sto', store.id), category: 'test-vitamins', reason: 'a licence, seen' }
    await operator.api.authorizeStore(grant)
    const { revision } = await operator.api.showCategoryAsOperator({ category: 'test-mugs' })
    await operator.api.setRate({ category: 'test-mugs', revision, rate_bps: 650, reason: 'agreed' })
    await publishFolder(site.db, 'demo/pages')
    await operator.api.savePageDraft({ page: 'help', texts: { en: '## Next' }, revision: 0 })
    const applying = await applicant(site)
    const application = applying.application_id
    const applied = await applicant(site)
    await fillApplication(applied, { store: { email: 'applied@example.eu' } })
    await applied.api.submitApplication({ application_id: applied.application_id, self_certified: true })
    await lookAtAll(
      { seller: store.owner, ops: operator, storefront: buyer, join: applying },
      {
        '/account/recover/:link': ['/account/recover/x'],
        '/account/address/:link': ['/account/address/x'],
        '/join/team/:link': [await anInvitation(store)],
        '/join/:id': [`/join/${application}`],
        '/join/:id/company': [`/join/${application}/company`],
        '/join/:id/representative': [`/join/${application}/representative`],
        '/join/:id/documents': [`/join/${application}/documents`],
        '/join/:id/store': [`/join/${application}/store`],
        '/seller/orders/:id': [`/seller/orders/${orders[0]}`],
        '/seller/products/:id': [`/seller/products/${product.productId}`],
        '/seller/products/:id/stock': [`/seller/products/${product.productId}/stock`],
        '/seller/templates/:id': [`/seller/templates/${store.templateId}`],
        '/ops/applications/:id': [`/ops/applications/${applied.application_id}`],
        '/ops/orders/:id': [`/ops/orders/${orders[0]}`],
        '/ops/payouts/:id': [`/ops/payouts/${await aBatch(store)}`],
        '/ops/products/:id': [`/ops/products/${product.productId}`],
        '/ops/categories/:key': [
          '/ops/categories/test-goods',
          '/ops/categories/test-mugs?attribute=test_glaze',
          '/ops/categories/test-vitamins',
        ],
        '/ops/stores/:id': [`/ops/stores/${grant.store_id}`],
        '/ops/users/:id': [`/ops/users/${publicId('usr', buyer.userId!)}`],
        '/ops/pages/:page': ['/ops/pages/imprint', '/ops/pages/help'],
        '/legal/:page': ['/legal/imprint', '/fr/legal/privacy', '/legal/cookies', '/legal/terms', '/legal/withdrawal'],
        '/c/:key': ['/c/test-goods', '/c/test-mugs'],
        '/p/:id/:slug?': [`/p/${product.productId}`],
        '/s/:slug': [`/s/${slug}`],
        '/purchases/:id': [`/purchases/${purchase_id}`],
        '/orders/:id': [`/orders/${orders[0]}`],
      },
    )
  })
})

test('an inaccessible element is found, and a page wider than its window', async () => {
  const { page, context } = await site.visit({ width: 390 })
  await page.setContent('<html lang="en"><title>A</title><main style="width: 500px"><img src="x"><input></main></html>')
  expect((await barriers(page)).map(each => each.split(':')[0])).toEqual(['image-alt', 'label'])
  await expect(expectNoSidewaysScroll(page)).rejects.toThrow()
  await context.close()
})

test('a page without an address in this test is named', async () => {
  const seen = lookAtAll({ storefront: site.as(null) }, {})
  await expect(seen).rejects.toThrow('/account/recover/:link: say here at which address it is seen')
})

/** The link in the mail that invites a colleague. */
async function anInvitation(store: Store): Promise<string> {
  const email = 'colleague@example.eu'
  await store.owner.api.inviteMember({ email, role: 'catalog', locale: 'en' })
  const { rows } = await sql<{ text: string }>`
    select text from platform.mails where recipient = ${email} order by id desc limit 1
  `.execute(site.db.read)
  return /\/join\/team\/\S+/.exec(rows[0]!.text)![0]
}

/** A batch of one payout, next to another payout that waits. */
async function aBatch(store: Store): Promise<string> {
  await site.nameAccount(store)
  await site.earn(store, 5_000)
  await site.pass({ hours: 48 })
  const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
  await store.owner.api.requestPayout({ amount_minor: 2_000 })
  const operator = await site.person({ operator: true })
  return (await operator.api.createPayoutBatch({ payout_ids: [id] })).id
}

test('of an application and its review', async () => {
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
  await look(catalog, ['/seller/products', '/seller/products/new', '/seller/templates'])
})

test('pages are shown to their audience only: others are sent to log in, or refused', async () => {
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

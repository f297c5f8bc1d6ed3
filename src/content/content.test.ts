import { expect, test } from 'vitest'
import { missingPages } from '#content/index.ts'
import { contentPages, requiredPages } from '#content/limits.ts'
import { codeFor } from '../../test/applicant.ts'
import { openMarket, type Person, refusalOf } from '../../test/market.ts'

const market = openMarket()
const reader = () => market.as(null).api

/** Saves and publishes a page; returns its version. */
async function publish(operator: Person, page: (typeof contentPages)[number], en: string, fr?: string) {
  const { revision } = await operator.api.savePageDraft({ page, texts: { en, fr }, revision: 0 })
  return (await operator.api.publishPage({ page, revision })).version
}

test('E12a a page is drafted, published and read in each language; earlier versions stay readable', async () => {
  const operator = await market.person({ operator: true })
  expect(await refusalOf(reader().showPage({ page: 'help' }))).toBe('page.not_found')
  const draft = await operator.api.savePageDraft({ page: 'help', texts: { en: '# Help', fr: '# Aide' }, revision: 0 })
  expect(await refusalOf(reader().showPage({ page: 'help' }))).toBe('page.not_found')
  expect((await reader().listPages({})).items).toEqual([])
  await operator.api.publishPage({ page: 'help', revision: draft.revision })
  expect(await reader().showPage({ page: 'help', language: 'fr' })).toMatchObject({
    version: 1,
    language: 'fr',
    markdown: '# Aide',
    html: '<h2>Aide</h2>\n',
    languages: ['en', 'fr'],
  })
  await market.pass({ hours: 1 })
  expect(await publish(operator, 'help', 'Call us.')).toBe(2)
  const now = await reader().showPage({ page: 'help', language: 'fr' })
  expect(now, 'no French: the English text').toMatchObject({ version: 2, language: 'en', markdown: 'Call us.' })
  expect(now.versions.map(each => each.version)).toEqual([2, 1])
  expect(await reader().showPage({ page: 'help', version: 1 })).toMatchObject({ markdown: '# Help' })
  expect(await refusalOf(reader().showPage({ page: 'help', version: 3 }))).toBe('page.not_found')
  expect((await reader().listPages({})).items).toMatchObject([{ page: 'help', version: 2, languages: ['en'] }])
  const { items } = await operator.api.listAudit({ action: 'page.publish' })
  expect(items.map(each => [each.subject, each.after])).toEqual([
    ['help', { version: 2 }],
    ['help', { version: 1 }],
  ])
})

test('E12b of two operators neither overwrites nor publishes what the other saved meanwhile', async () => {
  const [one, other] = [await market.person({ operator: true }), await market.person({ operator: true })]
  const save = (who: Person, en: string, revision: number) =>
    who.api.savePageDraft({ page: 'contact', texts: { en }, revision })
  const first = await save(one, 'One', 0)
  expect(await refusalOf(save(other, 'Other', 0))).toBe('page.changed_meanwhile')
  const second = await save(other, 'Other', first.revision)
  expect(await refusalOf(save(one, 'One again', first.revision))).toBe('page.changed_meanwhile')
  expect(await refusalOf(one.api.publishPage({ page: 'contact', revision: first.revision }))).toBe(
    'page.changed_meanwhile',
  )
  const both = await Promise.allSettled(
    [one, other].map(who => who.api.publishPage({ page: 'contact', revision: second.revision })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const next = await save(one, 'Next', 0)
  expect(next.version).toBe(2)
  expect(next.revision, 'an older page of the editor cannot publish it').toBeGreaterThan(second.revision)
  expect(await refusalOf(save(one, ' \n', next.revision))).toBe('page.empty')
})

test('E12c Markdown becomes HTML without scripts, pictures, or links that run something', async () => {
  const operator = await market.person({ operator: true })
  const html = async (markdown: string) => (await operator.api.previewPage({ markdown })).html
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://example.eu/pixel.png)',
    '[x](javascript:alert(1))',
    '[x](java\nscript:alert(1))',
    '<a href="data:text/html,x" onclick="alert(1)">x</a>',
    '[x](//example.eu)',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<iframe src="https://example.eu"></iframe>',
    '<style>body{display:none}</style>',
  ]
  for (const each of hostile) {
    const shown = await html(each)
    expect(shown, each).not.toMatch(/<(?!\/?(p|a)[ >])|javascript:|onerror|onclick|href="(data:|\/\/)|alert\(1\)<\/s/i)
  }
  expect(await html('[Mail](mailto:hello@example.eu), [terms](/legal/terms)\n\n| a | b |\n| - | -: |\n| 1 | 2 |')).toBe(
    '<p><a href="mailto:hello@example.eu">Mail</a>, <a href="/legal/terms">terms</a></p>\n<table>\n<thead>\n<tr>\n' +
      '<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody><tr>\n<td>1</td>\n<td align="right">2</td>\n</tr>\n</tbody></table>\n',
  )
})

test('E12d the version of the terms that a buyer or a seller saw at the sign-up is kept with the acceptance', async () => {
  const operator = await market.person({ operator: true })
  await publish(operator, 'terms', 'Buyers, first')
  await publish(operator, 'seller-terms', 'Sellers, first')
  const password = 'four quiet words here'
  const [buyer, seller] = [market.as(null), market.as(null)]
  const [asBuyer, asSeller] = [
    { email: 'reads-terms@example.eu', password, locale: 'en' },
    { email: 'sells-by-terms@example.eu', password, locale: 'en' },
  ] as const
  const { request } = await buyer.api.signUp({ ...asBuyer, name: 'Ana' })
  const toSell = await seller.api.signUpToSell({ ...asSeller, country: 'FR', terms: true })
  await publish(operator, 'terms', 'Buyers, second')
  await publish(operator, 'seller-terms', 'Sellers, second')
  await buyer.api.confirmCode({ email: asBuyer.email, request, code: await codeFor(market, asBuyer.email) })
  expect((await buyer.api.listMyTerms({})).items).toMatchObject([{ page: 'terms', version: 1 }])
  const code = await codeFor(market, asSeller.email)
  await seller.api.confirmToSell({ email: asSeller.email, country: 'FR', request: toSell.request, code })
  expect((await seller.api.listMyTerms({})).items).toMatchObject([{ page: 'seller-terms', version: 1 }])

  const store = await market.store()
  expect((await store.owner.api.listMyTerms({})).items).toEqual([])
  await store.owner.api.applyForStore({ terms: true })
  expect((await store.owner.api.listMyTerms({})).items).toMatchObject([{ page: 'seller-terms', version: 2 }])
})

test('the pages without which no market sells for real money are named until they are published', async () => {
  const operator = await market.person({ operator: true })
  const { items } = await operator.api.listPagesAsOperator({})
  expect(items.map(each => each.page)).toEqual([...contentPages])
  expect(await missingPages(market.db)).toEqual(['imprint', 'privacy', 'withdrawal'])
  for (const page of await missingPages(market.db)) await publish(operator, page, `This is ${page}.`)
  expect(await missingPages(market.db)).toEqual([])
  expect(requiredPages.every(page => items.some(each => each.page === page && each.required))).toBe(true)
})

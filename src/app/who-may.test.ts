import { expect, test } from 'vitest'
import { routes } from '#app/routes.ts'
import { publicId } from '#platform/ids.ts'
import type { AnyRoute } from '#platform/route.ts'
import { applicant, pdf } from '../../test/applicant.ts'
import { exampleOf, isId } from '../../test/example.ts'
import { address, openMarket, type Person, type Store } from '../../test/market.ts'
import { expected, type Kind } from './who-may.expected.ts'

const market = openMarket()

/** Refusals that say, by another name, that there is no such thing for this caller. */
const nothingOfTheirs = ['product.picture_unknown', 'invitation.expired']
const exported = { from: '2026-01-01', to: '2026-01-31', format: 'csv' } as const

/** What a caller of each kind gets: let in (whatever the route then answers), or which guard stops them. */
async function verdict(person: Person, name: string, input: Record<string, unknown>): Promise<string> {
  try {
    await (person.api as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input)
    return 'in'
  } catch (error) {
    const code = (error as Error).message
    if (code === 'request.not_signed_in') return 'log-in'
    if (code === 'request.forbidden') return 'no'
    if (code.endsWith('not_found') || nothingOfTheirs.includes(code)) return 'unknown'
    return 'in'
  }
}

test('who may call what is written down, and every route keeps to it', async () => {
  const store = await market.store()
  const product = await market.product(store)
  const buyer = await market.person()
  const payment = await market.buy(buyer, [product.variantId])
  const payout = await aPayout(store)
  const callers: Record<Kind, Person> = {
    stranger: market.as(null),
    buyer: await market.person(),
    owner: await market.person({ storeId: (await market.store()).id }),
    warehouse: await market.person({ storeId: (await market.store()).id, role: 'warehouse' }),
    operator: await market.person({ operator: true }),
  }
  await callers.operator.api.addCategory({
    key: 'whatever',
    parent: null,
    names: { en: 'Whatever', fr: 'Divers' },
    leaf: true,
    reason: 'a test',
  })
  const applying = await applicant(market)
  const { application_id } = applying
  const { id: document_id } = await applying.api.addDocument({
    application_id,
    kind: 'other',
    file: pdf,
    name: 'x.pdf',
  })
  await store.owner.api.inviteMember({ email: 'invited@example.eu', role: 'orders', locale: 'en' })
  const { invitations } = await store.owner.api.listMembers({})
  const { id: address_id } = await buyer.api.saveAddress({ address })
  const [session] = await sessionsOf(buyer)
  await store.owner.api.requestDetails({ name: 'Another name' })
  const [request] = (await callers.operator.api.listDetailRequests({})).items
  const { id: job_id } = await store.owner.api.startOrdersExport(exported)
  // Ids that exist, and belong to somebody else than any of the callers.
  const foreign: Record<string, unknown> = {
    application_id,
    address_id,
    invitation_id: invitations[0]!.id,
    session_id: session!.id,
    user_id: publicId('usr', store.owner.userId!),
    document_id,
    product_id: product.productId,
    product_ids: product.productId,
    variant_id: product.variantId,
    file_id: await market.picture(store),
    order_id: payment.orders[0],
    purchase_id: payment.purchase_id,
    payment_id: payment.payment_id,
    template_id: store.templateId,
    payout_id: payout.id,
    payout_ids: [payout.id],
    job_id,
    batch_id: payout.batchId,
    request_id: request!.id,
    store_id: publicId('sto', store.id),
    synonyms_id: (await callers.operator.api.addSynonyms({ words: ['mug', 'cup'] })).id,
    ...(await plannedBy(callers.operator)),
    slug: (await store.owner.api.ownStore({})).slug,
    category: 'whatever',
    key: 'orders.protection_days',
    file: pdf,
  }
  const invalid = Object.entries<AnyRoute>(routes).filter(
    ([, route]) => !route.input.safeParse(exampleOf(route, foreign)).success,
  )
  expect(
    invalid.map(([name]) => name),
    'a route declares an `example` that its schema accepts, but for ids',
  ).toEqual([])
  const fields = Object.values<AnyRoute>(routes).flatMap(route => Object.keys(route.input.shape))
  const ids = fields.filter(isId)
  expect(
    ids.filter(field => !isGiven(foreign[field])),
    'a route takes an id that this test does not know: give it one that exists',
  ).toEqual([])
  const kept = () => keptOf(store, buyer, applying)
  const before = await kept()
  const answers: Record<string, Record<string, string>> = {}
  for (const [name, route] of Object.entries<AnyRoute>(routes)) {
    if (name === 'logOut') continue // it would end the callers' sessions
    answers[name] = {}
    for (const [kind, person] of Object.entries(callers))
      answers[name]![kind] = await verdict(person, name, exampleOf(route, foreign))
  }
  const found = Object.fromEntries(Object.entries(answers).map(([name, each]) => [name, Object.values(each).join(' ')]))
  expect(found).toEqual(expected)
  expect(await kept()).toEqual(before)
})

/** An id of something that exists: none is made of zeros. */
const isGiven = (id: unknown): boolean =>
  [id].flat().length > 0 && [id].flat().every(each => typeof each === 'string' && !/0{9}/.test(each))

/** A rate of the category and a policy value, both of the far future. */
async function plannedBy({ api }: Person): Promise<{ rate_id: string; value_id: string }> {
  const planned = { effective_at: '2090-01-01T00:00:00Z', reason: 'a test' }
  await api.setRate({ category: 'whatever', revision: 1, rate_bps: 500, ...planned })
  await api.setPolicy({ key: 'orders.protection_days', value: 20, ...planned })
  const { rates } = await api.showCategoryAsOperator({ category: 'whatever' })
  const policy = (await api.listPolicies({})).items.find(({ key }) => key === 'orders.protection_days')!
  return { rate_id: rates[0]!.id, value_id: policy.history[0]!.id }
}

const sessionsOf = async (person: Person) => (await person.api.listSessions({})).items

/** What nobody but its owner can change, whatever others call. */
async function keptOf(store: Store, buyer: Person, applying: Person & { application_id: string }) {
  const { application_id } = applying
  const { items: addresses } = await buyer.api.listAddresses({})
  const { invitations, members } = await store.owner.api.listMembers({})
  return {
    addresses,
    sessions: (await sessionsOf(buyer)).map(({ id }) => id),
    invitations,
    members,
    application: await applying.api.showApplication({ application_id }),
    balance: await store.owner.api.showBalance({}),
    templates: await store.owner.api.listTemplates({}),
  }
}

/** A payout of the store's, in a batch. */
async function aPayout(store: Store): Promise<{ id: string; batchId: string }> {
  await market.nameAccount(store)
  await market.earn(store, 5_000)
  await market.pass({ hours: 48 })
  const { id } = await store.owner.api.requestPayout({ amount_minor: 100 })
  const maker = await market.person({ operator: true })
  return { id, batchId: (await maker.api.createPayoutBatch({ payout_ids: [id] })).id }
}

test('what a stranger’s or another store’s call could have changed has not changed', async () => {
  const store = await market.store()
  const product = await market.product(store, { stock: 7 })
  const other = await market.person({ storeId: (await market.store()).id })
  const attempts = [
    other.api.adjustStock({ changes: [{ variant_id: product.variantId, by: -7 }] }),
    other.api.updateProduct({ product_id: product.productId, revision: 1, title: 'Stolen' }),
    other.api.unlistProduct({ product_id: product.productId }),
    other.api.showStoreProduct({ product_id: product.productId }),
  ]
  for (const attempt of await Promise.allSettled(attempts)) expect(attempt.status).toBe('rejected')
  const seen = await store.owner.api.showStoreProduct({ product_id: product.productId })
  expect([seen.state, seen.title, seen.revision, seen.stock[0]!.on_hand]).toEqual(['online', 'A good thing', 1, 7])
})

test('a write from another site is refused, whoever the cookie says it is', async () => {
  const buyer = await market.person()
  const send = (headers: Record<string, string>) =>
    fetch(`${market.db.publicUrl}/api/shop/cart/delivery`, {
      method: 'PUT',
      headers: { cookie: `fondaco_session=${buyer.token()}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ address }),
    })
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
})

import { expect, test } from 'vitest'
import { routes } from '#app/routes.ts'
import { publicId } from '#platform/ids.ts'
import type { AnyRoute } from '#platform/route.ts'
import { applicant, frenchCompany, pdf, representative } from '../../test/applicant.ts'
import { address, companyInput, openMarket, type Person, type Store } from '../../test/market.ts'
import { expected, type Kind } from './who-may.expected.ts'

const market = openMarket()

const exported = { from: '2026-01-01', to: '2026-01-31', format: 'csv' } as const

/** What a caller of each kind is told: let in (whatever the route then answers), or which guard stops them. */
async function verdict(person: Person, name: string, input: Record<string, unknown>): Promise<string> {
  try {
    await (person.api as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input)
    return 'in'
  } catch (error) {
    const code = (error as Error).message
    if (code === 'request.not_signed_in') return 'log-in'
    if (code === 'request.forbidden') return 'no'
    if (code.endsWith('not_found') || code === 'product.picture_unknown') return 'unknown'
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
    leaf: false,
    reason: 'a test',
  })
  const { application_id } = await applicant(market)
  const { id: job_id } = await store.owner.api.startOrdersExport(exported)
  // Ids that exist, and belong to somebody else than any of the callers.
  const foreign: Record<string, unknown> = {
    application_id,
    invitation_id: 'inv_0000000000000000000000',
    user_id: publicId('usr', store.owner.userId!),
    document_id: 'doc_0000000000000000000000',
    product_id: product.productId,
    variant_id: product.variantId,
    file_id: await market.picture(store),
    order_id: payment.orders[0],
    purchase_id: payment.purchase_id,
    payment_id: payment.payment_id,
    template_id: store.templateId,
    payout_id: payout.id,
    job_id,
    batch_id: payout.batchId,
    store_id: undefined,
    slug: 'nobody',
    category: 'whatever',
    key: 'orders.protection_days',
  }
  const newTemplate = {
    name: 'T',
    zones: [
      {
        countries: ['FR'],
        rates: { standard: { price_minor: 1, carriers: { dhl: { min_days: 1, max_days: 2 } } } },
      },
    ],
  }
  const bodies: Record<string, Record<string, unknown>> = {
    addToCart: { units: 1 },
    addDocument: { kind: 'other', file: pdf, name: 'x.pdf' },
    acceptInvitation: { link: 'x', locale: 'en' },
    changeRole: { role: 'orders' },
    inviteMember: { email: 'i@example.eu', role: 'orders', locale: 'en' },
    showInvitation: { link: 'x' },
    applyForStore: { terms: true },
    confirmToSell: { country: 'FR', email: 'c@example.eu', code: '000000', request: 'x' },
    saveCompany: frenchCompany,
    saveRepresentative: representative,
    saveStore: { name: 'New', slug: 'newer', email: 'n@example.eu', time_zone: 'Europe/Paris' },
    sendBackApplication: { decision: 'reject', note: 'No.' },
    signUpToSell: { country: 'FR', email: 'e@example.eu', password: 'long enough', locale: 'en', terms: true },
    submitApplication: { self_certified: true },
    setCartLine: { units: 1 },
    setDelivery: { address },
    placePurchase: { method: 'card_ok', expected_total_minor: 1 },
    payPurchase: { method: 'card_ok' },
    shipOrder: { carrier: 'dhl', tracking_number: '1234567891' },
    createProduct: { title: 'Stolen', variants: [{ name: 'One', sku: 'x', price_minor: 1, on_hand: 1 }] },
    updateProduct: { revision: 1, title: 'Stolen' },
    createTemplate: newTemplate,
    updateTemplate: newTemplate,
    duplicateTemplate: { name: 'Copy' },
    startOrdersExport: exported,
    startAllOrdersExport: exported,
    setMarket: { country: 'NO', closed: true },
    adjustStock: { changes: [{ variant_id: product.variantId, by: 1 }] },
    browseCategories: {},
    showStoreCategory: { category: 'test-things' },
    cropPicture: { left: 0, top: 0, side: 200 },
    lowerPrice: { shipping_minor: 0 },
    saveBankAccount: { iban: 'FR1420041010050500013M02606', holder: 'Mallory' },
    requestPayout: { amount_minor: 100 },
    makePayoutBatch: { payout_ids: [payout.id] },
    dissolvePayoutBatch: { reason: 'a test' },
    markPaid: { payout_ids: [payout.id] },
    markReturned: { payout_ids: [payout.id], reason: 'MS03' },
    uploadPicture: { file: Buffer.from('x'), name: 'x' },
    setPolicy: { value: 15, reason: 'a test' },
    withdrawPolicy: { value_id: 'pol_0000000000000000000000', reason: 'a test' },
    withdrawRate: { rate_id: 'rat_0000000000000000000000', revision: 2, reason: 'a test' },
    retryWork: { kind: 'mails' },
    takeDownProduct: { reason: 'a test' },
    openStore: {
      name: 'New',
      slug: 'new-store',
      country: 'FR',
      time_zone: 'Europe/Paris',
      company: companyInput,
      owner: { name: 'A', email: 'a@example.eu' },
    },
    shipByOf: { paid_at: '2026-11-23T09:00:00Z', working_days: 2, country: 'FR', time_zone: 'Europe/Paris' },
    moveClock: { to: '2020-01-01T00:00:00Z' },
    signUp: { name: 'A', email: 'b@example.eu', password: 'long enough', locale: 'en' },
    sendCode: { email: 'c@example.eu', locale: 'en' },
    confirmCode: { email: 'c@example.eu', code: '000000', request: 'x' },
    prove: { code: '000000', request: 'x' },
    logIn: { email: 'c@example.eu', password: 'wrong' },
    startRecovery: { email: 'c@example.eu', locale: 'en' },
    finishRecovery: { link: 'x', password: 'long enough' },
    changePassword: { password: 'long enough' },
    startAddressChange: { email: 'd@example.eu' },
    confirmAddress: { link: 'x' },
    confirmSecondFactor: { code: '000000' },
    removeSecondFactor: { code: '000000' },
    passSecondFactor: { code: '000000' },
    endSession: { session_id: 'ses_0000000000000000000000' },
    someProducts: { product_ids: product.productId },
    keepAddress: { address },
    changeAddress: { address, address_id: 'adr_0000000000000000000000' },
    forgetAddress: { address_id: 'adr_0000000000000000000000' },
    follow: { store_id: publicId('sto', store.id) },
    unfollow: { store_id: publicId('sto', store.id) },
    addCategory: { key: 'another', parent: null, names: { en: 'A', fr: 'B' }, leaf: true, reason: 'a test' },
    updateCategory: { names: { en: 'A', fr: 'B' }, state: null, axes: null, revision: 1, reason: 'a test' },
    assignAttribute: { attribute: 'color', required: true, allowed: null, revision: 2, reason: 'a test' },
    unassignAttribute: { attribute: 'color', revision: 2, reason: 'a test' },
    setRate: { rate_bps: 1, revision: 2, reason: 'a test' },
    chooseStore: { store_id: 'sto_0000000000000000000000' },
  }
  const answers: Record<string, Record<string, string>> = {}
  for (const [name, route] of Object.entries<AnyRoute>(routes)) {
    if (name === 'logOut') continue // it would end the callers' sessions
    const named = Object.fromEntries(
      Object.keys(route.input.shape).flatMap(field => (foreign[field] === undefined ? [] : [[field, foreign[field]]])),
    )
    answers[name] = {}
    for (const [kind, person] of Object.entries(callers))
      answers[name]![kind] = await verdict(person, name, { ...named, ...bodies[name] })
  }
  const told = Object.fromEntries(Object.entries(answers).map(([name, each]) => [name, Object.values(each).join(' ')]))
  expect(told).toEqual(expected)
})

/** A payout of the store's, in a batch. */
async function aPayout(store: Store): Promise<{ id: string; batchId: string }> {
  await market.nameAccount(store)
  await market.earn(store, 5_000)
  await market.pass({ hours: 48 })
  const { id } = await store.owner.api.requestPayout({ amount_minor: 100 })
  const maker = await market.person({ operator: true })
  return { id, batchId: (await maker.api.makePayoutBatch({ payout_ids: [id] })).id }
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

import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { openSession } from '#accounts/index.ts'
import { jobKinds } from '#app/jobs.ts'
import { allRefusals } from '#app/refusals.ts'
import { routes } from '#app/routes.ts'
import { sql } from '#platform/db.ts'
import { jsonSchemaOf } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { AnyRoute } from '#platform/route.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'
import { inTx } from '#platform/tx.ts'
import { startApplication } from '#sellers/index.ts'
import { fillApplication, pdf } from '../../test/applicant.ts'
import { exampleOf } from '../../test/example.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { address, openMarket, type Person } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

const market = openMarket()

type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  format?: string
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
}

/** Values that mean to break things, whatever the schema says. */
const hostile = fc.constantFrom<unknown>(
  undefined, // not there
  null,
  '',
  ' ',
  '0',
  '-1',
  "'; drop table orders.orders; --",
  '<script>alert(1)</script>',
  '\u0000',
  'half a pair \udfff',
  '2026-01-01T00:00:00.1234567891Z',
  '9999-12-31T23:59:59.999999999Z',
  '💥'.repeat(50),
  'a'.repeat(5_000),
  -1,
  0,
  1e308,
  2 ** 53,
  Number.NaN,
  [],
  {},
  [[]],
  true,
  '../../etc/passwd',
  'ord_',
  '%',
  '\\',
  '٣',
)

/** What is there to act on, by the names that routes ask for it. */
type Facts = Record<string, unknown>

/** Input a schema allows, with real ids where a field asks for one, and now and then something hostile. */
function arbitraryOf(schema: Schema, field: string, ids: Facts, malice: number): fc.Arbitrary<unknown> {
  const honest = honestOf(schema, field, ids, malice)
  return malice === 0 ? honest : fc.oneof({ arbitrary: honest, weight: 12 }, { arbitrary: hostile, weight: malice })
}

function honestOf(schema: Schema, field: string, ids: Facts, malice: number): fc.Arbitrary<unknown> {
  if (field in ids && schema.type !== 'array') return fc.constant(ids[field])
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(each => honestOf(each, field, ids, malice)))
  if (schema.type === 'object') {
    const required = new Set(schema.required ?? [])
    const fields = Object.entries(schema.properties ?? {}).map(
      ([name, inner]) => [name, arbitraryOf(inner, name, ids, malice)] as const,
    )
    return fc.record(Object.fromEntries(fields), {
      requiredKeys: [...required].filter(name => name in (schema.properties ?? {})),
    })
  }
  if (schema.type === 'array')
    return fc.array(arbitraryOf(schema.items ?? {}, field.replace(/s$/, ''), ids, malice), {
      minLength: 1,
      maxLength: Math.min(schema.maxItems ?? 3, 3),
    })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 1_000, 1_000) })
  if (schema.type === 'null') return fc.constant(null)
  if (schema.format === 'date-time') return fc.constant('2020-01-01T00:00:00Z')
  if (schema.format === 'date') return fc.constant('2026-11-01')
  const maxLength = Math.min(schema.maxLength ?? 30, 30)
  return fc.string({ minLength: Math.min(Math.max(schema.minLength ?? 0, 3), maxLength), maxLength })
}

/** Near a good value: most parts as they are, others as the schema allows, hostile or not there; lists longer. */
function nearly(schema: Schema, good: unknown, field: string, ids: Facts): fc.Arbitrary<unknown> {
  const { items } = schema
  const changed =
    isObject(good) && schema.properties
      ? fieldsAround(schema, good, ids)
      : Array.isArray(good) && good.length > 0 && items
        ? fc.oneof(fc.constant(good), fc.array(nearly(items, good[0], '', ids), { minLength: 1, maxLength: 3 }))
        : fc.constant(good)
  return fc.oneof({ arbitrary: changed, weight: 4 }, { arbitrary: arbitraryOf(schema, field, ids, 6), weight: 1 })
}

const fieldsAround = (schema: Schema, good: Facts, ids: Facts): fc.Arbitrary<Facts> =>
  fc.record(
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, nearly(inner, good[name], name, ids)]),
    ),
  )

const isObject = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)

const honestCalls = 20
const hostileCalls = 40

/** Never called with what they ask for, by the reason; in hostile calls they are like all others. */
const onlyHostile: Readonly<Record<string, readonly string[]>> = {
  'needs a code or a link out of a mail': [
    'confirmCode',
    'confirmToSell',
    'confirmIdentity',
    'confirmSelf',
    'finishRecovery',
    'confirmAddress',
    'showInvitation',
    'acceptInvitation',
    'showLinkedOrder',
    'sendReceiptCode',
    'confirmLinkedReceipt',
  ],
  'needs the password or a second factor, whose attempts are limited': [
    'logIn',
    'changePassword',
    'startAddressChange',
    'beginSecondFactor',
    'confirmSecondFactor',
    'removeSecondFactor',
    'passSecondFactor',
    'saveBankAccount',
  ],
  'one code a minute': ['sendIdentityCode'],
  'moves the clock under the others': ['moveClock'],
}
const honestToo = (name: string) => !Object.values(onlyHostile).flat().includes(name)

/** Texts that may exist once. */
const unique = ['email', 'slug', 'sku', 'key']

/** The example with a number in each text that may exist once. */
const numbered = (value: unknown, n: number, field = ''): unknown => {
  if (typeof value === 'string') return unique.includes(field) ? value.replace(/(?=@)|$/, String(n)) : value
  if (Array.isArray(value)) return value.map(each => numbered(each, n))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, numbered(inner, n, name)]))
}

/** What a caller sends who does as the documentation says; filters of lists are there or not. */
function honest(
  { input, example = {}, method }: AnyRoute,
  schema: Schema,
  { n, given, exact }: { n: number; given: Facts; exact: Facts },
): Facts {
  const good = { ...exampleOf({ input, example: numbered(example, n) as Facts }, given), ...exact }
  if (method !== 'GET') return good
  const required = new Set(schema.required)
  const filters = Object.entries(schema.properties ?? {})
    .filter(([field]) => !required.has(field) && field !== 'after') // a cursor comes from the page before
    .map(([field, inner]) => [field, honestOf(inner, field, given, 0)] as const)
  const [chosen] = fc.sample(fc.record(Object.fromEntries(filters), { requiredKeys: [] }), 1)
  return { ...chosen, ...Object.fromEntries(Object.entries(good).filter(([field]) => required.has(field))) }
}

test('no input makes the API fail, and each operation does its work when called by its example', async () => {
  const store = await market.store()
  const buyer = await market.person()
  const operator = await market.person({ operator: true })
  const callerOf = (route: AnyRoute): Person =>
    route.audience === 'seller' ? store.owner : route.audience === 'ops' ? operator : buyer
  await market.nameAccount(store)
  await market.earn(store, 90_000)
  await market.pass({ hours: 48 })
  const otherOperator = await market.person({ operator: true })
  await otherOperator.api.setPolicy({ key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'a test' })
  await operator.api.setPolicy({ key: 'accounts.invitations_per_day', value: 1_000, reason: 'a test' })
  const storeId = publicId('sto', store.id)
  const { slug } = await store.owner.api.ownStore({})
  const picture = await market.picture(store)
  const photo = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#8899aa' } })
    .png()
    .toBuffer()
  const failures: string[] = []
  const quiet: string[] = []
  let serial = 0

  const later = { effective_at: '2090-01-01T00:00:00Z', reason: 'fuzzing' }

  /** What routes ask for by these names, in every call anew: honest calls use it up. */
  const made: Readonly<Record<string, (n: number, name: string) => Promise<Facts>>> = {
    product_id: product,
    product_ids: product,
    variant_id: product,
    changes: product,
    async template_id() {
      const { zones } = await store.owner.api.showTemplate({ template_id: store.templateId })
      return { template_id: (await store.owner.api.createTemplate({ name: 'Unused', zones })).id }
    },
    category: async n => ({ category: await category(n) }),
    async address_id(n) {
      return { address_id: (await buyer.api.saveAddress({ address: { ...address, line1: `${n} street` } })).id }
    },
    async synonyms_id(n) {
      return { synonyms_id: (await operator.api.addSynonyms({ words: ['fuzz', `fluff ${n}`] })).id }
    },
    async user_id() {
      const member = await market.person({ storeId: store.id, role: 'orders' })
      return { user_id: publicId('usr', member.userId!) }
    },
    async invitation_id(n) {
      const email = `invited-${n}@example.eu`
      await store.owner.api.inviteMember({ email, role: 'orders', locale: 'en' })
      const { invitations } = await store.owner.api.listMembers({})
      return { invitation_id: invitations.find(invitation => invitation.email === email)!.id }
    },
    async session_id() {
      const device = await inTx(market.db, 'log in', tx =>
        openSession(tx, market.db, { buyerId: buyer.userId!, userId: buyer.userId! }),
      )
      const { items } = await market.as(device).api.listSessions({})
      return { session_id: items.find(({ current }) => current)!.id }
    },
    job_id: (_, name) => job(name),
    application_id: (n, name) => application(n, name),
    order_id: (_, name) => order(name),
    purchase_id: (_, name) => order(name),
    payment_id: (_, name) => order(name),
    payout_id: (_, name) => payout(name),
    payout_ids: (_, name) => payout(name),
    batch_id: (_, name) => payout(name),
  }

  /** What must be there before an operation can be done, or what it asks for and has no name of its own. */
  const before: Readonly<Record<string, (n: number) => Promise<Facts>>> = {
    authorizeStore: async () => ({ category: 'test-vitamins' }),
    async withdrawAuthorization() {
      const grant = { store_id: storeId, category: 'test-vitamins' }
      await operator.api.authorizeStore({ ...grant, reason: 'fuzzing' })
      return grant
    },
    async unassignAttribute(n) {
      const asked = { category: await category(n), attribute: 'color', required: true, allowed: null }
      await operator.api.assignAttribute({ ...asked, revision: 1, reason: 'fuzzing' })
      return { category: asked.category }
    },
    async withdrawRate(n) {
      const key = await category(n)
      await operator.api.setRate({ category: key, revision: 1, rate_bps: 500, ...later })
      return { category: key, rate_id: (await operator.api.showCategoryAsOperator({ category: key })).rates[0]!.id }
    },
    async withdrawPolicy() {
      await operator.api.setPolicy({ key: policyKey, value: 7, ...later })
      const policy = (await operator.api.listPolicies({})).items.find(each => each.key === policyKey)!
      return { value_id: policy.history[0]!.id }
    },
    async reinstateProduct() {
      const { productId: product_id } = await market.product(store, { picture })
      await operator.api.takeDownProduct({ product_id, reason: 'fuzzing' })
      return { product_id }
    },
    async placePurchase() {
      for (const line of (await buyer.api.showCart({})).stores.flatMap(each => each.lines))
        await buyer.api.setCartLine({ variant_id: line.variant_id, units: 0 })
      const { variantId } = await market.product(store, { picture })
      return { expected_total_minor: await market.fill(buyer, [variantId]) }
    },
    async decideDetails(n) {
      await store.owner.api.requestDetails({ name: `Renamed by chance ${n}` })
      return { request_id: (await operator.api.listDetailRequests({})).items[0]!.id }
    },
    changeOperatorRoles: () => anOperator(),
    removeOperator: () => anOperator(),
    savePageDraft: async () => ({ revision: (await pageDraft())?.revision ?? 0 }),
    async publishPage(n) {
      const revision = (await pageDraft())?.revision ?? 0
      await operator.api.savePageDraft({ page: 'help', texts: { en: `Help ${n}` }, revision })
      return { revision: (await pageDraft())!.revision }
    },
    async showPage(n) {
      const page = 'imprint'
      const { draft } = await operator.api.showPageAsOperator({ page })
      await operator.api.savePageDraft({ page, texts: { en: `Imprint ${n}` }, revision: draft?.revision ?? 0 })
      const { revision } = (await operator.api.showPageAsOperator({ page })).draft!
      await operator.api.publishPage({ page, revision })
      return { page, version: (await operator.api.showPageAsOperator({ page })).versions[0]!.version }
    },
    suspendStore: async () => ({ store_id: publicId('sto', (await market.store()).id) }),
    async reopenStore() {
      const store_id = publicId('sto', (await market.store()).id)
      await operator.api.suspendStore({ store_id, reason: 'x'.repeat(100), hold_payouts: false })
      return { store_id }
    },
    async deleteProduct(n) {
      const { id } = await store.owner.api.createProduct({ title: `Draft ${n}` })
      return { product_id: id }
    },
    correctTracking: async n => ({ tracking_number: String(7_000_000_000 + n) }),
    shipOrder: async n => ({ tracking_number: String(6_000_000_000 + n) }), // ten digits, and no parcel has two orders
    setMarket: async () => ({ country: 'NO' }), // without France nobody could order
    uploadPicture: async () => ({ file: photo }),
    startOrdersExport: endJobs,
    startAllOrdersExport: endJobs,
    startReindex: endJobs,
  }

  const policyKey = 'catalog.pictures_max'
  const pageDraft = async () => (await operator.api.showPageAsOperator({ page: 'help' })).draft
  const anOperator = async () => ({ user_id: publicId('usr', (await market.person({ operator: true })).userId!) })

  /** `exact`: what its example cannot say and the operation needs just so. */
  async function factsFor(name: string, route: AnyRoute): Promise<{ n: number; given: Facts; exact: Facts }> {
    const n = serial++
    const exact = (await before[name]?.(n)) ?? {}
    const given: Facts = {
      store_id: storeId,
      slug,
      file_id: picture,
      file: pdf,
      key: policyKey,
      country: 'FR',
      locale: 'fr',
      ...exact,
    }
    if (route.method === 'GET') given.template_id = store.templateId
    if (route.method === 'GET' || route.audience !== 'ops') given.category = testCategory
    for (const field of Object.keys(route.input.shape))
      if (made[field] && !(field in given)) Object.assign(given, await made[field](n, name))
    return { n, given, exact }
  }

  async function product(): Promise<Facts> {
    const { productId, variantId } = await market.product(store, { stock: 1_000, picture })
    return { product_id: productId, product_ids: productId, variant_id: variantId, id: variantId }
  }

  /** An order of the store's, as far as the operation wants to find it. */
  async function order(name: string): Promise<Facts> {
    const { variantId } = await market.product(store, { stock: 1_000, picture })
    const paid = !['cancelOrder', 'payPurchase', 'lowerPrice'].includes(name)
    const payment = await market.buy(buyer, [variantId], { method: paid ? 'card_ok' : 'card_refused' })
    const [order_id] = payment.orders
    if (['confirmReceipt', 'correctTracking'].includes(name)) await market.ship(store, order_id!)
    return { order_id, purchase_id: payment.purchase_id, payment_id: payment.payment_id }
  }

  /** So many may be open at once, and no more. */
  async function endJobs(): Promise<Facts> {
    while ((await runJobsOnce(market.db, jobKinds)) === 'more');
    return {}
  }

  /** A job that is as far as the operation wants to find it. */
  async function job(name: string): Promise<Facts> {
    await endJobs()
    const asked = { from: '2026-01-01', to: '2026-12-31', format: 'csv' } as const
    const { id } = await (name === 'downloadJobAsOperator'
      ? operator.api.startAllOrdersExport(asked)
      : store.owner.api.startOrdersExport(asked))
    if (name.startsWith('download')) await endJobs()
    if (name.startsWith('retry'))
      await sql`
        update platform.jobs set state = 'failed', ended_at = ${market.db.clock.now()} where ended_at is null
      `.execute(market.db.read)
    return { job_id: id }
  }

  /** A payout, and a batch that is as far as the operation wants to find it. */
  async function payout(name: string): Promise<Facts> {
    const { id } = await store.owner.api.requestPayout({ amount_minor: 100 })
    const one = { payout_id: id, payout_ids: [id] }
    if (name === 'cancelPayout' || name === 'createPayoutBatch') return one
    const { id: batch_id } = await otherOperator.api.createPayoutBatch({ payout_ids: [id] })
    if (name === 'downloadPayoutFile' || name.startsWith('mark')) await operator.api.approvePayoutBatch({ batch_id })
    if (name.startsWith('mark')) await operator.api.downloadPayoutFile({ batch_id })
    return { ...one, batch_id }
  }

  /** The key of a fresh one. */
  async function category(n: number): Promise<string> {
    const names = { en: 'Fuzz', fr: 'Peluches' }
    await operator.api.addCategory({ key: `fuzz-${n}`, parent: null, names, leaf: false, reason: 'fuzzing' })
    return `fuzz-${n}`
  }

  /** An application of the buyer's, as far as the call needs it. */
  async function application(n: number, name: string): Promise<Facts> {
    const id = await inTx(market.db, 'apply', tx => startApplication(tx, buyer.userId!, 'FR'))
    const application_id = publicId('app', id)
    const reviewed = ['approveApplication', 'sendBackApplication', 'readDocument', 'reviewApplication'].includes(name)
    if (reviewed || name === 'submitApplication')
      await fillApplication({ ...buyer, application_id }, { store: { email: `store-of-fuzz-${n}@example.eu` } })
    if (reviewed) await buyer.api.submitApplication({ application_id, self_certified: true })
    const { documents } = reviewed ? await operator.api.reviewApplication({ application_id }) : { documents: [] }
    if (name === 'approveApplication')
      for (const { id: document_id } of documents) await operator.api.readDocument({ application_id, document_id })
    if (name === 'readDocument') return { application_id, document_id: documents[0]!.id }
    if (reviewed || !('document_id' in routes[name as keyof typeof routes].input.shape)) return { application_id }
    const document = { application_id, kind: 'other', file: pdf, name: 'x.pdf' } as const
    return { application_id, document_id: (await buyer.api.addDocument(document)).id }
  }

  /** The refusal's code, or null. */
  const call = async (name: string, route: AnyRoute, input: Facts): Promise<string | null> => {
    try {
      await (callerOf(route).api as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input)
      return null
    } catch (error) {
      const refused = error instanceof Refusal && error.status < 500 && error.code in allRefusals
      const code = error instanceof Refusal ? `${error.status} ${error.code}` : String(error)
      if (!refused) failures.push(`${name}: ${code} ${JSON.stringify(input).slice(0, 300)}`)
      return code
    }
  }

  for (const [name, route] of Object.entries<AnyRoute>(routes)) {
    if (name === 'logOut') continue // ends the session that the other calls use
    const schema = jsonSchemaOf(route.input as ZodType, 'input') as Schema
    const reads = route.method === 'GET' && (await factsFor(name, route)) // which uses nothing up
    for (let i = 0; i < honestCalls && honestToo(name); i++) {
      const input = honest(route, schema, reads || (await factsFor(name, route)))
      const refused = await call(name, route, input)
      if (refused) quiet.push(`${name}: ${refused} ${JSON.stringify(input).slice(0, 300)}`)
    }
    const facts = reads || (await factsFor(name, route))
    const near = fieldsAround(schema, honest(route, schema, facts), facts.given)
    for (const input of fc.sample(near, hostileCalls))
      await call(name, route, route.upload ? { ...input, file: Buffer.from(JSON.stringify(input)) } : input)
  }
  expect.soft(failures.slice(0, 20)).toEqual([])
  expect(quiet.slice(0, 20)).toEqual([])
  await market.settle()
  await checkInvariants(market.db, market.provider.record)
})

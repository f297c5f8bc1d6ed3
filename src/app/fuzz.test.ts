import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ZodType } from 'zod'
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
import { fillApplication, frenchCompany, pdf } from '../../test/applicant.ts'
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

/** Input a schema allows, with real ids where a field asks for one, and now and then something hostile. */
function arbitraryOf(
  schema: Schema,
  field: string,
  ids: Record<string, readonly string[]>,
  malice: number,
): fc.Arbitrary<unknown> {
  const honest = honestOf(schema, field, ids, malice)
  return malice === 0 ? honest : fc.oneof({ arbitrary: honest, weight: 12 }, { arbitrary: hostile, weight: malice })
}

function honestOf(
  schema: Schema,
  field: string,
  ids: Record<string, readonly string[]>,
  malice: number,
): fc.Arbitrary<unknown> {
  const known = ids[field]
  if (known && schema.type !== 'array') return fc.constantFrom(...known)
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
  return fc.string({ minLength: Math.max(schema.minLength ?? 0, 3), maxLength: Math.min(schema.maxLength ?? 30, 30) })
}

const honestCalls = 25
const hostileCalls = 40

test('no input makes the API fail, and each operation does its work under honest ones', {
  timeout: 600_000,
}, async () => {
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
  const failures: string[] = []
  const quiet: string[] = []
  let serial = 0

  /** Fresh things to act on: honest calls use them up. */
  async function material(name: string): Promise<Record<string, readonly string[]>> {
    const n = serial++
    const product = await market.product(store, { stock: 1_000 })
    const needsOrder = [
      'shipOrder',
      'confirmReceipt',
      'cancelOrder',
      'showMyOrder',
      'showStoreOrder',
      'showOrderAsOperator',
      'payPurchase',
      'showPurchase',
      'downloadReceipt',
      'lowerPrice',
      'showPayment',
      'placePurchase',
    ]
    const ids: Record<string, readonly string[]> = {
      product_id: [product.productId],
      variant_id: [product.variantId],
      template_id: [/^(update|delete|duplicate)Template$/.test(name) ? await unused() : store.templateId],
      picture: [await picture()],
      store_id: [storeId],
      method: ['card_ok'],
      carrier: ['dhl'],
      tracking_number: [String(6_000_000_000 + n)],
      country: name === 'setMarket' ? ['NO'] : ['FR'], // closing France would stop the others
      sku: [`fuzz-${n}-a`, `fuzz-${n}-b`, `fuzz-${n}-c`],
      slug: [name === 'showStore' ? slug : `fuzz-${n}`],
      email: [`fuzz-${n}@example.eu`],
      password: ['open sesame'],
      time_zone: ['Europe/Paris'],
      color: ['#aabbcc'],
      color_key: ['red', 'blue'],
      category: [name === 'showStoreCategory' ? 'test-mugs' : testCategory],
      gtin: ['4006381333931'],
      file_id: [await picture()],
      left: [0 as never],
      top: [0 as never],
      side: [200 as never],
      key: ['catalog.pictures_max'],
      value: [6 as never],
      code: ['123456'],
      revision: [1 as never],
      attribute: ['fuzz'],
      allowed: [null as never],
      parent: [null as never],
      min_days: [1 as never],
      max_days: [5 as never],
      nationality: ['FR'],
    }
    if (name === 'addToCart' || name === 'setCartLine')
      await buyer.api.setCartLine({ variant_id: product.variantId, units: 0 })
    if (name === 'reinstateProduct')
      await operator.api.takeDownProduct({ product_id: product.productId, reason: 'a test' })
    const operators =
      /^(addCategory|updateCategory|assignAttribute|unassignAttribute|(set|withdraw)Rate|showCategory(AsOperator)?)$/
    if (operators.test(name)) {
      ids.category = [await category(`fuzz-${n}`)]
      ids.key = [`fuzz-${n}-more`]
      if (name === 'unassignAttribute') {
        const asked = { category: `fuzz-${n}`, attribute: 'fuzz', required: true, allowed: null }
        await operator.api.assignAttribute({ ...asked, revision: 1, reason: 'fuzzing' })
        ids.revision = [2 as never]
      }
      if (name === 'withdrawRate') {
        const planned = { rate_bps: 500, effective_at: '2090-01-01T00:00:00Z' }
        await operator.api.setRate({ category: `fuzz-${n}`, revision: 1, reason: 'fuzzing', ...planned })
        ids.revision = [2 as never]
        ids.rate_id = [(await operator.api.showCategoryAsOperator({ category: `fuzz-${n}` })).rates[0]!.id]
      }
    }
    if (name === 'withdrawPolicy') {
      const planned = { value: 7, effective_at: '2090-01-01T00:00:00Z' }
      await operator.api.setPolicy({ key: ids.key![0]!, reason: 'fuzzing', ...planned })
      const policy = (await operator.api.listPolicies({})).items.find(each => each.key === ids.key![0])!
      ids.value_id = [policy.history[0]!.id]
    }
    if (name === 'authorizeStore' || name === 'withdrawAuthorization') {
      const grant = { store_id: storeId, category: 'test-vitamins' }
      ids.category = [grant.category]
      await operator.api.authorizeStore({ ...grant, reason: 'fuzzing' })
    }
    if (name === 'changeRole' || name === 'removeMember') {
      const member = await market.person({ storeId: store.id, role: 'orders' })
      ids.user_id = [publicId('usr', member.userId!)]
    }
    if (name === 'withdrawInvitation') {
      const email = `invited-${n}@example.eu`
      await store.owner.api.inviteMember({ email, role: 'orders', locale: 'en' })
      const { invitations } = await store.owner.api.listMembers({})
      ids.invitation_id = [invitations.find(invitation => invitation.email === email)!.id]
    }
    if (/^start.*(Export|Reindex)$/.test(name)) await endJobs()
    if ('job_id' in routes[name as keyof typeof routes].input.shape) ids.job_id = [await job(name)]
    if ('application_id' in routes[name as keyof typeof routes].input.shape)
      Object.assign(ids, await application(name, n))
    if (name === 'changeSynonyms' || name === 'removeSynonyms')
      ids.synonyms_id = [(await operator.api.addSynonyms({ words: ['fuzz', `fluff ${n}`] })).id]
    if (name === 'updateProduct') ids.id = [product.variantId]
    if (name === 'changeAddress' || name === 'deleteAddress') {
      const { id } = await buyer.api.saveAddress({ address: { ...address, line1: `${n} street` } })
      ids.address_id = [id]
    }
    if (/Payout(s|Batch|File)?$|^mark/.test(name)) return { ...ids, ...(await payoutFor(name)) }
    if (!needsOrder.includes(name)) return ids
    if (name === 'placePurchase') {
      for (const line of (await buyer.api.showCart({})).stores.flatMap(s => s.lines))
        await buyer.api.setCartLine({ variant_id: line.variant_id, units: 0 })
      return { ...ids, expected_total_minor: [(await market.fill(buyer, [product.variantId])) as never] }
    }
    const payment = await market.buy(buyer, [product.variantId], {
      method: ['cancelOrder', 'payPurchase', 'lowerPrice'].includes(name) ? 'card_refused' : 'card_ok',
    })
    if (name === 'confirmReceipt') await market.ship(store, payment.orders[0]!)
    return { ...ids, order_id: payment.orders, purchase_id: [payment.purchase_id], payment_id: [payment.payment_id] }
  }

  /** So many may be open at once, and no more. */
  async function endJobs(): Promise<void> {
    while ((await runJobsOnce(market.db, jobKinds)) === 'more');
  }

  /** A job that is as far as the operation wants to find it. */
  async function job(name: string): Promise<string> {
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
    return id
  }

  /** A payout, and a batch that is as far as the operation wants to find it. */
  async function payoutFor(name: string): Promise<Record<string, readonly string[]>> {
    const { id } = await store.owner.api.requestPayout({ amount_minor: 50 })
    const loose = { payout_id: [id], amount_minor: [50 as never], iban: ['FR1420041010050500013M02606'] }
    if (name === 'cancelPayout' || name === 'createPayoutBatch') return loose
    const { id: batch_id } = await otherOperator.api.createPayoutBatch({ payout_ids: [id] })
    if (name === 'downloadPayoutFile' || name.startsWith('mark')) await operator.api.approvePayoutBatch({ batch_id })
    if (name.startsWith('mark')) await operator.api.downloadPayoutFile({ batch_id })
    return { ...loose, batch_id: [batch_id] }
  }

  const unused = async () =>
    (await store.owner.api.createTemplate(honest('createTemplate', { name: 'Unused' }) as never)).id

  /** The key of a fresh one. */
  const category = async (key: string) => {
    const names = { en: 'Fuzz', fr: 'Peluches' }
    await operator.api.addCategory({ key, parent: null, names, leaf: false, reason: 'fuzzing' })
    return key
  }
  await sql`insert into taxonomy.attributes (key, names, kind) values ('fuzz', '{"en": "Fuzz"}', 'text')`.execute(
    market.db.read,
  )
  /** An application of the buyer's, as far as the call needs it. */
  async function application(name: string, n: number): Promise<Record<string, readonly string[]>> {
    const storeId = await inTx(market.db, 'apply', tx => startApplication(tx, buyer.userId!, 'FR'))
    const application_id = publicId('app', storeId)
    const applying = { ...buyer, application_id }
    const reviewed = ['approveApplication', 'sendBackApplication'].includes(name)
    if (reviewed || name === 'submitApplication')
      await fillApplication(applying, { store: { email: `store-of-fuzz-${n}@example.eu` } })
    if (reviewed) await buyer.api.submitApplication({ application_id, self_certified: true })
    const { id } = await buyer.api
      .addDocument({ application_id, kind: 'other', file: pdf, name: 'x.pdf' })
      .catch(() => ({ id: '' }))
    return { application_id: [application_id], document_id: [id] }
  }

  let kept: string | undefined
  const picture = async () => (kept ??= await market.picture(store))
  const { items: stores } = await buyer.api.listStores({})
  const { id: storeId, slug } = stores[0]!

  const call = async (name: string, route: AnyRoute, input: unknown): Promise<boolean> => {
    try {
      await (callerOf(route).api as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input)
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) failures.push(`${name}: ${String(error)} ${JSON.stringify(input).slice(0, 300)}`)
      else if (error.status >= 500 || !(error.code in allRefusals))
        failures.push(`${name}: ${error.status} ${error.code} ${JSON.stringify(input).slice(0, 300)}`)
      return false
    }
  }

  // A log-out would end the session, a code or password cannot be guessed, a clock may not be moved under the others.
  const special = new Set([
    'logOut',
    'confirmCode',
    'sendProof',
    'prove',
    'logIn',
    'moveClock',
    'chooseStore',
    'uploadPicture',
    'finishRecovery',
    'confirmAddress',
    'startAddressChange',
    'changePassword',
    'endSession',
    'endOtherSessions',
    'beginSecondFactor',
    'confirmSecondFactor',
    'removeSecondFactor',
    'passSecondFactor',
    'saveBankAccount',
    'confirmToSell',
    'acceptInvitation',
    'showInvitation',
    'addDocument',
  ])
  for (const [name, route] of Object.entries<AnyRoute>(routes)) {
    if (name === 'logOut') continue
    const schema = jsonSchemaOf(route.input as ZodType, 'input') as Schema
    let done = 0
    if (!special.has(name))
      for (let i = 0; i < honestCalls && done < 20; i++) {
        const ids = await material(name)
        const [input] = fc.sample(
          honestOf(
            {
              ...schema,
              required: Object.keys(schema.properties ?? {}).filter(
                f =>
                  !['after', 'store_id', 'state', 'number', 'kind', 'to', 'from', 'title', 'action'].includes(f) ||
                  route.method !== 'GET' ||
                  route.path.includes(`:${f}`),
              ),
            },
            '',
            ids,
            0,
          ),
          1,
        )
        if (await call(name, route, honest(name, input as Record<string, unknown>))) done++
      }
    if (!special.has(name) && done < 20) quiet.push(`${name}: only ${done} of ${honestCalls} honest calls went through`)
    const ids = await material(name)
    for (const input of fc.sample(arbitraryOf(schema, '', ids, 3), hostileCalls))
      await call(
        name,
        route,
        typeof input === 'object' && input !== null && !Array.isArray(input)
          ? route.upload
            ? { file: Buffer.from(JSON.stringify(input)), name: 'x' }
            : input
          : {},
      )
  }
  expect(failures.slice(0, 20)).toEqual([])
  expect(quiet).toEqual([])
  await market.settle()
  await checkInvariants(market.db, market.provider.record)
})

/** What schemas cannot say: parts that must fit each other. */
function honest(name: string, input: Record<string, unknown>): Record<string, unknown> {
  delete input.after // cursors come from the page before
  if (name === 'createProduct' || name === 'updateProduct') {
    const variants = (input.variants ?? []) as { sku?: string; id?: string }[]
    const skus = new Set<string | undefined>()
    input.processing_days = 3
    const [cover] = (input.pictures ?? []) as string[]
    input.pictures = name === 'createProduct' ? [] : cover && [cover]
    input.variants = variants
      .filter(variant => !skus.has(variant.sku) && skus.add(variant.sku))
      .map((variant, i) => ({
        ...variant,
        ...(name === 'updateProduct' && i === 0 ? { id: variant.id, on_hand: undefined } : { id: undefined }),
        name: `One ${i}`,
        size: `S${i}`,
        sku: variant.sku ?? `${String(input.product_id ?? input.title).slice(-40)} ${i}`,
        price_minor: 100,
        picture: null,
      }))
    // the variant that is there has no options: others can only be added together with a change of it
    if (name === 'updateProduct' && !variants[0]?.id) delete input.variants
    input.attributes = {}
    input.description = 'Made well.'
    input.title = `A good ${input.title}`
    delete input.removed_variants
  }
  if (name === 'adjustStock')
    return { changes: [{ variant_id: (input.changes as { variant_id: string }[])[0]!.variant_id, by: 5 }] }
  if (name === 'saveAddress' || name === 'changeAddress') return { ...input, address }
  if (name === 'lowerPrice') return { ...input, lines: [{ n: 0, unit_minor: 1_000 }], shipping_minor: 100 }
  if (name === 'createTemplate' || name === 'updateTemplate')
    input.zones = [
      {
        countries: ['FR'],
        rates: { standard: { price_minor: 100, carriers: { dhl: { min_days: 1, max_days: 5 } } } },
      },
    ]
  if (name === 'setDelivery') return { address, services: {} }
  if (name === 'addToCart' || name === 'setCartLine') input.units = 3
  if (name === 'openStore') input.name = `Store ${input.name}`
  if ('reason' in input && name !== 'markReturned') input.reason = 'fuzzing'
  if ('names' in input) input.names = { en: 'Fuzz', fr: 'Peluches' }
  if (name === 'addSynonyms' || name === 'changeSynonyms') input.words = ['fuzz', 'fluff']
  if (name === 'inviteMember' || name === 'changeRole') input.role = 'orders' // others ask for a proof
  if (name === 'setRate') input.effective_at = null
  if (name === 'payPurchase') return { ...input, expected_total_minor: null }
  if (name === 'saveCompany') return { ...input, ...frenchCompany }
  if (name === 'saveStore') input.name = `Store ${input.name}`
  if (name === 'submitApplication') input.self_certified = true
  if (name === 'signUpToSell' || name === 'applyForStore') input.terms = true
  if (name === 'sendBackApplication') return { ...input, reasons: { legal_name: 'No.' } }
  if (name === 'setPolicy') return { ...input, effective_at: null }
  if (name === 'signUp') return { ...input, name: 'Somebody' }
  return input
}

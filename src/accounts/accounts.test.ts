import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { addMember, ensureUser } from '#accounts/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { companyInput, openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()
let made = 0
const newEmail = () => `new${made++}@example.eu`

async function codeFor(email: string): Promise<string> {
  const operator = await market.person({ operator: true })
  const { items } = await operator.api.listMails({ to: email })
  return /\b\d{6}\b/.exec(items[0]!.text)![0]
}

/** Real time cannot be moved, so the code's times are changed instead. */
const ageCode = (email: string, seconds: number) =>
  sql`update accounts.code_requests set sent_at = sent_at - ${seconds} * interval '1 second',
    expires_at = expires_at - ${seconds} * interval '1 second' where email = ${email}`.execute(market.db.read)

const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

describe('signing up', () => {
  const details = (email: string) => ({ name: 'Ana', email, password: 'a long password', locale: 'fr' as const })

  test('the code from the mail makes the user; the password then logs in', async () => {
    const email = newEmail()
    const visitor = market.as(null)
    const { request } = await visitor.api.signUp(details(email.toUpperCase()))
    expect((await visitor.api.me({})).user).toBeNull()
    await visitor.api.confirmCode({ email, code: await codeFor(email), request })
    expect((await visitor.api.me({})).user).toMatchObject({ name: 'Ana', email, operator: false, stores: [] })
    const later = market.as(null)
    expect(await refusalOf(later.api.logIn({ email, password: 'a wrong password' }))).toBe('account.wrong_password')
    await later.api.logIn({ email, password: 'a long password' })
    expect((await later.api.me({})).user!.email).toBe(email)
  })

  test('an address that is confirmed in two windows at the same time gets one user', async () => {
    const email = newEmail()
    const who = { email, name: 'Ana', locale: 'fr', passwordHash: null }
    const [made, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const firstWindow = inTx(market.db, 'first window', async tx => {
      const user = await ensureUser(tx, who)
      made.resolve()
      await leave.promise
      return user
    })
    await made.promise
    const secondWindow = inTx(market.db, 'second window', tx => ensureUser(tx, who))
    await sleep(300) // it waits for the first one by now; if it begins later, it is answered the same
    leave.resolve()
    const [first, second] = await Promise.all([firstWindow, secondWindow])
    expect(first.created).toBe(true)
    expect(second).toEqual({ user: first.user, created: false })
    const { rows } = await sql`select 1 from accounts.users where name = 'Ana' and id not in
      (select user_id from accounts.emails)`.execute(market.db.read)
    expect(rows).toEqual([])
  })

  test('a known address is answered like an unknown one, and its account is not touched', async () => {
    const person = await market.person()
    const { request } = await market.as(null).api.signUp({ ...details(person.email), name: 'Thief' })
    const visitor = market.as(null)
    await visitor.api.confirmCode({ email: person.email, code: await codeFor(person.email), request })
    expect((await visitor.api.me({})).user!.name).not.toBe('Thief')
    expect(await refusalOf(market.as(null).api.logIn({ email: person.email, password: 'a long password' }))).toBe(
      'account.wrong_password',
    )
  })

  test('who signs up another’s address in advance has no key to the account its owner opens later', async () => {
    const email = newEmail()
    await market.as(null).api.signUp(details(email))
    await ageCode(email, 61)
    const owner = market.as(null)
    const { request } = await owner.api.sendCode({ email, locale: 'en' })
    await owner.api.confirmCode({ email, code: await codeFor(email), request })
    expect((await owner.api.me({})).user!.name).not.toBe('Ana')
    expect(await refusalOf(market.as(null).api.logIn({ email, password: 'a long password' }))).toBe(
      'account.wrong_password',
    )
  })

  test('a code is good for ten minutes, five tries and one use', async () => {
    const email = newEmail()
    const visitor = market.as(null)
    const { request } = await visitor.api.sendCode({ email, locale: 'en' })
    const code = await codeFor(email)
    const wrong = wrongOf(code)
    for (let i = 0; i < 5; i++)
      expect(await refusalOf(visitor.api.confirmCode({ email, code: wrong, request }))).toBe('account.wrong_code')
    expect(await refusalOf(visitor.api.confirmCode({ email, code, request }))).toBe('account.code_expired')
    await ageCode(email, 61)
    expect(await visitor.api.sendCode({ email, locale: 'en', request })).toEqual({ request })
    await ageCode(email, 601)
    const late = visitor.api.confirmCode({ email, code: await codeFor(email), request })
    expect(await refusalOf(late)).toBe('account.code_expired')
    await visitor.api.sendCode({ email, locale: 'en', request })
    const good = await codeFor(email)
    const both = await Promise.allSettled(
      [visitor, market.as(null)].map(each => each.api.confirmCode({ email, code: good, request })),
    )
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('another code within a minute is refused', async () => {
    const email = newEmail()
    await market.as(null).api.sendCode({ email, locale: 'en' })
    const again = market.as(null).api.sendCode({ email, locale: 'en' })
    await expect(again).rejects.toMatchObject({ code: 'account.code_too_soon', params: { retry_after_seconds: 60 } })
  })

  test('a moved business clock neither ages a code nor ends a session', async () => {
    const email = newEmail()
    const visitor = market.as(null)
    const { request } = await visitor.api.sendCode({ email, locale: 'en' })
    await market.pass({ hours: 24 * 60 })
    await visitor.api.confirmCode({ email, code: await codeFor(email), request })
    await market.pass({ hours: 24 * 60 })
    expect((await visitor.api.me({})).user!.email).toBe(email)
  })
})

test('ten wrong passwords lock the address for passwords, not for codes', async () => {
  const email = newEmail()
  const visitor = market.as(null)
  const { request } = await visitor.api.signUp({ name: 'Ana', email, password: 'a long password', locale: 'en' })
  await visitor.api.confirmCode({ email, code: await codeFor(email), request })
  for (let i = 0; i < 10; i++)
    expect(await refusalOf(market.as(null).api.logIn({ email, password: 'wrong' }))).toBe('account.wrong_password')
  expect(await refusalOf(market.as(null).api.logIn({ email, password: 'a long password' }))).toBe('account.locked')
  const other = market.as(null)
  const asked = await other.api.sendCode({ email, locale: 'en' })
  await other.api.confirmCode({ email, code: await codeFor(email), ...asked })
  expect((await other.api.me({})).user!.email).toBe(email)
})

test('logging out ends the session for good', async () => {
  const person = await market.person()
  const copy = market.as(person.token())
  await person.api.logOut({})
  expect(person.token()).toBeNull()
  expect(await refusalOf(copy.api.listMyOrders({}))).toBe('request.not_signed_in')
})

test('R1.2a an operator cannot be made a member of a store', async () => {
  const operator = await market.person({ operator: true })
  const open = operator.api.openStore({
    name: 'Our own',
    slug: 'our-own',
    country: 'FR',
    time_zone: 'Europe/Paris',
    company: companyInput,
    owner: { name: 'Olga', email: operator.email },
  })
  expect(await refusalOf(open)).toBe('account.operator_sells_nothing')
  expect((await operator.api.listStores({})).items.map(store => store.slug)).not.toContain('our-own')
})

test('R1.2b an operator sells nothing: refused at each of the store’s routes', async () => {
  const operator = await market.person({ operator: true })
  const store = await market.store()
  const product = await market.product(store)
  const buyer = await market.person()
  const { orders } = await market.buy(buyer, [product.variantId])
  const attempts = [
    operator.api.createProduct({
      title: 'Ours',
      template_id: store.templateId,
      variants: [{ name: 'One', sku: 'x', price_minor: 1, on_hand: 1 }],
    }),
    operator.api.createTemplate({
      name: 'T',
      zones: [
        {
          countries: ['FR'],
          rates: { standard: { price_minor: 1, carriers: { dhl: { min_days: 1, max_days: 2 } } } },
        },
      ],
    }),
    operator.api.shipOrder({ order_id: orders[0]!, carrier: 'dhl', tracking_number: '1234567891' }),
    operator.api.adjustStock({ changes: [{ variant_id: product.variantId, by: -1 }] }),
  ]
  expect(await Promise.all(attempts.map(refusalOf))).toEqual(attempts.map(() => 'request.forbidden'))
})

test('R2.4f a member of two stores names the one they act for at each call: two calls of one session act for two', async () => {
  const [first, second, third] = [await market.store(), await market.store(), await market.store()]
  const member = await market.person({ storeId: first.id })
  await inTx(market.db, 'join', tx => addMember(tx, { userId: member.userId!, storeId: second.id, role: 'warehouse' }))
  const [one, other, foreign] = [first, second, third].map(({ id }) => member.actingFor(publicId('sto', id)))
  expect((await one!.ownStore({})).id).toBe(publicId('sto', first.id))
  const [there, here] = await Promise.all([other!.me({}), one!.me({})])
  expect([there.user!.store_id, there.user!.permissions]).toEqual([
    publicId('sto', second.id),
    ['orders.read', 'orders.ship'],
  ])
  expect(here.user!.store_id).toBe(publicId('sto', first.id))
  expect(await refusalOf(other!.showBalance({}))).toBe('request.forbidden')
  expect((await one!.showBalance({})).available.currency).toBe('EUR')
  expect(await refusalOf(foreign!.ownStore({}))).toBe('request.forbidden')
  expect(await refusalOf(member.actingFor('sto_nothing').ownStore({}))).toBe('request.forbidden')
})

test('R2.4f without the header the only store counts; a member of several is asked for it, and membership ends at once', async () => {
  const [first, second] = [await market.store(), await market.store()]
  const member = await market.person({ storeId: first.id })
  expect((await member.api.ownStore({})).id).toBe(publicId('sto', first.id))
  await inTx(market.db, 'join', tx => addMember(tx, { userId: member.userId!, storeId: second.id, role: 'warehouse' }))
  expect(await refusalOf(member.api.ownStore({}))).toBe('store.required')
  expect((await member.api.me({})).user).toMatchObject({ store_id: null, permissions: [] })
  await second.owner.api.removeMember({ user_id: publicId('usr', member.userId!) })
  expect((await member.api.ownStore({})).id).toBe(publicId('sto', first.id))
  expect(await refusalOf(member.actingFor(publicId('sto', second.id)).ownStore({}))).toBe('request.forbidden')
})

test('R2.4f the OpenAPI document has the header at the routes of stores, and only there', async () => {
  const document = (await (await fetch(`${market.db.publicUrl}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { tags: string[]; parameters: { name: string; in: string }[] }>>
  }
  const operations = Object.values(document.paths).flatMap(methods => Object.values(methods))
  const withHeader = operations.filter(({ parameters }) =>
    parameters.some(parameter => parameter.name === 'Fondaco-Store' && parameter.in === 'header'),
  )
  expect(withHeader.length).toBeGreaterThan(20)
  expect(withHeader).toEqual(operations.filter(({ tags }) => tags.includes('seller')))
})

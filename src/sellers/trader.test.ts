import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { applicant, approve, fillApplication } from '../../test/applicant.ts'
import { company, openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

test('L1a product and store show who sells: name, address, phone, e-mail, register number, self-certification', async () => {
  const store = await market.store()
  const { productId } = await market.product(store)
  const visitor = market.as(null)
  const { store: shown } = await visitor.api.showProduct({ product_id: productId })
  expect(shown.trader).toEqual({
    legal_name: company.legalName,
    line1: company.line1,
    postal_code: company.postalCode,
    city: company.city,
    country: 'FR',
    phone: company.phone,
    email: `${shown.slug}@example.eu`,
    register_number: company.registerNumber,
    vat_number: null,
    self_certified: true,
  })
  expect((await visitor.api.showStore({ slug: shown.slug })).trader).toEqual(shown.trader)
})

test.each([
  ['legal_name', 'legal_name'],
  ['line1', 'address'],
  ['phone', 'phone'],
  ['register_number', 'register_number'],
  ['self_certified_at', 'self_certification'],
])('L1b a store that lacks its %s puts nothing on sale, and is refused with the reason', async (column, missing) => {
  const store = await market.store()
  const { productId } = await market.product(store)
  await sql`
    update sellers.companies c set ${sql.ref(column)} = null from sellers.stores s
    where s.company_id = c.id and s.store_id = ${store.id}
  `.execute(market.db.read)
  await store.owner.api.unlistProduct({ product_id: productId })
  const refusal = await store.owner.api.publishProduct({ product_id: productId }).catch(error => error)
  expect([refusal.message, refusal.params.missing]).toEqual(['store.trader_data_missing', [missing]])
  const seen = await store.owner.api.showStoreProduct({ product_id: productId })
  expect(seen.state).toBe('offline')
})

test('L1c what a representative submits to be checked is shown to nobody else', async () => {
  const person = await applicant(market)
  await fillApplication(person)
  const { api, application_id } = person
  await api.submitApplication({ application_id, self_certified: true })
  const operator = await market.person({ operator: true })
  await approve(operator, application_id)
  const { answers } = await api.showApplication({ application_id })
  const page = JSON.stringify(await market.as(null).api.showStore({ slug: answers.slug! }))
  for (const secret of [answers.birth_on!, answers.representative!, answers.national_id!])
    expect(page.replace(answers.vat_number!, '').replace(answers.register_number!, '')).not.toContain(secret)
})

test('script in every field stays text in mails, and is refused in addresses', async () => {
  const script = '<script>alert(1)</script>'
  const person = await applicant(market)
  await fillApplication(person, {
    company: { legal_name: script, line1: script, city: script, register_number: script },
    store: { name: script, about: script },
  })
  const { api, application_id, email } = person
  await api.saveRepresentative({ application_id, representative: script, birth_on: '1990-01-01', nationality: 'FR' })
  await api.submitApplication({ application_id, self_certified: true })
  const operator = await market.person({ operator: true })
  const reasons = { legal_name: script }
  await operator.api.sendBackApplication({ application_id, decision: 'reject', reasons, note: script })
  await market.settle()
  const { rows } = await sql<{ html: string }>`
    select html from platform.mails where recipient = ${email}
  `.execute(market.db.read)
  expect(rows.length).toBeGreaterThan(1)
  for (const { html } of rows) expect(html).not.toContain('<script')
  for (const misplaced of [{ slug: script }, { email: script }, { time_zone: script }]) {
    const store = {
      name: 'A store',
      slug: 'a-store',
      email: 'a-store@example.eu',
      time_zone: 'Europe/Paris',
      ...misplaced,
    }
    expect(await refusalOf(api.saveStore({ application_id, ...store }))).toBe('request.invalid')
  }
})

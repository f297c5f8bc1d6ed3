import sharp from 'sharp'
import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { fileStore } from '#platform/files.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { findMismatches, readApplication } from '#sellers/index.ts'
import {
  applicant,
  approve,
  codeFor,
  fillApplication,
  frenchCompany,
  pdf,
  representative,
} from '../../test/applicant.ts'
import { openMarket, refusalOf } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

const market = openMarket()
const signUp = { country: 'FR', password: 'open sesame', locale: 'en', terms: true } as const

const mailsTo = async (email: string): Promise<{ subject: string; text: string }[]> => {
  await market.settle()
  const operator = await market.person({ operator: true })
  return (await operator.api.listMails({ to: email })).items
}

test('R2.1a a country, an address and its code make a seller with an application; nobody else is logged in by it', async () => {
  const visitor = market.as(null)
  const email = 'maelle@example.eu'
  const { request } = await visitor.api.signUpToSell({ ...signUp, email: 'Maelle@Example.eu' })
  expect((await visitor.api.me({})).user).toBeNull()
  const code = await codeFor(market, email)
  const { application_id } = await visitor.api.confirmToSell({ country: 'FR', email, code, request })
  expect((await visitor.api.me({})).user).toMatchObject({ email, stores: [], store_id: null })
  const application = await visitor.api.showApplication({ application_id })
  expect(application).toMatchObject({ state: 'draft', country: 'FR', company_checked: false })
  expect(application.missing).toContain('national_id')
  const later = market.as(null)
  await later.api.logIn({ email, password: 'open sesame' })
  expect((await later.api.listMyApplications({})).items.map(each => each.id)).toEqual([application_id])
})

test('R2.1b an address with an account cannot apply, and only its owner learns why', async () => {
  const buyer = await market.person()
  const seller = (await market.store()).owner
  for (const { email } of [buyer, seller]) {
    const visitor = market.as(null)
    const { request } = await visitor.api.signUpToSell({ ...signUp, email })
    const code = await codeFor(market, email)
    expect(await refusalOf(visitor.api.confirmToSell({ country: 'FR', email, code, request }))).toBe(
      'account.email_used',
    )
    expect((await visitor.api.me({})).user).toBeNull()
  }
  expect((await buyer.api.listMyApplications({})).items).toEqual([])
})

test('R2.1c without the terms, or with the secret of another sign-up, nothing begins', async () => {
  const visitor = market.as(null)
  const email = 'no-terms@example.eu'
  expect(await refusalOf(visitor.api.signUpToSell({ ...signUp, email, terms: false as never }))).toBe('request.invalid')
  await visitor.api.signUpToSell({ ...signUp, email })
  const code = await codeFor(market, email)
  const confirm = visitor.api.confirmToSell({ country: 'FR', email, code, request: 'guessed' })
  expect(await refusalOf(confirm)).toBe('account.code_expired')
  const other = market.as(null)
  await sql`update accounts.code_requests set sent_at = sent_at - interval '61 seconds'`.execute(market.db.read)
  const { request } = await other.api.sendCode({ email, locale: 'en' })
  const own = other.api.confirmToSell({ country: 'FR', email, code: await codeFor(market, email), request })
  expect(await refusalOf(own)).toBe('account.begin_again')
})

test('R2.6a a country outside the list is refused with the open ones; the list is a policy value', async () => {
  const visitor = market.as(null)
  const apply = (country: string) => visitor.api.signUpToSell({ ...signUp, country, email: 'de@example.eu' })
  const refusal = await apply('DE').catch(error => error)
  expect([refusal.message, refusal.params.countries]).toEqual([
    'company.country_closed',
    ['ES', 'FR', 'IT', 'TR', 'RU', 'CN'],
  ])
  const operator = await market.person({ operator: true })
  await operator.api.setPolicy({ key: 'sellers.countries', value: ['DE', 'FR'], reason: 'Germany opens' })
  await apply('DE')
  await operator.api.setPolicy({
    key: 'sellers.countries',
    value: ['ES', 'FR', 'IT', 'TR', 'RU', 'CN'],
    reason: 'back again',
  })
})

test('R2.6b the code is good for 10 minutes and 5 tries, and another one is sent after 60 seconds', async () => {
  const visitor = market.as(null)
  const email = 'codes@example.eu'
  const { request } = await visitor.api.signUpToSell({ ...signUp, email })
  const confirm = async (code: string) => refusalOf(visitor.api.confirmToSell({ country: 'FR', email, code, request }))
  const right = await codeFor(market, email)
  const wrong = right === '000000' ? '000001' : '000000'
  expect(await refusalOf(visitor.api.sendCode({ email, locale: 'en' }))).toBe('account.code_too_soon')
  for (let tries = 0; tries < 5; tries++) expect(await confirm(wrong)).toBe('account.wrong_code')
  expect(await confirm(right)).toBe('account.code_expired')
  // real time cannot be moved, so the code's times are changed instead
  const age = (seconds: number) =>
    sql`update accounts.code_requests set sent_at = sent_at - ${seconds} * interval '1 second',
      expires_at = expires_at - ${seconds} * interval '1 second' where email = ${email}`.execute(market.db.read)
  await age(60)
  await visitor.api.sendCode({ email, locale: 'en', request })
  await age(10 * 60)
  expect(await confirm(await codeFor(market, email))).toBe('account.code_expired')
  await visitor.api.sendCode({ email, locale: 'en', request })
  const code = await codeFor(market, email)
  await visitor.api.confirmToSell({ country: 'FR', email, code, request })
  expect((await visitor.api.listMyApplications({})).items).toHaveLength(1)
})

test('R2.2a each step is kept by itself, whatever the others lack', async () => {
  const { api, application_id } = await applicant(market)
  await api.saveRepresentative({ application_id, ...representative })
  const wrong = api.saveCompany({ application_id, ...frenchCompany, national_id: '732829321' })
  expect(await refusalOf(wrong)).toBe('company.national_id_wrong')
  const first = await api.showApplication({ application_id })
  expect(first.answers).toMatchObject({ ...representative, legal_name: null, national_id: null })
  await api.saveCompany({ application_id, ...frenchCompany })
  const second = await api.showApplication({ application_id })
  expect(second.answers).toMatchObject({ national_id: '732829320', vat_number: 'FR44732829320' })
  expect(second.missing).toEqual(['tax_card', 'id_document', 'name', 'slug', 'email', 'time_zone'])
  expect(await refusalOf(api.submitApplication({ application_id, self_certified: true }))).toBe(
    'application.incomplete',
  )
})

test('R2.2b documents are taken by what is in them, and read by their owner and the reviewer alone', async () => {
  const one = await applicant(market)
  const { application_id } = one
  const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#888' } })
    .webp()
    .toBuffer()
  const add = (file: Buffer, name: string) => one.api.addDocument({ application_id, kind: 'tax_card', file, name })
  for (const file of [
    Buffer.from('<script>alert(1)</script>'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('PK\u0003\u0004 zip'),
  ])
    expect(await refusalOf(add(file, 'card.pdf'))).toBe('document.not_accepted')
  const { id: document_id } = await add(picture, 'called.pdf')
  expect((await one.api.readMyDocument({ application_id, document_id })).bytes).toEqual(picture)
  const operator = await market.person({ operator: true })
  await fillApplication(one)
  await one.api.submitApplication({ application_id, self_certified: true })
  expect((await operator.api.readDocument({ application_id, document_id })).bytes).toEqual(picture)
  const read = (await operator.api.listAudit({ action: 'document.read' })).items[0]!
  expect(read.subject).toBe(document_id)

  const other = await applicant(market)
  const stranger = await market.person()
  for (const { api } of [other, stranger])
    expect(await refusalOf(api.readMyDocument({ application_id, document_id }))).toBe('application.not_found')
  const crossed = other.api.readMyDocument({ application_id: other.application_id, document_id })
  expect(await refusalOf(crossed)).toBe('document.not_found')
  expect(await refusalOf(other.api.readDocument({ application_id, document_id }))).toBe('request.forbidden')
  expect(await refusalOf(other.api.removeDocument({ application_id: other.application_id, document_id }))).toBe(
    'document.not_found',
  )
  const path = `/api/ops/applications/${application_id}/documents/${document_id}`
  const answer = await fetch(market.db.publicUrl + path, { headers: { cookie: `fondaco_session=${operator.token()}` } })
  expect([answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual(['no-store', 'image/webp'])
  // nor at the public address of product pictures
  const [store] = parsePublicId('app', 1, application_id)!
  const { rows } = await sql<{ company_id: string; id: string }>`
    select d.company_id, d.id from sellers.documents d join sellers.applications a on a.company_id = d.company_id
    where a.store_id = ${store}
  `.execute(market.db.read)
  for (const guess of [
    `${rows[0]!.company_id}/${rows[0]!.id}/480.webp`,
    `documents/${rows[0]!.company_id}/${rows[0]!.id}`,
  ])
    expect((await fetch(`${market.db.publicUrl}/media/${guess}`)).status).toBe(404)
})

test('R2.2e an upload that is repeated with its key is stored once', async () => {
  const { api, application_id } = await applicant(market)
  const one = { application_id, kind: 'other', file: pdf, name: 'x.pdf' } as const
  const first = await api.addDocument(one, 'one')
  expect(await api.addDocument(one, 'one')).toEqual(first)
  const { owner } = await market.store()
  const file = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#a50' } })
    .png()
    .toBuffer()
  const picture = await owner.api.uploadPicture({ file, name: 'x.png' }, 'one')
  expect(await owner.api.uploadPicture({ file, name: 'x.png' }, 'one')).toEqual(picture)
  const another = await sharp(file).rotate(90).negate().png().toBuffer()
  expect(await refusalOf(owner.api.uploadPicture({ file: another, name: 'x.png' }, 'one'))).toBe('request.key_reused')
})

test('R2.2e what one takes back is gone; more than twelve are refused', async () => {
  const { api, application_id } = await applicant(market)
  const ids: string[] = []
  for (let n = 0; n < 12; n++)
    ids.push((await api.addDocument({ application_id, kind: 'other', file: pdf, name: `${n}.pdf` })).id)
  const one = { application_id, kind: 'other', file: pdf, name: 'x.pdf' } as const
  expect(await refusalOf(api.addDocument(one))).toBe('document.too_many')
  const [storeId] = parsePublicId('app', 1, application_id)!
  const { rows } = await sql<{ company_id: string }>`
    select company_id from sellers.applications where store_id = ${storeId}
  `.execute(market.db.read)
  const path = `documents/${rows[0]!.company_id}/${parsePublicId('doc', 1, ids[0]!)![0]}`
  expect(await fileStore.of(market.db).read(path)).toEqual(pdf)
  await api.removeDocument({ application_id, document_id: ids[0]! })
  expect(await fileStore.of(market.db).read(path)).toBeNull()
  expect(await refusalOf(api.readMyDocument({ application_id, document_id: ids[0]! }))).toBe('document.not_found')
  await api.addDocument(one)
})

test('R2.2g a store is not called a web address', async () => {
  const { api, application_id } = await applicant(market)
  const store = { slug: 'free-gifts', email: 'gifts@example.eu', time_zone: 'Europe/Paris' }
  for (const name of ['Gifts at https://evil.example', 'WWW.evil.example'])
    expect(await refusalOf(api.saveStore({ application_id, ...store, name }))).toBe('request.invalid')
  await api.saveStore({ application_id, ...store, name: 'Cadeaux.fr' })
})

test('R2.3a until approval a store is prepared, not seen, and does not sell; then it does', async () => {
  const person = await applicant(market)
  const { api, application_id } = person
  await fillApplication(person)
  const { answers, store_id } = await api.showApplication({ application_id })
  expect((await api.me({})).user!.store_id).toBe(store_id)
  const template = await api.createTemplate({
    name: 'Parcels',
    zones: [
      { countries: ['FR'], rates: { standard: { price_minor: 490, carriers: { dhl: { min_days: 2, max_days: 4 } } } } },
    ],
  })
  const store = { id: '', owner: person, templateId: template.id }
  const { id: product_id } = await api.createProduct({
    title: 'A bowl',
    description: 'Thrown by hand.',
    category: testCategory,
    template_id: template.id,
    pictures: [await market.picture(store)],
    variants: [{ name: 'One', sku: 'bowl', price_minor: 2_000, on_hand: 3 }],
  })
  const unseen = async () => {
    expect(await refusalOf(api.publishProduct({ product_id }))).toBe('store.not_approved')
    expect(await refusalOf(market.as(null).api.showStore({ slug: answers.slug! }))).toBe('store.not_found')
    expect((await market.as(null).api.listStores({ limit: 100 })).items.map(each => each.id)).not.toContain(store_id)
  }
  await unseen()
  await api.submitApplication({ application_id, self_certified: true })
  await unseen()
  const operator = await market.person({ operator: true })
  await approve(operator, application_id)
  await api.publishProduct({ product_id })
  await market.settle()
  expect((await market.as(null).api.showStore({ slug: answers.slug! })).products).toBe(1)
  expect(await api.ownStore({})).toMatchObject({ approved: true, application: { state: 'approved' } })
})

test('R2.3b a review objects by field; the applicant reads it, corrects and hands in again, with all of it in the history', async () => {
  const person = await applicant(market)
  const { api, application_id, email } = person
  await fillApplication(person)
  await api.submitApplication({ application_id, self_certified: true })
  const locked = api.saveCompany({ application_id, ...frenchCompany })
  expect(await refusalOf(locked)).toBe('application.wrong_state')
  const operator = await market.person({ operator: true })
  const nothing = operator.api.sendBackApplication({ application_id, decision: 'reject' })
  expect(await refusalOf(nothing)).toBe('application.reason_missing')
  const reasons = { legal_name: 'The card says “Les Brumes”.' }
  await operator.api.sendBackApplication({ application_id, decision: 'reject', reasons })
  expect(await api.showApplication({ application_id })).toMatchObject({ state: 'rejected', reasons, note: '' })
  await api.saveCompany({ application_id, ...frenchCompany, legal_name: 'Les Brumes SARL' })
  await api.submitApplication({ application_id, self_certified: true })
  await operator.api.sendBackApplication({
    application_id,
    decision: 'request_changes',
    note: 'The second page, please.',
  })
  await api.addDocument({ application_id, kind: 'register_extract', file: pdf, name: 'page 2.pdf' })
  await api.submitApplication({ application_id, self_certified: true })
  await approve(operator, application_id)
  const { history, state, reasons: left } = await api.showApplication({ application_id })
  expect([state, left]).toEqual(['approved', {}])
  expect(history.map(step => step.became)).toEqual([
    'draft',
    'submitted',
    'rejected',
    'submitted',
    'changes_requested',
    'submitted',
    'approved',
  ])
  expect(history.map(step => step.actor)).toEqual([
    'applicant',
    'applicant',
    'operator',
    'applicant',
    'operator',
    'applicant',
    'operator',
  ])
  expect(history[2]!.reasons).toEqual(reasons)
  const mails = await mailsTo(email)
  expect(mails.filter(mail => /application|approved/i.test(mail.subject)).length).toBe(6)
  expect(mails.some(mail => mail.text.includes('Legal name: The card says “Les Brumes”.'))).toBe(true)
  const again = [
    operator.api.approveApplication({ application_id }),
    operator.api.sendBackApplication({ application_id, decision: 'reject', note: 'Too late.' }),
    api.submitApplication({ application_id, self_certified: true }),
  ]
  expect(new Set(await Promise.all(again.map(refusalOf)))).toEqual(new Set(['application.wrong_state']))
})

test('R2.5c what does not go together is approved with a reason only, by who has opened every document', async () => {
  const [one, two] = [await applicant(market), await applicant(market)]
  for (const each of [one, two]) {
    await fillApplication(each)
    await each.api.submitApplication({ application_id: each.application_id, self_certified: true })
  }
  const { application_id } = two
  const [operator, other] = [await market.person({ operator: true }), await market.person({ operator: true })]
  const reason = 'the same company, asked by phone'
  expect(await refusalOf(operator.api.approveApplication({ application_id }))).toBe('application.reason_needed')
  const { documents, opened, mismatches } = await operator.api.reviewApplication({ application_id })
  expect([opened, mismatches]).toEqual([[], ['national_id_used']])
  for (const { id } of documents.slice(1)) await operator.api.readDocument({ application_id, document_id: id })
  for (const { id } of documents) await other.api.readDocument({ application_id, document_id: id })
  const early = operator.api.approveApplication({ application_id, reason })
  expect(await refusalOf(early)).toBe('application.documents_unopened')
  await operator.api.readDocument({ application_id, document_id: documents[0]!.id })
  await operator.api.approveApplication({ application_id, reason })
  const [entry] = (await operator.api.listAudit({ action: 'application.approve' })).items
  expect(entry).toMatchObject({ subject: application_id, after: { reason } })
})

test('R2.3e a draft is read by nobody but its applicant', async () => {
  const person = await applicant(market)
  await fillApplication(person)
  const { application_id } = person
  const [{ id: document_id }] = (await person.api.showApplication({ application_id })).documents as unknown as [
    { id: string },
  ]
  const operator = await market.person({ operator: true })
  expect(await refusalOf(operator.api.reviewApplication({ application_id }))).toBe('application.not_found')
  expect(await refusalOf(operator.api.readDocument({ application_id, document_id }))).toBe('application.not_found')
  await person.api.submitApplication({ application_id, self_certified: true })
  expect((await operator.api.reviewApplication({ application_id })).state).toBe('submitted')
})

test('R2.3c two reviewers at once: one decision counts', async () => {
  const person = await applicant(market)
  const { api, application_id } = person
  await fillApplication(person)
  await api.submitApplication({ application_id, self_certified: true })
  const [one, two] = [await market.person({ operator: true }), await market.person({ operator: true })]
  const decisions = await Promise.allSettled([
    one.api.approveApplication({ application_id }),
    two.api.sendBackApplication({ application_id, decision: 'reject', note: 'No.' }),
  ])
  expect(decisions.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await api.showApplication({ application_id })).history).toHaveLength(3)
})

test('R2.3d the queue shows who waits longest first, counts each state, and knows nothing of drafts', async () => {
  const operator = await market.person({ operator: true })
  const waiting: string[] = []
  for (let n = 0; n < 2; n++) {
    const person = await applicant(market, { country: 'ES' })
    await fillApplication(person, { company: { national_id: 'A58818501', vat_number: null } })
    await person.api.submitApplication({ application_id: person.application_id, self_certified: true })
    waiting.push(person.application_id)
  }
  const draft = await applicant(market, { country: 'ES' })
  const { items, counts } = await operator.api.listApplications({ country: 'ES' })
  expect(items.map(each => each.id)).toEqual(waiting)
  expect(counts.submitted).toBeGreaterThanOrEqual(2)
  expect(counts.draft).toBeUndefined()
  const page = await operator.api.listApplications({ country: 'ES', limit: 1 })
  const next = await operator.api.listApplications({ country: 'ES', limit: 1, after: page.next! })
  expect([...page.items, ...next.items].map(each => each.id)).toEqual(waiting)
  expect(await refusalOf(draft.api.listApplications({}))).toBe('request.forbidden')
})

test('R2.5b what does not go together is pointed out to the reviewer', async () => {
  const flagsOf = async ({ application_id }: { application_id: string }) => {
    const storeId = parsePublicId('app', 1, application_id)![0]!
    const application = (await readApplication(market.db.read, storeId))!
    return (await findMismatches(market.db.read, application, { now: market.db.clock.now(), age: 18 })).mismatches
  }
  const file = Buffer.concat([pdf, Buffer.from('shared')])
  const plain = await applicant(market, { country: 'IT' })
  await plain.api.saveCompany({
    ...frenchCompany,
    application_id: plain.application_id,
    national_id: '00743110157',
    vat_number: 'IT00743110157',
  })
  await plain.api.saveRepresentative({ application_id: plain.application_id, ...representative })
  expect(await flagsOf(plain)).toEqual([])
  const odd = await applicant(market, { country: 'IT' })
  const { application_id } = odd
  await odd.api.saveCompany({
    ...frenchCompany,
    application_id,
    legal_form: 'sole_trader',
    legal_name: 'Mirella Rocca',
    national_id: 'RCCMNL83S18D969H',
    vat_number: 'FR44732829320',
  })
  await odd.api.saveRepresentative({
    application_id,
    representative: 'Other',
    birth_on: '2015-01-01',
    nationality: 'IT',
  })
  await odd.api.addDocument({ application_id, kind: 'tax_card', file, name: 'card.pdf' })
  await plain.api.addDocument({ application_id: plain.application_id, kind: 'tax_card', file, name: 'card.pdf' })
  expect(await flagsOf(odd)).toEqual(['vat_country', 'birth_date_in_id', 'under_age', 'document_used'])
  const { answers } = await odd.api.showApplication({ application_id })
  expect(answers.representative, 'a sole trader represents themselves').toBe('Mirella Rocca')
  const twin = await applicant(market, { country: 'IT' })
  await twin.api.saveCompany({
    ...frenchCompany,
    application_id: twin.application_id,
    national_id: '00743110157',
    vat_number: 'IT01533030480',
  })
  expect(await flagsOf(twin)).toEqual(['vat_other_number', 'national_id_used'])
  const french = await applicant(market)
  const other = { ...frenchCompany, national_id: '443 061 841', vat_number: 'FR64443061841' }
  await french.api.saveCompany({ ...other, application_id: french.application_id })
  expect(await flagsOf(french)).toEqual(['register_other_number'])
})

test('another’s application does not exist for anybody else, by any of its routes', async () => {
  const { application_id } = await applicant(market)
  const thief = await applicant(market)
  const { api } = thief
  const store = { name: 'Stolen', slug: 'stolen', about: '', email: thief.email, time_zone: 'Europe/Paris' }
  const attempts = [
    api.showApplication({ application_id }),
    api.saveCompany({ application_id, ...frenchCompany }),
    api.saveRepresentative({ application_id, ...representative }),
    api.addDocument({ application_id, kind: 'tax_card', file: pdf, name: 'x' }),
    api.saveStore({ application_id, ...store }),
    api.submitApplication({ application_id, self_certified: true }),
  ]
  expect(new Set(await Promise.all(attempts.map(refusalOf)))).toEqual(new Set(['application.not_found']))
  const reviews = [
    api.approveApplication({ application_id: thief.application_id }),
    api.reviewApplication({ application_id }),
  ]
  expect(new Set(await Promise.all(reviews.map(refusalOf)))).toEqual(new Set(['request.forbidden']))
  const nobody = publicId('app', '00000000-0000-7000-8000-000000000001')
  expect(await refusalOf(api.showApplication({ application_id: nobody }))).toBe('application.not_found')
})

test('R2.4a each store has its own public and e-mail address; a draft may change them and frees the old ones', async () => {
  const [one, two] = [await applicant(market), await applicant(market)]
  const store = { name: 'Kiln', slug: 'kiln', about: '', email: 'kiln@example.eu', time_zone: 'Europe/Paris' }
  await one.api.saveStore({ application_id: one.application_id, ...store })
  const theirs = { application_id: two.application_id, ...store }
  expect(await refusalOf(two.api.saveStore(theirs))).toBe('store.address_taken')
  expect(await refusalOf(two.api.saveStore({ ...theirs, slug: 'kiln-2' }))).toBe('store.email_taken')
  await one.api.saveStore({ application_id: one.application_id, ...store, slug: 'oven', email: 'oven@example.eu' })
  await two.api.saveStore(theirs)
})

test('R2.4c who is let go by a co-owner comes back by no application, and keeps neither the company’s papers nor its name', async () => {
  const one = await applicant(market)
  const { application_id } = one
  await fillApplication(one)
  const storeId = parsePublicId('app', 1, application_id)![0]!
  const partner = await market.person({ storeId, role: 'owner' })
  const { documents } = await one.api.showApplication({ application_id })
  const me = (await one.api.me({})).user!.id
  await partner.api.removeMember({ user_id: me })
  const store = {
    name: 'Back again',
    slug: 'back-again',
    about: '',
    email: 'back@example.eu',
    time_zone: 'Europe/Paris',
  }
  for (const attempt of [
    () => one.api.saveStore({ application_id, ...store }),
    () => one.api.showApplication({ application_id }),
    () => one.api.readMyDocument({ application_id, document_id: documents[0]!.id }),
    () => one.api.submitApplication({ application_id, self_certified: true }),
    () => one.api.addDocument({ application_id, kind: 'other', file: pdf, name: 'x.pdf' }),
  ])
    expect(await refusalOf(attempt())).toBe('application.not_found')
  expect((await one.api.me({})).user!.store_id).toBeNull()
})

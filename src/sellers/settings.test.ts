import { expect, test } from 'vitest'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

const settings = { about: 'Thrown by hand.', email: 'hands@example.eu', phone: '+33 2 99 00 00 45' }

test('R2.2h a store changes its text, pictures, e-mail and phone at once, and its page shows them', async () => {
  const [store, other] = [await market.store(), await market.store()]
  const { api } = store.owner
  const picture = await market.picture(store)
  await api.saveStoreSettings({ ...settings, logo: picture, banner: null })
  expect(await api.showStoreSettings({})).toMatchObject({ ...settings, logo: { id: picture }, banner: null })
  const { slug } = await api.ownStore({})
  const shown = await market.as(null).api.showStore({ slug })
  expect(shown).toMatchObject({ about: settings.about, banner: null, trader: { phone: settings.phone } })
  expect(shown.logo).toContain('/media/')
  const theirs = (logo: string | null) => other.owner.api.saveStoreSettings({ ...settings, logo })
  expect(await refusalOf(theirs(null))).toBe('store.email_taken')
  expect(await refusalOf(theirs(picture))).toBe('store.picture_unknown')
  await api.saveStoreSettings({ ...settings, email: 'new@example.eu' })
  await theirs(null)
})

test('R2.2i what was checked changes only when an operator approves the request; a rejection says why', async () => {
  const store = await market.store()
  const { api } = store.owner
  const operator = await market.person({ operator: true })
  const request = async () => (await operator.api.listDetailRequests({})).items[0]!
  expect(await refusalOf(api.requestDetails({ name: (await api.ownStore({})).name }))).toBe('details.unchanged')
  await api.requestDetails({ name: 'First idea' })
  await api.requestDetails({
    name: 'Better Things',
    legal_name: '更好的东西',
    latin_name: 'Better Things Ltd',
    note: 'New name',
  })
  expect((await api.ownStore({})).name).not.toBe('Better Things')
  const { id, after } = await request()
  expect((await operator.api.listDetailRequests({})).items).toHaveLength(1)
  expect(after).toEqual({ name: 'Better Things', legal_name: '更好的东西', latin_name: 'Better Things Ltd' })
  const decide = (approve: boolean, reason = '') => operator.api.decideDetails({ request_id: id, approve, reason })
  expect(await refusalOf(decide(false))).toBe('details.reason_missing')
  expect(await refusalOf(api.decideDetails({ request_id: id, approve: true }))).toBe('request.forbidden')
  const decisions = await Promise.allSettled([decide(true), decide(true)])
  expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await api.ownStore({})).name).toBe('Better Things')
  expect(await api.showStoreSettings({})).toMatchObject({
    details: { legal_name: '更好的东西', latin_name: 'Better Things Ltd' },
    request: { approved: true },
  })
  expect((await api.showPayoutTerms({})).holder).toBe('Better Things Ltd')
  await api.requestDetails({ city: 'Brest' })
  const next = await request()
  await operator.api.decideDetails({ request_id: next.id, approve: false, reason: 'The register says Nantes.' })
  const seen = await api.showStoreSettings({})
  expect(seen.request).toMatchObject({ approved: false, reason: 'The register says Nantes.' })
  expect(seen.details.city).not.toBe('Brest')
  expect((await operator.api.listAudit({ action: 'details.approve' })).items).toHaveLength(1)
})

test('R2.2j only the owner sees and changes the settings', async () => {
  const store = await market.store()
  const catalog = await market.person({ storeId: store.id, role: 'catalog' })
  expect(await refusalOf(catalog.api.showStoreSettings({}))).toBe('request.forbidden')
  expect(await refusalOf(catalog.api.saveStoreSettings(settings))).toBe('request.forbidden')
  expect(await refusalOf(catalog.api.requestDetails({ name: 'Mine now' }))).toBe('request.forbidden')
})

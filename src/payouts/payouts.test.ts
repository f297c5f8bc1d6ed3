import fc from 'fast-check'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { checkBooks, derivedBalances } from '#ledger/index.ts'
import { sealAll } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket, type Person, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()
const iban = 'FR1420041010050500013M02606'
const otherIban = 'DE89 3704 0044 0532 0130 00'
const account = { iban, holder: 'Good Things SARL' }

let maker: Person
let approver: Person
beforeAll(async () => {
  maker = await market.person({ operator: true })
  approver = await market.person({ operator: true })
  await maker.api.setPolicy({ key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'our account' })
})

/** A store with this balance and a bank account that may be paid to. */
async function rich(price = 20_000): Promise<Store & { balance: number }> {
  const store = await market.store()
  await market.nameAccount(store)
  const balance = await market.earn(store, price)
  await market.pass({ hours: 48 })
  return { ...store, balance }
}

const available = async ({ owner }: Store) => (await owner.api.showBalance({})).available.amount_minor
const stateOf = async ({ owner }: Store, id: string) =>
  (await owner.api.listPayouts({})).items.find(each => each.id === id)!
const inAccount = async (store: Store, name: 'payout_due' | 'fees' | 'bank') =>
  Number((await derivedBalances(market.db.read, store.id)).get(name) ?? 0n)
const mailsTo = async ({ email }: Person) =>
  (await maker.api.listMails({ to: email })).items.map(({ subject, text }) => `${subject}\n${text}`)

async function sent(store: Store, amount_minor: number): Promise<{ id: string; batch_id: string }> {
  const { id } = await store.owner.api.requestPayout({ amount_minor })
  const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: [id] })
  await approver.api.approvePayoutBatch({ batch_id })
  await maker.api.downloadPayoutFile({ batch_id })
  return { id, batch_id }
}

describe('the bank account', () => {
  const withPassword = async (store: Store) => {
    const passwordHash = await hashPassword('a long password')
    await inTx(market.db, 'set password', tx => setPassword(tx, store.owner.userId!, passwordHash))
  }

  test('R74.1a R74.2a R74.2b a store names its account: checked, masked when shown, and its owners are notified', async () => {
    const store = await market.store()
    const { api } = store.owner
    await withPassword(store)
    const password = 'a long password'
    const save = (given: object) => refusalOf(api.saveBankAccount({ ...account, password, ...given }))
    expect(await save({ iban: 'FR1420041010050500013M02607' })).toBe('payout.iban_invalid')
    expect(await save({ iban: 'BR1800360305000010009795493C1' })).toBe('payout.bank_country_closed')
    expect(await save({ bic: 'NOT A BIC' })).toBe('payout.bic_invalid')
    expect(await save({ holder: 'Żabka & Fils' })).toBe('payout.holder_characters')
    expect(await save({ holder: 'Somebody Else SARL' })).toBe('payout.holder_other')
    expect((await api.showPayoutTerms({})).holder).toBe('Good Things SARL')
    expect((await api.showPayoutTerms({})).account).toBeNull()
    await api.saveBankAccount({ ...account, iban: 'fr14 2004 1010 0505 0001 3m02 606', bic: 'psstfrpplil', password })
    const shown = (await api.showPayoutTerms({})).account!
    expect(shown).toMatchObject({
      account: 'FR •••• 2606',
      holder: 'Good Things SARL',
      bic: 'PSSTFRPPLIL',
      usable: false,
    })
    await market.settle()
    expect(await mailsTo(store.owner)).toEqual([
      expect.stringMatching(/bank account of .* was changed\n.*FR •••• 2606/s),
    ])
    const { items } = await maker.api.listAudit({ action: 'bank_account.save' })
    expect(JSON.stringify(items)).toContain('FR •••• 2606')
    expect(JSON.stringify([items, await mailsTo(store.owner)])).not.toContain('13M0')
  })

  test('the same account again changes nothing: no mail, no new wait', async () => {
    const store = await market.store()
    await withPassword(store)
    const save = () => store.owner.api.saveBankAccount({ ...account, password: 'a long password' })
    await save()
    const { account: before } = await store.owner.api.showPayoutTerms({})
    await market.pass({ hours: 1 })
    await save()
    expect((await store.owner.api.showPayoutTerms({})).account!.usable_at).toBe(before!.usable_at)
    expect(await mailsTo(store.owner)).toHaveLength(1)
  })

  test('R74.2c a change asks for the second factor, or for the password of who has none', async () => {
    const store = await market.store()
    const { api } = store.owner
    expect((await api.showPayoutTerms({})).proof).toBe('none')
    expect(await refusalOf(api.saveBankAccount(account))).toBe('account.no_proof')
    await withPassword(store)
    expect((await api.showPayoutTerms({})).proof).toBe('password')
    expect(await refusalOf(api.saveBankAccount(account))).toBe('account.wrong_password')
    expect(await refusalOf(api.saveBankAccount({ ...account, password: 'wrong' }))).toBe('account.wrong_password')
    const { secret } = await api.beginSecondFactor({ password: 'a long password' })
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    await api.confirmSecondFactor({ code: code() })
    expect((await api.showPayoutTerms({})).proof).toBe('code')
    expect(await refusalOf(api.saveBankAccount({ ...account, password: 'a long password' }))).toBe('account.wrong_code')
    expect((await api.showPayoutTerms({})).account).toBeNull()
    await sql`update accounts.second_factors set last_step = 0`.execute(market.db.read) // the app's next code
    await api.saveBankAccount({ ...account, code: code() })
    expect((await api.showPayoutTerms({})).account).not.toBeNull()
  })

  test('R74.2d only an owner or the finance role names it or takes money out; a warehouse sees none of it', async () => {
    const store = await rich()
    const warehouse = await market.person({ storeId: store.id, role: 'warehouse' })
    const finance = await market.person({ storeId: store.id, role: 'finance' })
    expect(await refusalOf(warehouse.api.saveBankAccount(account))).toBe('request.forbidden')
    expect(await refusalOf(warehouse.api.requestPayout({ amount_minor: 100 }))).toBe('request.forbidden')
    expect(await refusalOf(warehouse.api.listPayouts({}))).toBe('request.forbidden')
    expect(await refusalOf(finance.api.saveBankAccount(account))).toBe('account.no_proof')
    await finance.api.requestPayout({ amount_minor: 100 })
  })

  test('R74.1b a new account waits 48 hours before its first payout; what was requested before goes to the old one', async () => {
    const store = await rich()
    const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
    await market.nameAccount(store, { iban: otherIban })
    expect(await refusalOf(store.owner.api.requestPayout({ amount_minor: 1_000 }))).toBe('payout.account_waits')
    await market.pass({ hours: 47 })
    expect(await refusalOf(store.owner.api.requestPayout({ amount_minor: 1_000 }))).toBe('payout.account_waits')
    await market.pass({ hours: 1 })
    const { id: second } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
    expect((await stateOf(store, id)).account).toBe('FR •••• 2606')
    expect((await stateOf(store, second)).account).toBe('DE •••• 3000')
  })
})

/** The cells of a line of CSV, without their quotes. */
const cellsOf = (line: string): string[] =>
  line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(cell => cell.replaceAll('"', '').replace('\uFEFF', ''))

const address = { holder_address: 'Bagdat Caddesi 12, 34710 Istanbul' }
const turkish = { iban: 'TR33 0006 1005 1978 6457 8413 26', bic: 'TGBATRIS', ...address }
const russian = {
  country: 'RU',
  account_number: '40702 978 4 0000 0000001',
  bic: 'SABRRUMM',
  bank_name: 'Sberbank',
  bank_address: '19 Vavilova St., Moscow',
  holder_address: 'Tverskaya 1, 125009 Moscow',
}
const chinese = { ...russian, country: 'CN', account_number: '6222021234567890123', bic: 'ICBKCNBJ' }

/** A store with this balance whose account, at a bank in this country, may be paid to. */
async function richAt(account: object): Promise<Store & { balance: number }> {
  const store = await rich()
  await market.nameAccount(store, account)
  await market.pass({ hours: 48 })
  return store
}

describe('a bank outside the SEPA area', () => {
  test.each([
    ['an IBAN of Turkey', turkish, 'TR •••• 1326'],
    ['a number in Russia', russian, 'RU •••• 0001'],
    ['a number in China', chinese, 'CN •••• 0123'],
  ])('R70.2f R74.2f a payout to %s costs €10, which the balance page says before', async (_, account, shown) => {
    const store = await richAt(account)
    const { api } = store.owner
    const terms = await api.showPayoutTerms({})
    expect(terms).toMatchObject({ fee: { amount_minor: 1_000 }, account: { account: shown } })
    expect(await refusalOf(api.requestPayout({ amount_minor: 1_000 }))).toBe('payout.not_above_fee')
    const { id } = await api.requestPayout({ amount_minor: 5_000 })
    expect(await stateOf(store, id)).toMatchObject({
      scheme: 'international',
      account: shown,
      fee: { amount_minor: 1_000 },
      arrives: { amount_minor: 4_000 },
    })
    expect((await stateOf(store, id)).arrives_by!.slice(0, 10)).toBe(terms.arrives_by.slice(0, 10))
    expect(await inAccount(store, 'fees')).toBe(1_000)
    expect(await inAccount(store, 'payout_due')).toBe(4_000)
    await api.cancelPayout({ payout_id: id })
    expect([await available(store), await inAccount(store, 'fees')]).toEqual([store.balance, 0])
  })

  test('R70.2g six countries may join, and an account in each can be saved', async () => {
    const { api } = (await market.store()).owner
    const { countries, fees } = await api.showPayoutTerms({})
    const formOf = (code: string) => countries.find(country => country.code === code)
    const { countries: joining, payout_fees } = await market.as(null).api.sellingTerms({})
    expect(joining.map(formOf)).not.toContain(undefined)
    expect([formOf('FR'), formOf('TR'), formOf('CN')]).toEqual([
      { code: 'FR', scheme: 'sepa', iban: true },
      { code: 'TR', scheme: 'international', iban: true },
      { code: 'CN', scheme: 'international', iban: false },
    ])
    expect(payout_fees).toEqual(fees)
    expect([fees.sepa.amount_minor, fees.international.amount_minor]).toEqual([10, 1_000])
  })

  test('R74.2f what a transfer to the country needs is asked for; each mistake has its own reason', async () => {
    const store = await market.store()
    const save = (account: object) =>
      market.nameAccount(store, account).then(
        () => 'saved',
        error => [error.code, error.params.missing ?? error.params.fields ?? error.params.country],
      )
    expect(await save({ ...turkish, bic: null, holder_address: '' })).toEqual([
      'payout.account_incomplete',
      ['bic', 'holder_address'],
    ])
    expect(await save({ country: 'RU' })).toEqual([
      'payout.account_incomplete',
      ['account_number', 'bank_name', 'bank_address', 'bic', 'holder_address'],
    ])
    expect(await save({ ...russian, bic: 'TGBATRIS' })).toEqual(['payout.bic_other_country', 'RU'])
    expect(await save({ ...russian, bank_name: 'Сбербанк' })).toEqual(['payout.characters', ['bank_name']])
    expect(await save({ ...russian, account_number: 'no!' })).toEqual(['payout.account_number_invalid', undefined])
    expect(await save({ ...russian, country: 'TR' })).toEqual(['payout.iban_required', undefined])
    expect(await save({ ...russian, country: 'US' })).toEqual(['payout.bank_country_closed', 'US'])
    expect(await save({ iban: 'RS35260005601001611379' }), 'in SEPA since 2026').toBe('saved')
    expect(await save(russian)).toBe('saved')
  })

  test('R74.1h such payouts go into batches of their own, whose file is a list for the bank', async () => {
    const [near, far, farther] = [await rich(), await richAt(turkish), await richAt(chinese)]
    const ids: string[] = []
    for (const store of [near, far, farther])
      ids.push((await store.owner.api.requestPayout({ amount_minor: 4_210 })).id)
    expect(await refusalOf(maker.api.createPayoutBatch({ payout_ids: ids }))).toBe('payout.batch_mixed')
    expect((await stateOf(near, ids[0]!)).state).toBe('requested')
    const { items } = await maker.api.listAllPayouts({ state: 'requested', scheme: 'international' })
    expect(items.map(each => each.id)).toEqual(expect.arrayContaining(ids.slice(1)))
    expect(items.map(each => each.id)).not.toContain(ids[0])
    const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: ids.slice(1) })
    expect(await maker.api.showPayoutBatch({ batch_id })).toMatchObject({ scheme: 'international', payouts: 2 })
    await approver.api.approvePayoutBatch({ batch_id })
    const file = await approver.api.downloadPayoutFile({ batch_id }, 'a key of its own')
    expect(file.name).toBe(`${batch_id}.csv`)
    const [head, ...rows] = String(file.bytes).trim().split('\n').map(cellsOf)
    const row = (account: string) => {
      const cells = rows.find(cells => cells.includes(account))!
      return Object.fromEntries(head!.map((name, n) => [name, cells[n]]))
    }
    expect(rows).toHaveLength(2)
    expect(row('TR330006100519786457841326')).toMatchObject({
      amount: '32.10',
      currency: 'EUR',
      charges: 'OUR',
      from_iban: 'DE89370400440532013000',
      holder: 'Good Things SARL',
      holder_address: address.holder_address,
      bic: 'TGBATRIS',
      bank_country: 'TR',
      text: `Payout ${(await stateOf(far, ids[1]!)).number}`,
    })
    expect(row('6222021234567890123')).toMatchObject({ bank_name: 'Sberbank', bank_country: 'CN', amount: '32.10' })
    expect(String((await maker.api.downloadPayoutFile({ batch_id })).bytes), 'the same list').toBe(String(file.bytes))
    await maker.api.markPaid({ payout_ids: [ids[1]!] })
    await maker.api.markReturned({ payout_ids: [ids[2]!], reason: 'RC01' })
    expect([await inAccount(far, 'bank'), await inAccount(far, 'fees')]).toEqual([-3_210, 1_000])
    expect([await available(farther), await inAccount(farther, 'fees')]).toEqual([farther.balance, 0])
  })

  test('R70.2c requests to banks of both kinds at once never take more than there is, whatever the amounts', async () => {
    const stores = [await rich(), await richAt(turkish)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...stores),
        fc.array(fc.integer({ min: 1, max: 12_000 }), { minLength: 2, maxLength: 5 }),
        async (store, amounts) => {
          const fee = store === stores[0] ? 10 : 1_000
          const before = await available(store)
          const results = await Promise.allSettled(
            amounts.map(amount_minor => store.owner.api.requestPayout({ amount_minor })),
          )
          const taken = amounts.filter((_, n) => results[n]!.status === 'fulfilled')
          for (const amount of taken) expect(amount).toBeGreaterThan(fee)
          expect(await available(store)).toBe(before - taken.reduce((sum, amount) => sum + amount, 0))
          expect(await available(store)).toBeGreaterThanOrEqual(0)
          const requested = results.flatMap(result => (result.status === 'fulfilled' ? [result.value.id] : []))
          expect(await inAccount(store, 'fees')).toBe(fee * requested.length)
          for (const payout_id of requested) await store.owner.api.cancelPayout({ payout_id })
          expect([await available(store), await inAccount(store, 'fees')]).toEqual([before, 0])
        },
      ),
      { numRuns: 8 },
    )
    await checkInvariants(market.db, null)
  })
})

describe('the holder', () => {
  const names = (store: Store, legal: string, latin: string | null) =>
    sql`update sellers.companies set legal_name = ${legal}, latin_name = ${latin}
      where id = (select company_id from sellers.stores where store_id = ${store.id})`.execute(market.db.read)
  const held = (store: Store, holder: string) =>
    market.nameAccount(store, { iban, holder }).then(
      () => 'saved',
      error => error.code,
    )

  test.each([
    ['深圳市明辉贸易有限公司', 'Shenzhen Minghui Trading Co., Ltd.'],
    ['ООО «Ромашка»', 'OOO Romashka'],
    ['Ромашка Trade', 'Romashka Trade'],
    ['تجارة', 'Tijara LLC'],
  ])('R74.2g a company named %s is paid by its Latin name, and by no other', async (legal, latin) => {
    const store = await market.store()
    await names(store, legal, null)
    expect((await store.owner.api.showPayoutTerms({})).holder).toBeNull()
    for (const holder of [latin, '.', ' - ', 'Trade'])
      expect(await held(store, holder)).toBe('payout.latin_name_missing')
    await names(store, legal, latin)
    expect((await store.owner.api.showPayoutTerms({})).holder).toBe(latin)
    for (const holder of ['.', '-', 'X', 'Trade']) expect(await held(store, holder)).toBe('payout.holder_other')
    expect(await held(store, latin.toUpperCase())).toBe('saved')
  })

  test('R74.2g a Latin name with letters that banks do not take is compared without them', async () => {
    const store = await market.store()
    await names(store, 'L’Œuvre & Fils d’Aÿ Işık Şti.', null)
    expect(await held(store, 'L Oeuvre Fils d Ay Isik Sti')).toBe('saved')
    expect(await held(store, '.')).toBe('payout.holder_other')
    await names(store, '«»', null)
    expect(await held(store, '.'), 'no letters to compare').toBe('payout.latin_name_missing')
  })

  test('R74.2g after the company’s name changed nothing is paid to the account of the old one', async () => {
    const store = await rich()
    await names(store, 'Better Things SARL', null)
    expect(await refusalOf(store.owner.api.requestPayout({ amount_minor: 1_000 }))).toBe('payout.holder_other')
    expect(await available(store)).toBe(store.balance)
  })
})

describe('a request', () => {
  test('R70.2a R70.2b any amount above the fee, up to all there is; the fee is taken out of it', async () => {
    const store = await rich()
    const { api } = store.owner
    expect(await refusalOf(api.requestPayout({ amount_minor: 10 }))).toBe('payout.not_above_fee')
    expect(await refusalOf(api.requestPayout({ amount_minor: store.balance + 1 }))).toBe('payout.above_balance')
    const { id } = await api.requestPayout({ amount_minor: 11 })
    const { id: rest } = await api.requestPayout({ amount_minor: store.balance - 11 })
    expect(await available(store)).toBe(0)
    expect(await stateOf(store, id)).toMatchObject({
      state: 'requested',
      amount: { amount_minor: 11 },
      fee: { amount_minor: 10 },
      arrives: { amount_minor: 1 },
    })
    expect(await inAccount(store, 'payout_due')).toBe(store.balance - 20)
    expect(await inAccount(store, 'fees')).toBe(20)
    expect((await api.listMovements({ limit: 1 })).items[0]).toMatchObject({
      kind: 'payout.requested',
      payout: { id: rest },
      amount: { amount_minor: -(store.balance - 11) },
    })
  })

  test('without an account there is nowhere to pay to: the balance stays', async () => {
    const store = await market.store()
    const earned = await market.earn(store, 5_000)
    expect(await refusalOf(store.owner.api.requestPayout({ amount_minor: 1_000 }))).toBe('payout.no_account')
    expect(await available(store)).toBe(earned)
  })

  test('R70.2c two requests for all of it at once: one wins, the other is refused', async () => {
    const store = await rich()
    const both = await Promise.allSettled(
      [1, 2].map(() => store.owner.api.requestPayout({ amount_minor: store.balance })),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'payout.above_balance' },
    })
    expect(await available(store)).toBe(0)
    await checkInvariants(market.db, null)
  })

  test('the same request sent twice happens once', async () => {
    const store = await rich()
    const request = () => store.owner.api.requestPayout({ amount_minor: 1_000 }, 'one key')
    const [first, second] = await Promise.all([request(), request()])
    expect(second).toEqual(first)
    expect((await store.owner.api.listPayouts({})).items).toHaveLength(1)
    expect(await available(store)).toBe(store.balance - 1_000)
  })

  test('R70.2d it is taken back while no operator has begun, and costs nothing then', async () => {
    const store = await rich()
    const { id } = await store.owner.api.requestPayout({ amount_minor: 5_000 })
    const stranger = await market.store()
    expect(await refusalOf(stranger.owner.api.cancelPayout({ payout_id: id }))).toBe('payout.not_found')
    await store.owner.api.cancelPayout({ payout_id: id })
    expect(await refusalOf(store.owner.api.cancelPayout({ payout_id: id }))).toBe('payout.wrong_state')
    expect([await available(store), await inAccount(store, 'fees')]).toEqual([store.balance, 0])
    const { id: taken } = await store.owner.api.requestPayout({ amount_minor: 5_000 })
    await maker.api.createPayoutBatch({ payout_ids: [taken] })
    expect(await refusalOf(store.owner.api.cancelPayout({ payout_id: taken }))).toBe('payout.wrong_state')
  })
})

describe('a batch', () => {
  test('R74.1c payouts of several stores go into one file, approved by a second operator; taken again it is the same file', async () => {
    const [one, two] = [await rich(), await rich(3_000)]
    const first = await one.owner.api.requestPayout({ amount_minor: one.balance })
    const second = await two.owner.api.requestPayout({ amount_minor: 1_010 })
    const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: [first.id, second.id] })
    expect(await refusalOf(maker.api.createPayoutBatch({ payout_ids: [first.id] }))).toBe('payout.wrong_state')
    const ibans = async () => (await maker.api.listAllPayouts({ batch_id })).items.map(({ account }) => account)
    expect(await ibans()).toContain('FR14 2004 1010 0505 0001 3M02 606') // in full, for the operators who approve them
    expect(await refusalOf(maker.api.approvePayoutBatch({ batch_id }))).toBe('payout.own_batch')
    expect(await refusalOf(maker.api.downloadPayoutFile({ batch_id }))).toBe('payout.batch_wrong_state')
    await approver.api.approvePayoutBatch({ batch_id })
    expect(await refusalOf(approver.api.approvePayoutBatch({ batch_id }))).toBe('payout.batch_wrong_state')
    const { name, bytes } = await approver.api.downloadPayoutFile({ batch_id }, 'a key')
    const xml = String(bytes)
    expect(name).toBe(`${batch_id}.xml`)
    expect(xml.match(new RegExp(`<IBAN>${iban}</IBAN>`, 'g'))).toHaveLength(2)
    const total = ((one.balance - 10 + 1_000) / 100).toFixed(2)
    expect(xml).toContain(`<CtrlSum>${total}</CtrlSum>`)
    expect(xml).toContain('<IBAN>DE89370400440532013000</IBAN>')
    await market.pass({ hours: 5 })
    await maker.api.markPaid({ payout_ids: [first.id] })
    const other = await maker.api.downloadPayoutFile({ batch_id })
    expect(String(other.bytes), 'the same reference and time, so that the bank knows it').toBe(xml)
    const again = await approver.api.downloadPayoutFile({ batch_id }, 'a key')
    expect(String(again.bytes), 'the answer to the same call, lost on its way').toBe(xml)
    expect(await maker.api.showPayoutBatch({ batch_id })).toMatchObject({
      state: 'sent',
      own: true,
      payouts: 2,
      open: 1,
      total: { amount_minor: one.balance - 10 + 1_000 },
      debtor: { iban: 'DE •••• 3000' },
    })
    const { items } = await maker.api.listAudit({ action: 'payout_batch.download_file', subject: batch_id })
    const after = { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(items.map(entry => entry.after)).toEqual([{ ...after, again: true }, after])
  })

  test('R74.1i a batch is found by its number, by the bank’s reference, and by what stands in it', async () => {
    const store = await rich()
    const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
    const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: [id] })
    await approver.api.approvePayoutBatch({ batch_id })
    const xml = String((await approver.api.downloadPayoutFile({ batch_id })).bytes)
    const { number, reference } = await maker.api.showPayoutBatch({ batch_id })
    expect(xml).toContain(`<MsgId>${reference}</MsgId>`)
    const endToEnd = /<EndToEndId>(\w+)</.exec(xml)![1]!
    const { number: payout } = (await maker.api.listAllPayouts({ batch_id })).items[0]!
    for (const q of [number, number.toLowerCase(), reference, endToEnd, payout]) {
      const { items } = await maker.api.opsSearch({ q })
      expect([q, items.filter(({ kind }) => kind === 'batch').map(hit => hit.id)]).toEqual([q, [batch_id]])
    }
    const { api } = await market.person({ operator: ['support'] })
    expect((await api.opsSearch({ q: reference })).items).toEqual([])
  })

  test('R74.1d paid: the owners are notified, and never twice', async () => {
    const store = await rich()
    const { id } = await sent(store, 5_010)
    await Promise.allSettled([1, 2].map(() => maker.api.markPaid({ payout_ids: [id] })))
    expect(await refusalOf(maker.api.markPaid({ payout_ids: [id] }))).toBe('payout.wrong_state')
    expect(await stateOf(store, id)).toMatchObject({ state: 'paid', arrives_by: null })
    expect([await inAccount(store, 'payout_due'), await inAccount(store, 'bank')]).toEqual([0, -5_000])
    await market.settle()
    expect(
      (await mailsTo(store.owner)).filter(mail => mail.includes('Your payout of €50.00 has arrived')),
    ).toHaveLength(1)
  })

  test.each(['sent', 'paid'])('R74.1e returned after it was %s: all of it is in the balance again', async state => {
    const store = await rich()
    const { id } = await sent(store, 5_010)
    if (state === 'paid') await maker.api.markPaid({ payout_ids: [id] })
    await maker.api.markReturned({ payout_ids: [id], reason: 'AC04' })
    expect(await stateOf(store, id)).toMatchObject({ state: 'returned', return_reason: 'AC04' })
    expect([
      await available(store),
      await inAccount(store, 'payout_due'),
      await inAccount(store, 'fees'),
      await inAccount(store, 'bank'),
    ]).toEqual([store.balance, 0, 0, 0])
    expect(await refusalOf(maker.api.markReturned({ payout_ids: [id], reason: 'AC04' }))).toBe('payout.wrong_state')
    await market.settle()
    expect(await mailsTo(store.owner)).toContainEqual(expect.stringMatching(/was returned\n.*account is closed/s))
  })

  test('what cannot be marked as a whole is not marked at all', async () => {
    const [one, two] = [await rich(), await rich()]
    const { id } = await sent(one, 1_000)
    const { id: requested } = await two.owner.api.requestPayout({ amount_minor: 1_000 })
    expect(await refusalOf(maker.api.markPaid({ payout_ids: [id, requested] }))).toBe('payout.wrong_state')
    expect((await stateOf(one, id)).state).toBe('sent')
  })

  test('R74.1f a batch is taken apart before its file is: its payouts wait for another', async () => {
    const store = await rich()
    const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
    const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: [id] })
    await approver.api.approvePayoutBatch({ batch_id })
    await maker.api.dissolvePayoutBatch({ batch_id, reason: 'one too many' })
    expect(await refusalOf(maker.api.downloadPayoutFile({ batch_id }))).toBe('payout.batch_wrong_state')
    expect((await stateOf(store, id)).state).toBe('requested')
    expect(await maker.api.showPayoutBatch({ batch_id })).toMatchObject({
      state: 'dissolved',
      payouts: 0,
      dissolved_reason: 'one too many',
    })
  })

  test('nothing is approved while no account is named to pay from', async () => {
    await maker.api.setPolicy({ key: 'payouts.debtor_iban', value: '', reason: 'a test' })
    const store = await rich()
    const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
    const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: [id] })
    expect(await refusalOf(approver.api.approvePayoutBatch({ batch_id }))).toBe('payout.no_debtor')
    const value = 'DE89370400440532013000'
    expect(await refusalOf(maker.api.setPolicy({ key: 'payouts.debtor_iban', value: 'DE00', reason: 'typo' }))).toBe(
      'policy.invalid',
    )
    await maker.api.setPolicy({ key: 'payouts.debtor_iban', value, reason: 'our account' })
    await approver.api.approvePayoutBatch({ batch_id })
  })

  test('only operators come near it', async () => {
    const store = await rich()
    const { id, batch_id } = await sent(store, 1_000)
    const { api } = store.owner
    const attempts = [
      () => api.createPayoutBatch({ payout_ids: [id] }),
      () => api.approvePayoutBatch({ batch_id }),
      () => api.downloadPayoutFile({ batch_id }),
      () => api.markPaid({ payout_ids: [id] }),
      () => api.listAllPayouts({}),
    ]
    for (const attempt of attempts) expect(await refusalOf(attempt())).toBe('request.forbidden')
  })
})

test('after all of it the books balance and every chain holds', async () => {
  await market.settle()
  await checkInvariants(market.db, market.provider.record)
  await sealAll(market.db)
  expect((await checkBooks(market.db)).faults).toEqual([])
})

import { createHook } from 'node:async_hooks'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { hashPassword, sealSecondFactors, setPassword } from '#accounts/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { codeFor } from '../../test/applicant.ts'
import { openMarket, type Person, refusalOf } from '../../test/market.ts'

const market = openMarket()
const password = 'a long password'

async function withPassword(): Promise<Person> {
  const person = await market.person()
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, person.userId!, passwordHash))
  return person
}

const askRecovery = async (email: string, locale: 'en' | 'fr' = 'en') => {
  const answer = await market.as(null).api.startRecovery({ email, locale })
  await market.settle()
  return answer
}

/** The secret of the latest link mailed to an address. */
async function linkFor(email: string): Promise<string> {
  const { items } = await (await market.person({ operator: true })).api.listMails({ to: email })
  return /\/account\/\w+\/([\w-]{43})\b/.exec(items[0]!.text)![1]!
}

const mailsFor = async (email: string) =>
  (await (await market.person({ operator: true })).api.listMails({ to: email })).items.length

const isLoggedIn = async (person: Person) => (await person.api.me({})).user !== null

test('E1a a mailed link sets a new password, once, and ends all sessions', async () => {
  const person = await withPassword()
  await askRecovery(person.email)
  const link = await linkFor(person.email)
  await market.as(null).api.finishRecovery({ link, password: 'another password' })
  expect(await isLoggedIn(person)).toBe(false)
  const later = market.as(null)
  expect(await refusalOf(later.api.logIn({ email: person.email, password }))).toBe('account.wrong_password')
  await later.api.logIn({ email: person.email, password: 'another password' })
  expect(await isLoggedIn(later)).toBe(true)
  expect(await refusalOf(market.as(null).api.finishRecovery({ link, password }))).toBe('account.link_expired')
})

test('no password is hashed before a link, an invitation or the limit of codes lets it', async () => {
  let hashed = 0
  const hook = createHook({
    init(_id, type) {
      if (type === 'ARGON2REQUEST') hashed++
    },
  }).enable()
  try {
    const stranger = market.as(null).api
    const long = 'four quiet words here'
    expect(await refusalOf(stranger.finishRecovery({ link: 'x', password: long }))).toBe('account.link_expired')
    const accept = { link: 'x', name: 'Thief', password: long, locale: 'en' } as const
    expect(await refusalOf(stranger.acceptInvitation(accept))).toBe('invitation.expired')
    expect(hashed).toBe(0)
    const signUp = { name: 'Ana', email: 'hashed@example.eu', password: long, locale: 'en' } as const
    await stranger.signUp(signUp)
    expect(hashed, 'this hook counts them').toBe(1)
    expect(await refusalOf(stranger.signUp(signUp))).toBe('account.code_too_soon')
    const toSell = { country: 'FR', email: signUp.email, password: long, locale: 'en', terms: true } as const
    expect(await refusalOf(stranger.signUpToSell(toSell))).toBe('account.code_too_soon')
    expect(hashed).toBe(1)
  } finally {
    hook.disable()
  }
})

test('E1b an unknown address gets the same answer and no mail; a second asking within a minute sends no second mail', async () => {
  const person = await withPassword()
  const ask = (email: string) => askRecovery(email, 'fr')
  expect(await ask('nobody-here@example.eu')).toEqual(await ask(person.email))
  await ask(person.email)
  expect(await mailsFor('nobody-here@example.eu')).toBe(0)
  expect(await mailsFor(person.email)).toBe(1)
})

test('E1a a link that was mailed before a change of password or address opens nothing after it', async () => {
  const person = await withPassword()
  await askRecovery(person.email)
  const link = await linkFor(person.email)
  await person.api.changePassword({ current: password, password: 'another password' })
  expect(await refusalOf(market.as(null).api.finishRecovery({ link, password }))).toBe('account.link_expired')
})

test('E1g wrong passwords and codes sent at once are counted one by one, wherever they are asked for', async () => {
  const wrongOf = async (attempt: () => Promise<unknown>) => {
    const codes = await Promise.all(Array.from({ length: 30 }, () => refusalOf(attempt())))
    return codes.filter(code => code !== 'account.locked').length
  }
  const [one, two] = [await withPassword(), await withPassword()]
  expect(await wrongOf(() => market.as(null).api.logIn({ email: one.email, password: 'a wrong one' }))).toBe(10)
  expect(await wrongOf(() => two.api.changePassword({ current: 'a wrong one', password }))).toBe(10)
  // counted separately, otherwise wrong log-ins of strangers would block password changes
  await market.as(null).api.logIn({ email: two.email, password })
  const three = await withPassword()
  const { secret } = await three.api.beginSecondFactor({ password })
  await three.api.confirmSecondFactor({ code: shown(secret) })
  expect(await wrongOf(() => three.api.removeSecondFactor({ code: '000000' }))).toBe(10)
})

test('E1j who has a second factor gives it, with the password, to change the password or the address', async () => {
  const person = await withPassword()
  const { secret } = await person.api.beginSecondFactor({ password })
  const { backup_codes } = await person.api.confirmSecondFactor({ code: shown(secret) })
  const change = { current: password, password: 'another password' }
  expect(await refusalOf(person.api.changePassword(change))).toBe('account.wrong_code')
  const move = { email: 'moved-with-code@example.eu', password }
  expect(await refusalOf(person.api.startAddressChange(move))).toBe('account.wrong_code')
  await person.api.startAddressChange({ ...move, code: backup_codes[0]! })
  await person.api.changePassword({ ...change, code: backup_codes[1]! })
})

test('E1h a session alone turns no second factor on and gives nobody a role that pays out or manages', async () => {
  const thief = await withPassword()
  expect(await refusalOf(thief.api.beginSecondFactor({}))).toBe('account.wrong_password')
  const { owner, id } = await market.store()
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, owner.userId!, passwordHash))
  const packer = await market.person({ storeId: id, role: 'warehouse' })
  const user_id = publicId('usr', packer.userId!)
  for (const role of ['owner', 'finance'] as const) {
    const invited = { email: `${role}@example.eu`, role, locale: 'en' as const }
    expect(await refusalOf(owner.api.inviteMember(invited))).toBe('account.wrong_password')
    await owner.api.inviteMember({ ...invited, password })
    expect(await refusalOf(owner.api.changeRole({ user_id, role }))).toBe('account.wrong_password')
  }
  await owner.api.changeRole({ user_id, role: 'finance', password })
  await owner.api.changeRole({ user_id, role: 'orders' })
})

test('E1k who has neither password nor second factor gives a mailed code before setting one up', async () => {
  const person = await market.person() // the session was not just opened by a code: nobody knows who holds it
  const attempts = () => [
    person.api.changePassword({ password: 'a first password' }),
    person.api.beginSecondFactor({}),
    person.api.startAddressChange({ email: 'thief@example.eu' }),
  ]
  const refused = async () => Promise.all(attempts().map(refusalOf))
  const needed = Array.from({ length: 3 }, () => 'account.mail_proof_needed')
  expect(await refused()).toEqual(needed)
  expect((await person.api.showSecondFactor({})).mail_proof).toBe(true)
  const { request } = await person.api.sendIdentityCode({})
  const code = await codeFor(market, person.email)
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await refusalOf(person.api.confirmIdentity({ code: wrong, request }))).toBe('account.wrong_code')
  const stranger = await market.person()
  expect(await refusalOf(stranger.api.confirmIdentity({ code, request }))).toBe('account.code_expired')
  expect(await refused()).toEqual(needed)
  expect(await mailsFor('thief@example.eu')).toBe(0)
  await person.api.confirmIdentity({ code, request })
  expect((await person.api.showSecondFactor({})).mail_proof).toBe(false)
  expect(await refusalOf(stranger.api.changePassword({ password: 'a first password' }))).toBe(
    'account.mail_proof_needed',
  )
  await person.api.changePassword({ password: 'a first password' })
  await market.as(null).api.logIn({ email: person.email, password: 'a first password' })
})

test('E1k a log-in by code is such a proof for a quarter of an hour, and in that session alone', async () => {
  const person = await market.person()
  const { request } = await market.as(null).api.sendCode({ email: person.email, locale: 'en' })
  const visitor = market.as(null)
  await visitor.api.confirmCode({ email: person.email, code: await codeFor(market, person.email), request })
  expect((await visitor.api.showSecondFactor({})).mail_proof).toBe(false)
  expect((await person.api.showSecondFactor({})).mail_proof).toBe(true)
  await sql`update accounts.sessions set proven_at = proven_at - interval '15 minutes'`.execute(market.db.read)
  expect(await refusalOf(visitor.api.changePassword({ password }))).toBe('account.mail_proof_needed')
  await sql`update accounts.sessions set proven_at = proven_at + interval '1 minute'`.execute(market.db.read)
  await visitor.api.changePassword({ password })
  expect((await visitor.api.me({})).user).not.toBeNull()
})

test('E1k an owner who was opened a store cannot be robbed of it by their session alone', async () => {
  const { owner } = await market.store()
  const account = { iban: 'FR1420041010050500013M02606', holder: 'Good Things SARL' }
  expect(await refusalOf(owner.api.changePassword({ password }))).toBe('account.mail_proof_needed')
  expect(await refusalOf(owner.api.saveBankAccount({ ...account, password }))).toBe('account.no_proof')
})

test('a change of address mails no stranger more than so often a day', async () => {
  const operator = await market.person({ operator: true })
  const set = (value: number) => operator.api.setPolicy({ key: 'accounts.link_mails_per_day', value, reason: 'a test' })
  await set(1)
  const stranger = 'not-asked@example.eu'
  await (await withPassword()).api.startAddressChange({ email: stranger, password })
  const again = (await withPassword()).api.startAddressChange({ email: stranger, password })
  expect(await refusalOf(again)).toBe('account.codes_used_up')
  expect(await mailsFor(stranger)).toBe(1)
  await set(10)
})

test('links that strangers asked for do not keep an owner from changing the address', async () => {
  const operator = await market.person({ operator: true })
  const set = (value: number) => operator.api.setPolicy({ key: 'accounts.link_mails_per_day', value, reason: 'a test' })
  const person = await withPassword()
  await set(1)
  await askRecovery(person.email)
  await person.api.startAddressChange({ email: 'new-own@example.eu', password })
  expect(await mailsFor('new-own@example.eu')).toBe(1)
  await sql`update accounts.mail_links set sent_at = sent_at - interval '2 minutes'`.execute(market.db.read)
  const again = person.api.startAddressChange({ email: 'new-other@example.eu', password })
  expect(await refusalOf(again)).toBe('account.codes_used_up')
  await set(10)
})

test('secrets of second factors are sealed in the database; those of an older release from the next start on', async () => {
  const person = await withPassword()
  const { secret } = await person.api.beginSecondFactor({ password })
  await person.api.confirmSecondFactor({ code: shown(secret) })
  const kept = async () => {
    const { rows } = await sql<{ secret: string }>`
      select secret from accounts.second_factors where user_id = ${person.userId}
    `.execute(market.db.read)
    return rows[0]!.secret
  }
  expect(await kept()).toMatch(/^v1\./)
  expect(await kept()).not.toContain(secret)
  await sql`update accounts.second_factors set secret = ${secret} where user_id = ${person.userId}`.execute(
    market.db.read,
  )
  const opens = async () => {
    await laterSteps()
    const visitor = market.as(null)
    await visitor.api.logIn({ email: person.email, password })
    await visitor.api.passSecondFactor({ code: shown(secret) })
    return isLoggedIn(visitor)
  }
  expect(await opens()).toBe(true)
  await sealSecondFactors(market.db)
  expect(await kept()).toMatch(/^v1\./)
  expect(await opens()).toBe(true)
})

test('E1i outside a sandbox nobody reads what mails say, and nobody is offered a demo', async () => {
  const person = await withPassword()
  await askRecovery(person.email)
  const operator = await market.person({ operator: true })
  market.db.sandbox = false
  try {
    const { items } = await operator.api.listMails({ to: person.email })
    expect(items.map(({ text, html }) => [text, html])).toEqual([['', '']])
    expect(await market.as(null).api.demoLogIns({})).toEqual({ log_ins: null })
  } finally {
    market.db.sandbox = true
  }
})

test('a recovery link is good for half an hour', async () => {
  const person = await withPassword()
  await askRecovery(person.email)
  await sql`update accounts.mail_links set expires_at = expires_at - interval '31 minutes'`.execute(market.db.read)
  const finish = market.as(null).api.finishRecovery({ link: await linkFor(person.email), password: 'another password' })
  expect(await refusalOf(finish)).toBe('account.link_expired')
  expect(await isLoggedIn(person)).toBe(true)
})

test('E1c an address changes once both the old and the new one confirmed it', async () => {
  const person = await withPassword()
  const email = 'moved@example.eu'
  expect(await refusalOf(person.api.startAddressChange({ email, password: 'a wrong one' }))).toBe(
    'account.wrong_password',
  )
  await person.api.startAddressChange({ email, password })
  const elsewhere = market.as(null)
  await elsewhere.api.logIn({ email: person.email, password })
  const [old, fresh] = [await linkFor(person.email), await linkFor(email)]
  expect((await market.as(null).api.confirmAddress({ link: fresh })).state).toBe('half')
  expect((await person.api.me({})).user!.email).toBe(person.email)
  expect((await person.api.confirmAddress({ link: old })).state).toBe('changed')
  expect((await person.api.me({})).user!.email).toBe(email)
  expect(await isLoggedIn(elsewhere)).toBe(false)
  expect(await refusalOf(market.as(null).api.logIn({ email: person.email, password }))).toBe('account.wrong_password')
  expect(await refusalOf(market.as(null).api.confirmAddress({ link: old }))).toBe('account.link_expired')
})

test('an address that already has an account cannot be taken over', async () => {
  const [person, other] = [await withPassword(), await withPassword()]
  await person.api.startAddressChange({ email: other.email, password })
  const [old, fresh] = [await linkFor(person.email), await linkFor(other.email)]
  await market.as(null).api.confirmAddress({ link: old })
  expect((await market.as(null).api.confirmAddress({ link: fresh })).state).toBe('taken')
  expect((await person.api.me({})).user!.email).toBe(person.email)
  expect((await other.api.me({})).user!.email).toBe(other.email)
})

test('E1d users see and end their own sessions; nobody ends another’s session', async () => {
  const person = await withPassword()
  const phone = market.as(null)
  await phone.api.logIn({ email: person.email, password })
  const { items } = await person.api.listSessions({})
  expect(items.map(session => session.current)).toEqual([false, true])
  const stranger = await market.person()
  expect(await refusalOf(stranger.api.endSession({ session_id: items[0]!.id }))).toBe('account.session_not_found')
  expect(await isLoggedIn(phone)).toBe(true)
  await person.api.endSession({ session_id: items[0]!.id })
  expect(await isLoggedIn(phone)).toBe(false)
  expect(await isLoggedIn(person)).toBe(true)
})

test('a repeated change of address is answered as before, and mails no second pair of links', async () => {
  const person = await withPassword()
  const change = (email: string) => person.api.startAddressChange({ email, password }, 'same')
  await change('moved@example.eu')
  const mails = await mailsFor(person.email)
  await change('moved@example.eu') // too soon, without the key
  expect(await mailsFor(person.email)).toBe(mails)
  expect(await refusalOf(change('elsewhere@example.eu'))).toBe('request.key_reused')
})

test('another password ends all other sessions', async () => {
  const person = await withPassword()
  const phone = market.as(null)
  await phone.api.logIn({ email: person.email, password })
  await person.api.changePassword({ current: password, password: 'another password' })
  expect([await isLoggedIn(person), await isLoggedIn(phone)]).toEqual([true, false])
})

/** The code an authenticator app shows `steps` of 30 seconds from now. */
const shown = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** Resets the used time steps, as if time had passed. */
const laterSteps = () => sql`update accounts.second_factors set last_step = 0`.execute(market.db.read)

async function withSecondFactor() {
  const person = await withPassword()
  const { secret, uri } = await person.api.beginSecondFactor({ password })
  expect(uri).toMatch(/^otpauth:\/\/totp\/Fondaco/)
  const { backup_codes } = await person.api.confirmSecondFactor({ code: shown(secret) })
  await laterSteps()
  return { person, secret, backupCodes: backup_codes }
}

test('E1e with a second factor the password alone opens nothing; the app’s code does, once', async () => {
  const { person, secret } = await withSecondFactor()
  const visitor = market.as(null)
  expect(await visitor.api.logIn({ email: person.email, password })).toEqual({ second_factor: true })
  expect(await isLoggedIn(visitor)).toBe(false)
  expect(await refusalOf(visitor.api.listSessions({}))).toBe('request.not_signed_in')
  await visitor.api.passSecondFactor({ code: shown(secret) })
  expect(await isLoggedIn(visitor)).toBe(true)
  const thief = market.as(null)
  await thief.api.logIn({ email: person.email, password })
  expect(await refusalOf(thief.api.passSecondFactor({ code: shown(secret) }))).toBe('account.wrong_code')
})

test('a log-in by mailed code asks for the second factor too', async () => {
  const { person, secret } = await withSecondFactor()
  const visitor = market.as(null)
  const { request } = await visitor.api.sendCode({ email: person.email, locale: 'en' })
  const { items } = await (await market.person({ operator: true })).api.listMails({ to: person.email })
  const code = /\b\d{6}\b/.exec(items[0]!.text)![0]
  expect(await visitor.api.confirmCode({ email: person.email, code, request })).toEqual({ second_factor: true })
  expect(await isLoggedIn(visitor)).toBe(false)
  await visitor.api.passSecondFactor({ code: shown(secret) })
  expect(await isLoggedIn(visitor)).toBe(true)
})

test('a backup code replaces a lost phone, once', async () => {
  const { person, backupCodes } = await withSecondFactor()
  expect(new Set(backupCodes).size).toBe(8)
  for (const [n, expected] of [null, 'account.wrong_code'].entries()) {
    const visitor = market.as(null)
    await visitor.api.logIn({ email: person.email, password })
    const pass = visitor.api.passSecondFactor({ code: backupCodes[0]!.toUpperCase() })
    if (n === 0) await pass
    else expect(await refusalOf(pass)).toBe(expected)
  }
  expect(await person.api.showSecondFactor({})).toMatchObject({ on: true, backup_codes_left: 7 })
})

test('five wrong codes end the half log-in, ten lock the factor', async () => {
  const { person, secret } = await withSecondFactor()
  const wrong = shown(secret, 40)
  for (let round = 0; round < 2; round++) {
    const visitor = market.as(null)
    await visitor.api.logIn({ email: person.email, password })
    for (let i = 0; i < 5; i++)
      expect(await refusalOf(visitor.api.passSecondFactor({ code: wrong }))).toBe('account.wrong_code')
    expect(await refusalOf(visitor.api.passSecondFactor({ code: shown(secret) }))).toBe('account.log_in_again')
  }
  const visitor = market.as(null)
  await visitor.api.logIn({ email: person.email, password })
  expect(await refusalOf(visitor.api.passSecondFactor({ code: shown(secret) }))).toBe('account.locked')
})

test('the guest’s cart is kept after the second factor', async () => {
  const { person, secret } = await withSecondFactor()
  const { variantId } = await market.product(await market.store())
  const guest = market.as(null)
  await guest.api.addToCart({ variant_id: variantId, units: 2 })
  await guest.api.logIn({ email: person.email, password })
  expect((await guest.api.me({})).cart_units).toBe(2)
  await guest.api.passSecondFactor({ code: shown(secret) })
  expect((await guest.api.me({})).cart_units).toBe(2)
  expect(await isLoggedIn(guest)).toBe(true)
})

test('a backup code given twice with one key invites once, and no second code is asked for', async () => {
  const store = await market.store()
  const { owner } = store
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, owner.userId!, passwordHash))
  const { secret } = await owner.api.beginSecondFactor({ password })
  const { backup_codes } = await owner.api.confirmSecondFactor({ code: shown(secret) })
  const input = { email: 'camille@example.eu', role: 'owner', locale: 'en', code: backup_codes[0]! } as const
  const first = await owner.api.inviteMember(input, 'invite')
  expect(await owner.api.inviteMember(input, 'invite')).toEqual(first)
  expect(await refusalOf(owner.api.inviteMember({ ...input, role: 'finance' }, 'invite'))).toBe('request.key_reused')
  expect(await refusalOf(owner.api.inviteMember({ ...input, email: 'x@example.eu' }, 'another'))).toBe(
    'account.wrong_code',
  )
  const remove = () => owner.api.removeSecondFactor({ code: backup_codes[1]! }, 'remove')
  expect(await remove()).toEqual(await remove())
  expect(await owner.api.showSecondFactor({})).toMatchObject({ on: false })
})

test('turning the second factor on or off and its mail are one transaction', async () => {
  const person = await withPassword()
  const { secret } = await person.api.beginSecondFactor({ password })
  const breakMails = () => sql`alter table platform.mails rename to mails_away`.execute(market.db.read)
  const mendMails = () => sql`alter table platform.mails_away rename to mails`.execute(market.db.read)
  await breakMails()
  await expect(person.api.confirmSecondFactor({ code: shown(secret) }).finally(mendMails)).rejects.toThrow()
  expect(await person.api.showSecondFactor({})).toMatchObject({ on: false })
  await laterSteps()
  await person.api.confirmSecondFactor({ code: shown(secret) })
  await laterSteps()
  await breakMails()
  await expect(person.api.removeSecondFactor({ code: shown(secret) }).finally(mendMails)).rejects.toThrow()
  expect(await person.api.showSecondFactor({})).toMatchObject({ on: true })
})

test('an active second factor can be neither set up again nor turned off without a code', async () => {
  const { person, secret } = await withSecondFactor()
  expect(await refusalOf(person.api.beginSecondFactor({ password }))).toBe('account.second_factor_on')
  expect(await refusalOf(person.api.removeSecondFactor({ code: shown(secret, 40) }))).toBe('account.wrong_code')
  await person.api.removeSecondFactor({ code: shown(secret) })
  expect(await person.api.showSecondFactor({})).toMatchObject({ on: false })
})

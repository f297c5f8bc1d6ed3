import { createHook } from 'node:async_hooks'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { createServer } from '#app/server.ts'
import { sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { codeFor } from '../../test/applicant.ts'
import { openMarket, type Person, refusalOf } from '../../test/market.ts'

const market = openMarket()
const password = 'a long password'
let made = 0
const newEmail = () => `tries${made++}@example.eu`

/** Each call comes from another network. */
const elsewhere = () => market.as(null, { from: `203.0.113.${made++}` })

async function withPassword(): Promise<Person> {
  const person = await market.person()
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, person.userId!, passwordHash))
  return person
}

const changed: string[] = []
async function setValue(key: string, value: number): Promise<void> {
  const operator = await market.person({ operator: true })
  await operator.api.setPolicy({ key: `accounts.${key}`, value, reason: 'a test' })
  changed.push(key)
}
afterEach(async () => {
  if (changed.length > 0) await sql`delete from platform.policy_values`.execute(market.db.read)
  await market.db.policy.load(market.db.read)
  changed.length = 0
})

const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

/** Real time cannot be moved, so the stored times are changed instead. */
async function age(seconds: number): Promise<void> {
  await sql`
    update accounts.code_requests set sent_at = sent_at - ${seconds} * interval '1 second',
      expires_at = expires_at - ${seconds} * interval '1 second'
  `.execute(market.db.read)
  await sql`update accounts.attempt_counts set began_at = began_at - ${seconds} * interval '1 second'`.execute(
    market.db.read,
  )
}

describe('codes', () => {
  test('E1l a code is good for nothing without the secret of the browser that asked for it', async () => {
    const person = await market.person()
    const { request } = await market.as(null).api.sendCode({ email: person.email, locale: 'en' })
    const code = await codeFor(market, person.email)
    const { request: strange } = await elsewhere().api.sendCode({ email: person.email, locale: 'en' })
    expect(strange).not.toBe(request)
    const guess = { email: person.email, code }
    expect(await refusalOf(elsewhere().api.confirmCode({ ...guess, request: 'guessed' }))).toBe('account.code_expired')
    expect(await refusalOf(elsewhere().api.confirmCode({ ...guess, request: strange }))).toBe('account.wrong_code')
    const other = { ...guess, email: (await market.person()).email, request }
    expect(await refusalOf(market.as(null).api.confirmCode(other))).toBe('account.code_expired')
    // a stranger's requests and attempts neither use up, invalidate nor delay the owner's
    for (let i = 0; i < 5; i++) await refusalOf(elsewhere().api.confirmCode({ ...guess, request: strange }))
    await market.as(null).api.confirmCode({ ...guess, request })
  })

  test.each(['known', 'unknown'])('E1m a %s address is mailed so many codes a day, whoever asks', async kind => {
    const email = kind === 'known' ? (await withPassword()).email : newEmail()
    await setValue('code_mails_per_day', 2)
    const ask = () => elsewhere().api.sendCode({ email, locale: 'en' })
    const signUp = () => elsewhere().api.signUp({ name: 'Ana', email, password, locale: 'en' })
    await ask()
    await signUp()
    const late = await ask().catch(error => error)
    expect([late.message, late.status]).toEqual(['account.codes_used_up', 429])
    expect(late.params.retry_after_seconds).toBeGreaterThan(86_000)
    expect(await refusalOf(signUp())).toBe('account.codes_used_up')
    const { rows } = await sql`select 1 from platform.mails where recipient = ${email}`.execute(market.db.read)
    expect(rows).toHaveLength(2)
    if (kind === 'known') {
      // the remaining ways in: the password, and a link to set a new one
      await elsewhere().api.logIn({ email, password })
      await elsewhere().api.startRecovery({ email, locale: 'en' })
      await market.settle()
      expect(await mailsTo(email)).toBe(3)
    }
    await age(86_400)
    await ask()
  })

  test('E1m an address takes so many wrong codes a day, over all requests, also when they come at once', async () => {
    const { email } = await withPassword()
    await setValue('code_tries_per_day', 7)
    const codes: string[] = []
    for (let n = 0; n < 3; n++) {
      const visitor = elsewhere()
      const { request } = await visitor.api.sendCode({ email, locale: 'en' })
      const code = wrongOf(await codeFor(market, email))
      codes.push(
        ...(await Promise.all(
          Array.from({ length: 4 }, () => refusalOf(visitor.api.confirmCode({ email, code, request }))),
        )),
      )
    }
    expect(codes.filter(code => code === 'account.wrong_code')).toHaveLength(7)
    const visitor = elsewhere()
    const { request } = await visitor.api.sendCode({ email, locale: 'en' })
    const code = await codeFor(market, email)
    expect(await refusalOf(visitor.api.confirmCode({ email, code, request }))).toBe('account.codes_used_up')
    await elsewhere().api.logIn({ email, password })
  })

  test('right codes are not counted as wrong ones', async () => {
    const { email } = await market.person()
    await setValue('code_tries_per_day', 1)
    for (let n = 0; n < 3; n++) {
      const visitor = elsewhere()
      const { request } = await visitor.api.sendCode({ email, locale: 'en' })
      await visitor.api.confirmCode({ email, code: await codeFor(market, email), request })
    }
  })
})

const mailsTo = async (email: string) =>
  (await sql`select 1 from platform.mails where recipient = ${email}`.execute(market.db.read)).rows.length

describe('a network', () => {
  /** A server with rate limits, as in production. */
  const withServer = async (body: (app: FastifyInstance) => Promise<void>) => {
    const app = await createServer(market.db, { logLevel: 'silent', perMinute: 100_000 })
    try {
      await body(app)
    } finally {
      await app.close()
    }
  }
  const post = async (app: FastifyInstance, remoteAddress: string, url: string, payload: object) =>
    (await app.inject({ method: 'POST', url, payload, remoteAddress })).json()

  test('E1m is sent so many codes a day, to whatever addresses; another one is not touched', () =>
    withServer(async app => {
      await setValue('network_mails_per_day', 2)
      const ask = (from: string) => post(app, from, '/api/account/codes', { email: newEmail(), locale: 'en' })
      const answers = [await ask('2001:db8::1'), await ask('2001:db8::ffff'), await ask('2001:db8:0:0:1::1')]
      expect(answers.map(answer => answer.code)).toEqual([undefined, undefined, 'account.codes_used_up'])
      expect((await ask('2001:db8:0:1::1')).code).toBeUndefined()
      expect((await ask('198.51.100.7')).code).toBeUndefined()
    }))

  test('E1m takes so many wrong passwords and codes a day, of whatever addresses', () =>
    withServer(async app => {
      await setValue('network_tries_per_day', 2)
      const logIn = (from: string, email: string, given = 'a wrong one') =>
        post(app, from, '/api/account/log-in', { email, password: given })
      const codes: string[] = []
      for (let n = 0; n < 3; n++) codes.push((await logIn('198.51.100.9', newEmail())).code)
      expect(codes).toEqual(['account.wrong_password', 'account.wrong_password', 'account.locked'])
      const { email } = await withPassword()
      expect((await logIn('198.51.100.10', email, password)).second_factor).toBe(false)
      const tries: string[] = []
      for (let n = 0; n < 3; n++) {
        const asked = newEmail()
        const { request } = await post(app, `198.51.100.2${n}`, '/api/account/codes', { email: asked, locale: 'en' })
        const code = wrongOf(await codeFor(market, asked))
        const confirm = { email: asked, code, request }
        tries.push((await post(app, '198.51.100.11', '/api/account/codes/confirm', confirm)).code)
      }
      expect(tries).toEqual(['account.wrong_code', 'account.wrong_code', 'account.codes_used_up'])
    }))
})

describe('passwords', () => {
  test('E1b an unknown address is answered like a known one, up to the lock and after it', async () => {
    const answers = async (email: string) => {
      const stranger = elsewhere()
      const responses: unknown[] = []
      for (let n = 0; n < 12; n++) {
        const { message, status, params } = await stranger.api.logIn({ email, password: 'wrong' }).catch(error => error)
        responses.push([message, status, params])
      }
      return responses
    }
    const unknown = await answers('nobody-at-all@example.eu')
    expect(await answers((await withPassword()).email)).toEqual(unknown)
    expect(await answers((await market.person()).email)).toEqual(unknown)
    expect(unknown.at(-1)).toEqual(['account.locked', 429, { minutes: 15, retry_after_seconds: expect.any(Number) }])
  })

  test('E1g a stranger’s wrong passwords lock neither the owner elsewhere nor an open session', async () => {
    const owner = await withPassword()
    const stranger = elsewhere()
    for (let n = 0; n < 11; n++) await refusalOf(stranger.api.logIn({ email: owner.email, password: 'wrong' }))
    expect(await refusalOf(stranger.api.logIn({ email: owner.email, password }))).toBe('account.locked')
    await elsewhere().api.logIn({ email: owner.email, password })
    await owner.api.changePassword({ current: password, password: 'another password' })
    await age(15 * 60)
    await stranger.api.logIn({ email: owner.email, password: 'another password' })
  })

  test('E1g from many networks an address becomes slow, and a mailed code or link is a way through', async () => {
    const owner = await withPassword()
    await setValue('password_tries_per_day', 3)
    const attempt = (given: string) => elsewhere().api.logIn({ email: owner.email, password: given })
    for (let n = 0; n < 4; n++) expect(await refusalOf(attempt('wrong'))).toBe('account.wrong_password')
    const late = await attempt(password).catch(error => error)
    expect([late.message, late.params]).toEqual([
      'account.locked',
      { minutes: 1, retry_after_seconds: expect.any(Number) },
    ])
    await owner.api.changePassword({ current: password, password })
    const visitor = elsewhere()
    const { request } = await visitor.api.sendCode({ email: owner.email, locale: 'en' })
    await visitor.api.confirmCode({ email: owner.email, code: await codeFor(market, owner.email), request })
    await age(60)
    await attempt(password)
  })

  test('right passwords are not counted as wrong ones', async () => {
    const { email } = await withPassword()
    await setValue('password_tries_per_day', 3)
    for (let n = 0; n < 6; n++) await elsewhere().api.logIn({ email, password })
  })
})

describe('the same work for known and unknown addresses', () => {
  /** The database calls of a request, without values, and the number of passwords it hashes. */
  async function workOf(call: () => Promise<unknown>): Promise<{ statements: string[]; hashes: number }> {
    const statements: string[] = []
    const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...given: unknown[]
    ) {
      const [config] = given as [{ text?: string } | string]
      statements.push(typeof config === 'string' ? config : (config.text ?? ''))
      return query.apply(this, given)
    } as never)
    let hashes = 0
    const hook = createHook({
      init: (_id, type) => {
        if (type === 'ARGON2REQUEST') hashes++
      },
    }).enable()
    try {
      await call().catch(error => {
        if (error.name !== 'Refusal') throw error
      })
    } finally {
      hook.disable()
      spy.mockRestore()
    }
    return { statements, hashes }
  }

  const calls: Record<string, (person: Person, email: string) => Promise<unknown>> = {
    logIn: ({ api }, email) => api.logIn({ email, password: 'a wrong one' }),
    startRecovery: ({ api }, email) => api.startRecovery({ email, locale: 'en' }),
    sendCode: ({ api }, email) => api.sendCode({ email, locale: 'en' }),
    signUp: ({ api }, email) => api.signUp({ name: 'Ana', email, password, locale: 'en' }),
    signUpToSell: ({ api }, email) => api.signUpToSell({ country: 'FR', email, password, locale: 'en', terms: true }),
    confirmCode: ({ api }, email) => api.confirmCode({ email, code: '000000', request: 'x' }),
  }
  test.each(Object.keys(calls))('E1b %s', async name => {
    const visitor = elsewhere()
    const { email } = await withPasswordOnce()
    const known = await workOf(() => calls[name]!(visitor, email))
    const unknown = await workOf(() => calls[name]!(visitor, newEmail()))
    expect(unknown).toEqual(known)
    expect(unknown.statements.length).toBeGreaterThan(0)
    expect(unknown.hashes).toBe({ logIn: 1, signUp: 1, signUpToSell: 1 }[name] ?? 0)
  })

  let someone: Promise<Person> | undefined
  /** Created before, so that creating it is not counted. */
  const withPasswordOnce = () => (someone ??= withPassword())
  test('only the worker looks the address up, and mails who is known', async () => {
    const { email } = await withPasswordOnce()
    await market.as(null).api.startRecovery({ email, locale: 'en' })
    const before = await mailsTo(email)
    await market.settle()
    expect(await mailsTo(email)).toBe(before + 1)
    await market.as(null).api.startRecovery({ email: 'nobody-known@example.eu', locale: 'en' })
    await market.settle()
    expect(await mailsTo('nobody-known@example.eu')).toBe(0)
  })
})

test('E1m links to set a password are mailed so often a day', async () => {
  const { email } = await withPassword()
  await setValue('link_mails_per_day', 2)
  for (let n = 0; n < 4; n++) {
    await market.as(null).api.startRecovery({ email, locale: 'en' })
    await market.settle()
    await sql`update accounts.mail_links set sent_at = sent_at - interval '2 minutes'`.execute(market.db.read)
  }
  expect(await mailsTo(email)).toBe(2)
})

test.each(['1234567890', 'Password12', 'QWERTYUIOP', 'azertyuiop', 'aaaaaaaaaaaa', '1212121212'])(
  'E1n %s is no password: everybody tries it first',
  async given => {
    const signUp = market.as(null).api.signUp({ name: 'Ana', email: newEmail(), password: given, locale: 'en' })
    expect(await refusalOf(signUp)).toBe('account.password_common')
    const person = await withPassword()
    const change = person.api.changePassword({ current: password, password: given })
    expect(await refusalOf(change)).toBe('account.password_common')
    await elsewhere().api.logIn({ email: person.email, password })
  },
)

test('E1n one’s own address is no password', async () => {
  const signUp = (given: string) =>
    market.as(null).api.signUp({ name: 'Ana', email: 'a.long.name@example.eu', password: given, locale: 'en' })
  expect(await refusalOf(signUp('A.Long.Name@example.eu'))).toBe('account.password_common')
  expect(await refusalOf(signUp('a.long.name'))).toBe('account.password_common')
})

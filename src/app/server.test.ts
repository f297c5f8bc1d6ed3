import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownCookies } from '#app/cookies.ts'
import { networkOf } from '#app/network-of.ts'
import { allRefusals } from '#app/refusals.ts'
import { routes } from '#app/routes.ts'
import { callOf, createServer } from '#app/server.ts'
import type { Db } from '#platform/db.ts'
import { commonRefusals } from '#platform/refusal.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let app: FastifyInstance
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
  app = await createServer(db, { logLevel: 'silent', perMinute: 5 })
})
afterAll(async () => {
  await app.close()
  await drop()
})

test('the API document names every route, its refusals and its limits', async () => {
  const { paths, openapi } = (await app.inject('/api/openapi.json')).json()
  expect(openapi).toBe('3.1.0')
  const operations = Object.values<Record<string, { operationId: string }>>(paths).flatMap(path => Object.values(path))
  expect(operations.map(operation => operation.operationId).sort()).toEqual(Object.keys(routes).sort())
  const place = paths['/api/shop/purchases'].post
  expect(place.responses[409].description).toContain('stock.insufficient')
  expect(place.requestBody.content['application/json'].example).toEqual({
    method: 'card_ok',
    expected_total_minor: 1_490,
  })
  const { parameters } = paths['/api/ops/categories/{category}/attributes/{attribute}'].delete
  expect(parameters).toContainEqual(expect.objectContaining({ name: 'attribute', in: 'path', example: 'color' }))
  expect(parameters).toContainEqual(expect.objectContaining({ name: 'revision', in: 'query', example: 2 }))
  expect(place.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }))
  expect(
    paths['/api/shop/products'].get.parameters.find((each: { name: string }) => each.name === 'limit').schema.maximum,
  ).toBe(100)
})

test('each reference of the OpenAPI document leads to a schema in it, and none is left over', async () => {
  const document = (await app.inject('/api/openapi.json')).json()
  const named = new Set<string>()
  JSON.stringify(document, (key, value) => {
    if (key === '$ref') named.add(value)
    return value
  })
  expect(named.size).toBeGreaterThan(40)
  const known = Object.keys(document.components.schemas).map(name => `#/components/schemas/${name}`)
  expect([...named].sort()).toEqual(known.sort())
  expect(JSON.stringify(document)).not.toContain('$defs')
})

test('responses have headers for caching, framing and content type; refusals are problem+json', async () => {
  const unknown = await app.inject('/api/shop/products/prd_nothing')
  expect(unknown.statusCode).toBe(400)
  expect(unknown.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  })
  expect(unknown.json()).toMatchObject({ code: 'request.invalid', status: 400, issues: [{ path: 'product_id' }] })
})

test('E6c a problem has a sentence, the request’s id and a page about its code', async () => {
  const url = '/api/shop/products'
  const refused = await app.inject({ url: `${url}?limt=5`, remoteAddress: '10.0.1.1' })
  const { request_id, ...problem } = refused.json()
  expect(problem).toEqual({
    type: '/problems/request.invalid',
    title: 'request.invalid',
    status: 400,
    code: 'request.invalid',
    detail: 'Some fields in this form are not correct yet.',
    issues: [{ path: 'limt', message: 'unknown field' }],
  })
  expect(refused.headers['request-id']).toBe(request_id)
  expect((await app.inject({ url, remoteAddress: '10.0.1.2' })).headers['request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('E6c each refusal has a page with its status, its meaning and the operations that answer it', async () => {
  const answered = new Set([...Object.keys(commonRefusals), ...Object.values(routes).flatMap(route => route.refusals)])
  const codes = Object.entries({ ...allRefusals, internal: 500 }).filter(
    ([code]) => code === 'internal' || answered.has(code),
  )
  expect(codes.length).toBe(answered.size + 1)
  for (const [n, [code, status]] of codes.entries()) {
    const page = await app.inject({ url: `/problems/${code}`, remoteAddress: `10.2.${n % 250}.1` })
    expect([page.statusCode, page.headers['content-type']], code).toEqual([200, 'text/html'])
    expect(page.body, code).toContain(`Status ${status}. Answered by `)
    expect(page.body, code).not.toMatch(/[{}]|by \.|undefined/)
  }
  const stock = await app.inject({ url: '/problems/stock.insufficient', remoteAddress: '10.0.1.3' })
  expect(stock.body).toContain('<code>placePurchase</code>')
  expect((await app.inject({ url: '/problems/nothing', remoteAddress: '10.0.1.4' })).statusCode).toBe(404)
})

test('E6c callers who exceed the limit get the time when to retry', async () => {
  const answers = []
  for (let i = 0; i < 8; i++) answers.push(await app.inject({ url: '/api/shop/stores', remoteAddress: '10.0.0.7' }))
  expect(answers[0]!.headers['ratelimit-limit']).toBe('5')
  const last = answers.at(-1)!
  expect([last.statusCode, last.json().code]).toEqual([429, 'request.too_many'])
  expect(last.headers['retry-after']).toBe(String(last.json().retry_after_seconds))
  expect(last.json().retry_after_seconds).toBeGreaterThan(0)
  expect((await app.inject({ url: '/api/shop/stores', remoteAddress: '10.0.0.8' })).statusCode).toBe(200)
})

/** The cookies that a caller with these headers gets at log-in, and the user they belong to. */
function becoming(headers: Record<string, string>): { cookies: string[]; token: string | null } {
  const cookies: string[] = []
  const reply = { header: (_name: string, text: string) => cookies.push(text) }
  const request = { headers, ip: '10.0.0.1', protocol: headers['x-forwarded-proto'] ?? 'http' }
  const call = callOf(db, request as never, reply as never, { limited: false })
  const { token } = call
  // the same caller again gets no cookie
  for (const each of ['x'.repeat(43), 'x'.repeat(43), null]) call.setSession(each)
  return { cookies, token }
}

const local = 'http://127.0.0.1:4800'

test('reached by TLS, cookies are bound to our host and last as long as the session; browsers come back by TLS', async () => {
  const stays = async (url: string, remoteAddress: string) =>
    (await app.inject({ url, remoteAddress })).headers['strict-transport-security']
  const value = 'y'.repeat(43)
  db.publicUrl = local
  expect(await stays('/api/shop/stores', '10.1.0.1')).toBeUndefined()
  // decided by PUBLIC_URL, not by a header of the caller or a proxy
  expect(becoming({ 'x-forwarded-proto': 'https' }).cookies).toEqual([
    `fondaco_session=${'x'.repeat(43)}; Path=/; SameSite=Lax; Max-Age=2592000; HttpOnly`,
    'fondaco_session=; Path=/; SameSite=Lax; Max-Age=0; HttpOnly',
  ])
  expect(becoming({ cookie: `a=b; fondaco_session=${value}` }).token).toBe(value)
  db.publicUrl = 'https://market.example'
  try {
    for (const [n, url] of ['/api/shop/stores', '/api/nothing-here', '/healthz'].entries())
      expect(await stays(url, `10.1.0.1${n}`), url).toBe('max-age=31536000')
    expect(becoming({}).cookies).toEqual([
      `__Host-fondaco_session=${'x'.repeat(43)}; Path=/; SameSite=Lax; Max-Age=2592000; HttpOnly; Secure`,
      '__Host-fondaco_session=; Path=/; SameSite=Lax; Max-Age=0; HttpOnly; Secure',
    ])
    expect(becoming({ cookie: `fondaco_session=${value}` }).token).toBeNull() // a neighboring host may have set it
    expect(becoming({ cookie: `__Host-fondaco_session=${value}` }).token).toBe(value)
  } finally {
    db.publicUrl = local
  }
})

test('a forwarded host does not make a foreign origin ours; PUBLIC_URL and Host do', async () => {
  const write = async (visitor: string, headers: Record<string, string>) => {
    const sent = { ...headers, 'x-forwarded-for': visitor }
    const answer = await app.inject({ method: 'POST', url: '/api/shop/cart/lines', payload: {}, headers: sent })
    return answer.json().code
  }
  db.publicUrl = 'https://market.example'
  try {
    const evil = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'market.example' }
    expect(await write('203.0.113.50', evil)).toBe('request.cross_site')
    expect(await write('203.0.113.51', { origin: 'null', host: 'market.example' })).toBe('request.cross_site')
    expect(await write('203.0.113.52', { origin: 'https://market.example', host: '127.0.0.1:4800' })).toBe(
      'request.invalid',
    )
    expect(await write('203.0.113.53', { origin: local, host: '127.0.0.1:4800' })).toBe('request.invalid')
  } finally {
    db.publicUrl = local
  }
})

test('only a trusted proxy determines the caller’s address', async () => {
  const behind = await createServer(db, { logLevel: 'silent', perMinute: 1, trustedProxies: ['10.9.0.0/16'] })
  try {
    const ask = async (remoteAddress: string, visitor: string) =>
      (await behind.inject({ url: '/healthz', remoteAddress, headers: { 'x-forwarded-for': visitor } })).statusCode
    expect([await ask('10.9.0.1', '203.0.113.1'), await ask('10.9.0.1', '203.0.113.2')]).toEqual([200, 200])
    expect([await ask('10.8.0.1', '203.0.113.3'), await ask('10.8.0.1', '203.0.113.4')]).toEqual([200, 429])
  } finally {
    await behind.close()
  }
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('callers from %s are counted as %s', (address, network) => expect(networkOf(address)).toBe(network))

test('cookies of ours are known by the name they go by', () => {
  const sent = { '__Host-lang': 'fr', lang: 'en', theme: 'dark' }
  expect(ownCookies(sent, true)).toEqual({ lang: 'fr' })
  expect(ownCookies(sent, false)).toEqual(sent)
})

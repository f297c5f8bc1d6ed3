import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '#app/server.ts'
import { mountWeb } from '#app/web.ts'
import type { Visit } from '#app/web-context.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()
let app: Awaited<ReturnType<typeof createServer>>
let port: number
let viewer: Visit['viewer']
beforeAll(async () => {
  app = await createServer(market.db, { logLevel: 'error', perMinute: null })
  const context = async () => ({ api: {}, viewer, origin: '' }) as unknown as Visit
  await mountWeb(app, { dev: false, db: market.db, context })
  viewer = { kind: 'guest' }
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => app.close())

type Answer = { status: number; type: string; body: string; allow: string | undefined; retryAfter: string | undefined }

/** Sends the bytes unchanged: `fetch` would normalize paths and hosts. */
const ask = (
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: object; body?: string | Buffer } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: headers as never }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          type: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
          allow: response.headers.allow,
          retryAfter: response.headers['retry-after'],
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

test.each(['/assets/../package.json', '/assets/%00', '/assets/%2e%2e/package.json', '/assets/..%2fpackage.json'])(
  '%s leads nowhere, without fault',
  async path => {
    const { status, body } = await ask(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('dependencies')
  },
)

test.each(['a b', '[::1', 'x:99999', 'x/y', '%'])(
  'a page at the malformed host %j is refused as malformed',
  async host => {
    expect((await ask('/', { headers: { host } })).status).toBe(400)
    expect((await ask('/', { headers: { 'x-forwarded-host': host } })).status).toBe(400)
  },
)

test('health answers programs that name no host', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /healthz HTTP/1.0\r\n\r\n')
  const answer = await new Promise(resolve => socket.once('data', resolve))
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /)
  socket.destroy()
})

test('a wrong method lists the allowed ones; an unknown path is answered with problem+json', async () => {
  const wrong = await ask('/api/shop/cart/delivery', { method: 'DELETE' })
  expect(wrong).toMatchObject({ status: 405, type: 'application/problem+json', allow: 'PUT' })
  expect(JSON.parse(wrong.body)).toMatchObject({ code: 'request.method_not_allowed', allowed: ['PUT'] })
  const list = await ask('/api/ops/categories', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  expect([list.status, list.allow?.split(', ').sort()]).toEqual([405, ['GET', 'POST']])
  expect((await ask('/api/ops/categories', { method: 'OPTIONS' })).status).toBe(405)
  expect((await ask('/api/shop/categories', { method: 'HEAD' })).status).toBe(200)
  expect(await ask('/api/nothing/here')).toMatchObject({ status: 404, type: 'application/problem+json' })
  for (const method of ['PUT', 'DELETE', 'TRACE', 'OPTIONS'])
    expect(await ask('/any/page', { method }), method).toMatchObject({ status: 405, allow: 'GET, HEAD, POST' })
})

test('text that cannot be stored is refused wherever it is sent', async () => {
  const json = (path: string, method: string, body: string, cookie?: string) =>
    ask(path, { method, headers: { 'content-type': 'application/json', ...(cookie && { cookie }) }, body })
  const store = await market.store()
  const cookie = `fondaco_session=${store.owner.token()}`
  for (const bad of ['\\udfff', '\\u0000', '\\ud83d x']) {
    const name = `{"name":"A${bad}","email":"a@example.eu","password":"long enough here","locale":"en"}`
    expect((await json('/api/account/sign-up', 'POST', name)).status).toBe(400)
    const address = `{"address":{"name":"Z${bad}","line1":"1 rue","postal_code":"75002","city":"Paris","country":"FR"}}`
    const delivery = await json('/api/shop/cart/delivery', 'PUT', address, cookie)
    expect([delivery.status, JSON.parse(delivery.body).issues[0].path]).toEqual([400, 'address.name'])
    const product = `{"title":"T${bad}","variants":[]}`
    expect((await json('/api/seller/products', 'POST', product, cookie)).status).toBe(400)
  }
  const deep = `{"address":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`
  expect((await json('/api/shop/cart/delivery', 'PUT', deep, cookie)).status).toBe(400)
})

test('uploads that break off, or have no boundary, are refused as malformed', async () => {
  const store = await market.store()
  const cookie = `fondaco_session=${store.owner.token()}`
  const send = (type: string, body: string | Buffer) =>
    ask('/api/seller/files', { method: 'POST', headers: { cookie, 'content-type': type }, body })
  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
  const fields = Array.from(
    { length: 12 },
    (_, n) => `--x\r\ncontent-disposition: form-data; name="f${n}"\r\n\r\n1\r\n`,
  )
  const bodies: [string, string][] = [
    ['multipart/form-data', `${part}abc\r\n--x--`],
    ['multipart/form-data; boundary=', `${part}abc\r\n--x--`],
    ['multipart/form-data; boundary=x', `${part}abc`],
    ['multipart/form-data; boundary=x', '--x'],
    ['multipart/form-data; boundary=x', ''],
    ['multipart/form-data; boundary=x', '--x\r\nnonsense\r\n\r\nabc\r\n--x--'],
    ['multipart/form-data; boundary=x', `--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n1\r\n${part}`],
    ['multipart/form-data; boundary=y', `${part}abc\r\n--x--`],
    ['multipart/form-data; boundary=x', `${fields.join('')}--x--`],
  ]
  for (const [type, body] of bodies) {
    const { status } = await send(type, body)
    expect([400, 413, 415], `${type} ${body.slice(0, 40)}`).toContain(status)
  }
})

test('a form of a page is bounded in bytes and in fields, before it is parsed', async () => {
  const post = (type: string, body: string) =>
    ask('/prefs', {
      method: 'POST',
      headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
      body,
    })
  const plain = 'application/x-www-form-urlencoded'
  const files = 'multipart/form-data; boundary=x'
  const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n'
  for (const type of [plain, 'text/plain', 'application/json', 'multipart/mixed; boundary=x'])
    expect((await post(type, 'a'.repeat(200_000))).status, type).toBe(413)
  expect((await post(plain, 'a&'.repeat(3001))).status).toBe(413)
  expect((await post(plain, '&'.repeat(120_000))).status).toBe(413)
  expect((await post(files, part.repeat(3001))).status, 'a stranger’s large form').toBe(401)
  viewer = { kind: 'user' } as Visit['viewer']
  expect((await post(files, part.repeat(3001))).status).toBe(413)
  expect((await post(plain, 'a'.repeat(200_000))).status).toBe(413)
})

test('closing lets an open request end, takes no new one, and waits for no idle connection', async () => {
  const own = await createServer(market.db, { logLevel: 'error', perMinute: null })
  const entered = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  own.get('/slow', async () => {
    entered.resolve()
    await gate.promise
    return { ok: true }
  })
  const url = await own.listen({ port: 0, host: '127.0.0.1' })
  const idle = connect(Number(new URL(url).port), '127.0.0.1')
  const idleEnded = new Promise(resolve => idle.once('close', resolve))
  idle.on('error', () => {})
  const slow = fetch(`${url}/slow`)
  await entered.promise
  let closed = false
  const closing = own.close().then(() => {
    closed = true
  })
  await expect
    .poll(() =>
      fetch(`${url}/healthz`).then(
        () => 'taken',
        () => 'refused',
      ),
    )
    .toBe('refused')
  expect(closed).toBe(false)
  gate.resolve()
  expect(await (await slow).json()).toEqual({ ok: true })
  await closing
  await idleEnded
})

import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#app/routes.ts'
import { createServer } from '#app/server.ts'
import type { Db } from '#platform/db.ts'
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
  expect(place.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }))
  expect(
    paths['/api/shop/products'].get.parameters.find((each: { name: string }) => each.name === 'limit').schema.maximum,
  ).toBe(100)
})

test('answers say how they may be kept, framed and read; refusals are problem+json', async () => {
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

test('who asks too often is told so, and when to come back', async () => {
  const answers = []
  for (let i = 0; i < 8; i++) answers.push(await app.inject({ url: '/api/shop/stores', remoteAddress: '10.0.0.7' }))
  expect(answers[0]!.headers['ratelimit-limit']).toBe('5')
  const last = answers.at(-1)!
  expect([last.statusCode, last.json().code]).toEqual([429, 'request.too_many'])
  expect(last.headers['retry-after']).toBeDefined()
  expect((await app.inject({ url: '/api/shop/stores', remoteAddress: '10.0.0.8' })).statusCode).toBe(200)
})

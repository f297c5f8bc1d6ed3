import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, ensureUser, hashPassword } from '#accounts/index.ts'
import { inTx } from '#platform/tx.ts'
import { openMarket } from './market.ts'
import { testCategory } from './tree.ts'

const market = openMarket()
const folder = fileURLToPath(new URL('../clients/', import.meta.url))
const bin = (path: string) => join(folder, 'node_modules', path)
let scratch: string
let document: string

/** Runs a program of `clients` and returns what it prints; fails with all it said. */
async function run(script: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    cwd: folder,
    timeout: 240_000,
  }).catch(error => Promise.reject(new Error(`${script}: ${error.stdout}${error.stderr}`)))
  return stdout
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'fondaco-clients-'))
  document = join(scratch, 'openapi.json')
  await writeFile(document, await (await fetch(`${market.db.publicUrl}/api/openapi.json`)).text())
})
afterAll(() => rm(scratch, { recursive: true }))

test('E6a the OpenAPI document is valid: a linter finds neither errors nor warnings', async () => {
  const said = await run(bin('@redocly/cli/bin/cli.js'), 'lint', document, '--format=json')
  expect(JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)).totals).toEqual({
    errors: 0,
    warnings: 0,
    ignored: 0,
  })
})

test('E6b programs written in two generated clients sell, buy, ship and are paid', async () => {
  await run(bin('openapi-typescript/bin/cli.js'), document, '--default-non-nullable=false', '-o', 'build/fetch/api.ts')
  await run(bin('@hey-api/openapi-ts/bin/run.js'), '-i', document, '-o', 'build/sdk', '--no-log-file')
  await run(bin('typescript/bin/tsc'), '-p', '.')
  const store = await market.store()
  const people = { 'seller@example.eu': 'four quiet words here', 'buyer@example.eu': 'four other words here' }
  for (const [email, password] of Object.entries(people))
    await inTx(market.db, 'make person', async tx => {
      const { user } = await ensureUser(tx, {
        email,
        name: email,
        locale: 'en',
        passwordHash: await hashPassword(password),
      })
      if (email.startsWith('seller')) await addMember(tx, { userId: user.id, storeId: store.id, role: 'owner' })
    })
  const picture = join(scratch, 'picture.png')
  const { default: sharp } = await import('sharp')
  await sharp({ create: { width: 300, height: 300, channels: 3, background: '#8899aa' } })
    .png()
    .toFile(picture)
  for (const [program, trackingNumber] of [
    ['with-fetch', '1234567891'],
    ['with-sdk', '1234567892'],
  ] as const) {
    const said = await run(`build/js/${program}.js`, market.db.publicUrl, picture, testCategory, trackingNumber)
    // two mugs at 19.90, less 7 %, and shipping of 4.90
    expect(JSON.parse(said), program).toEqual({ state: 'paid', earned: 4_191 })
  }
})

import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { routes } from '#app/routes.ts'
import { sql } from '#platform/db.ts'
import { jsonSchemaOf } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import { secretsOf, withoutSecrets } from '#platform/json.ts'
import type { AnyRoute } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()
const everyRoute = Object.entries<AnyRoute>(routes)

/** Names of fields that contain a password, a code, or the secret of a mailed link or of a code request. */
const secretName = /password|passphrase|secret|token|^current$|^code$|_code$|^link$|^request$|^pin$/
/** Fields with such a name that contain no secret. */
const open = new Set(['postal_code'])

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; writeOnly?: boolean }
const namesIn = (schema: Schema, depth = 0): { name: string; depth: number; schema: Schema }[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    { name, depth, schema: inner },
    ...namesIn(inner, depth + 1),
  ]),
  ...(schema.items ? namesIn(schema.items, depth + 1) : []),
  ...(schema.anyOf ?? []).flatMap(each => namesIn(each, depth)),
]

test('every input named like a secret is marked as one, in OpenAPI too, and is a top-level field', () => {
  const wrong: string[] = []
  let found = 0
  for (const [route, { input }] of everyRoute)
    for (const { name, depth, schema } of namesIn(jsonSchemaOf(input, 'input') as Schema)) {
      if (!secretName.test(name) || open.has(name)) continue
      found++
      if (depth > 0 || !secretsOf(input).includes(name) || !schema.writeOnly) wrong.push(`${route}: ${name}`)
    }
  expect(wrong).toEqual([])
  expect(found).toBeGreaterThan(20)
})

test('nothing that is kept of a call depends on a secret in it', () => {
  for (const [name, { input }] of everyRoute) {
    const filled = (text: string) =>
      Object.fromEntries(Object.keys(input.shape).map(field => [field, secretsOf(input).includes(field) ? text : 1]))
    expect(withoutSecrets(input, filled('one')), name).toEqual(withoutSecrets(input, filled('two')))
    expect(JSON.stringify(withoutSecrets(input, filled('hidden'))), name).not.toContain('hidden')
  }
})

test('under an idempotency key no hash of the password is kept', async () => {
  const password = 'a long password'
  const { owner, id } = await market.store()
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, owner.userId!, passwordHash))
  const packer = await market.person({ storeId: id, role: 'warehouse' })
  const invited = { email: 'finance@example.eu', role: 'finance', locale: 'en', password } as const
  const promoted = { user_id: publicId('usr', packer.userId!), role: 'owner', password } as const
  await owner.api.inviteMember(invited, 'invite')
  await owner.api.inviteMember(invited, 'invite') // repeated: stored once
  await owner.api.changeRole(promoted, 'promote')
  const { rows } = await sql<{ body_hash: Buffer }>`
    select body_hash from platform.answers where owner = ${id}
  `.execute(market.db.read)
  const kept = rows.map(row => row.body_hash.toString('hex'))
  expect(kept).toHaveLength(2)
  const { user_id, ...rest } = promoted
  for (const body of [invited, promoted, { ...rest, user_id }])
    expect(kept).not.toContain(hash('sha256', JSON.stringify(body)))
  const { password: _, ...withoutPassword } = invited
  expect(kept).toContain(hash('sha256', JSON.stringify(withoutPassword)))
})

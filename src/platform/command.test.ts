import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { command } from '#platform/command.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Once } from '#platform/once.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
})
afterAll(() => drop())

const storeId = newId()
const userId = newId()

const ctxOf = (once: Once | null = null) => ({ db, once, call: undefined as never, principal: null, storeId, userId })

const onceOf = (key: string): Once => ({ owner: storeId, key, bodyHash: Buffer.from('body') })

/** The store's audit entries of a subject. */
async function entriesOf(subject: string): Promise<{ action: string; before: unknown; after: unknown }[]> {
  const { rows } = await sql<{ action: string; before: unknown; after: unknown }>`
    select action, before, after from platform.audit_entries where owner = ${storeId} and subject = ${subject}
    and user_id = ${userId} order by id
  `.execute(db.read)
  return rows
}

let runs = 0
let prepared = 0

const rename = command({
  method: 'PUT',
  path: '/api/seller/things/:thing',
  audience: 'seller',
  summary: 'Rename a thing',
  input: z.object({ thing: z.string(), name: z.string() }),
  output: z.object({ name: z.string() }),
  refusals: [],
  async prepare(_, { name }) {
    prepared++
    return name.toUpperCase()
  },
  async run(tx, _, { name }, upper) {
    runs++
    await sql`select 1`.execute(tx)
    if (name === 'bad') throw new Error('refused')
    return { before: 'old', upper }
  },
  audit: 'thing.rename',
  entry: ({ thing, name }, { before, upper }) =>
    name === before
      ? null
      : [{ subject: thing, before, after: upper }, ...(name === 'two' ? [{ subject: thing }] : [])],
  answer: ({ upper }) => ({ name: upper }),
})

test('writes, records and answers in one transaction; a repeat is answered the same and records nothing', async () => {
  const once = onceOf('rename')
  expect(await rename.handle(ctxOf(once), { thing: 'a', name: 'new' })).toEqual({ name: 'NEW' })
  const done = [runs, prepared]
  expect(await rename.handle(ctxOf(once), { thing: 'a', name: 'new' })).toEqual({ name: 'NEW' })
  expect([runs, prepared]).toEqual(done)
  const other = { ...once, bodyHash: Buffer.from('other') }
  await expect(rename.handle(ctxOf(other), { thing: 'a', name: 'x' })).rejects.toThrow('request.key_reused')
  expect([runs, prepared]).toEqual(done)
  expect(await entriesOf('a')).toEqual([{ action: 'thing.rename', before: 'old', after: 'NEW' }])
})

test('a refused command leaves no audit entry, and its key can be used again', async () => {
  const once = onceOf('refused')
  await expect(rename.handle(ctxOf(once), { thing: 'b', name: 'bad' })).rejects.toThrow('refused')
  expect(await entriesOf('b')).toEqual([])
  expect(await rename.handle(ctxOf(once), { thing: 'b', name: 'good' })).toEqual({ name: 'GOOD' })
})

test('nothing changed: no entry; several things: an entry each', async () => {
  await rename.handle(ctxOf(), { thing: 'c', name: 'old' })
  expect(await entriesOf('c')).toEqual([])
  await rename.handle(ctxOf(), { thing: 'd', name: 'two' })
  expect(await entriesOf('d')).toHaveLength(2)
})

test('an entry that cannot be written undoes the write', async () => {
  const spoilt = command({
    method: 'POST',
    path: '/api/seller/things',
    audience: 'seller',
    summary: 'Note a thing',
    input: z.object({}),
    refusals: [],
    run: tx => audit(tx, { owner: storeId, userId, action: 'thing.write', subject: 'e' }),
    audit: 'thing.note',
    entry: () => {
      throw new Error('no entry')
    },
  })
  await expect(spoilt.handle(ctxOf(), {})).rejects.toThrow('no entry')
  expect(await entriesOf('e')).toEqual([])
})

test('a command must declare what it records', () => {
  const planted = {
    method: 'POST',
    path: '/api/ops/planted',
    audience: 'ops',
    summary: 'Write without a trace',
    input: z.object({}),
    refusals: [],
    run: async () => {},
  } as const
  // @ts-expect-error: `audit` is missing
  expect(() => command(planted)).toThrow('neither what it records nor why')
  expect(() => command({ ...planted, audit: 'thing.plant' })).toThrow('an action goes with its entry')
  expect(() => command({ ...planted, output: z.object({}), audit: { none: 'a test' } })).toThrow('goes with its answer')
  expect(() =>
    command({ ...planted, audience: 'shop', audit: 'thing.plant', entry: () => ({ owner: storeId, subject: 'f' }) }),
  ).toThrow('nobody is logged in')
})

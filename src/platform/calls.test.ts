import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, sql } from '#platform/db.ts'
import { claimCalls, type DeadlineHandlers, makeCall, setDeadlines, sweepDeadlines } from '#platform/deadlines.ts'
import { nextDueAt } from '#platform/due.across.ts'
import { newId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
})
afterAll(() => drop())

const owner = newId()
const set = (kind: string, subjects: readonly string[], minutes = -1) =>
  inTx(db, 'set', tx =>
    setDeadlines(
      tx,
      subjects.map(subject => ({ owner, subject, kind, dueAt: tx.now.add({ minutes }) })),
    ),
  )
const unfired = async (kind: string): Promise<string[]> =>
  (
    await sql<{ subject: string }>`
      select subject from platform.deadlines where owner = ${owner} and kind = ${kind} and fired_at is null order by subject
    `.execute(db.read)
  ).rows.map(row => row.subject)

test('a kind that this version does not know stays; what it knows fires, and time goes on past it', async () => {
  const [future, known] = [newId(), newId()]
  await set('future', [future])
  await set('ring', [known])
  const fired: string[] = []
  const handlers: DeadlineHandlers = { ring: { bulk: async (_tx, _owner, due) => void fired.push(due[0]!.subject) } }
  expect(await sweepDeadlines(db, handlers)).toEqual({ done: 1, more: false })
  expect(fired).toEqual([known])
  expect(await unfired('future')).toEqual([future])
  expect(await nextDueAt(db, ['ring']), 'a moved clock does not wait for it').toBeNull()
})

test('two workers make a call once; one ended in the middle leaves it to the other after its claim', async () => {
  const subjects = Array.from({ length: 12 }, newId)
  await set('refund', subjects)
  const limits = new Map([['refund', 12]])
  const claimed = await Promise.all([claimCalls(db, limits), claimCalls(db, limits), claimCalls(db, limits)])
  expect(claimed.map(calls => calls.length).reduce((a, b) => a + b)).toBe(12)
  expect(new Set(claimed.flat().map(call => call.subject)).size).toBe(12)

  const asked: string[] = []
  const handlers: DeadlineHandlers = { refund: { alone: async (_db, _owner, due) => void asked.push(due.subject) } }
  const [lost, ...done] = claimed.flat()
  await Promise.all(done.map(call => makeCall(db, handlers, call)))
  expect(await unfired('refund')).toEqual([lost!.subject])
  expect(await claimCalls(db, limits), 'still claimed by the one that ended').toEqual([])
  expect(await nextDueAt(db, ['refund'])).toBeNull()

  await sql`update platform.deadlines set claimed_until = ${db.clock.wall()} where fired_at is null`.execute(db.read)
  for (const call of await claimCalls(db, limits)) expect(await makeCall(db, handlers, call)).toBe(true)
  expect(await unfired('refund')).toEqual([])
  expect(asked.toSorted()).toEqual(subjects.toSorted())
})

test('no more calls of a kind are claimed than there is room for, and one that fails has a later try', async () => {
  const subjects = Array.from({ length: 5 }, newId)
  await set('refund', subjects)
  const [call, ...others] = await claimCalls(db, new Map([['refund', 2]]))
  expect(others).toHaveLength(1)
  const handlers: DeadlineHandlers = { refund: { alone: () => Promise.reject(new Error('provider is down')) } }
  expect(await makeCall(db, handlers, call!)).toBe(false)
  const { rows } = await sql`
    select attempts, error, claimed_until from platform.deadlines where subject = ${call!.subject}
  `.execute(db.read)
  expect(rows).toEqual([{ attempts: 1, error: expect.stringContaining('provider is down'), claimed_until: null }])
  expect((await claimCalls(db, new Map([['refund', 5]]))).map(each => each.subject)).not.toContain(call!.subject)
})

test('a call whose deadline was moved meanwhile does not mark the new one fired', async () => {
  const subject = newId()
  await set('resolve', [subject])
  const handlers: DeadlineHandlers = { resolve: { alone: () => set('resolve', [subject], 60) } }
  const [call] = await claimCalls(db, new Map([['resolve', 1]]))
  expect(await makeCall(db, handlers, call!)).toBe(true)
  expect(await unfired('resolve')).toEqual([subject])
})

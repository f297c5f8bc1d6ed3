import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { audit, platformOwner } from '#platform/audit.ts'
import { checkChain, type Entry, insertUnsealed, sealAll } from '#platform/chain.ts'
import { outside } from '#platform/current-transaction.ts'
import { type Db, sql } from '#platform/db.ts'
import { cancelDeadlines, type DeadlineHandlers, setDeadlines, sweepDeadlines } from '#platform/deadlines.ts'
import { nextDueAt } from '#platform/due.across.ts'
import { declareEvents } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { beginIdempotent, onceInTx } from '#platform/once.ts'
import { emit } from '#platform/outbox.ts'
import { inTx, type Tx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
})
afterAll(() => drop())

const count = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db.read)).rows[0]!.n

const testEvents = declareEvents({
  'test.never': { about: 'Never emitted.', body: {} },
  'test.step': { about: 'One of several.', body: { n: z.int() } },
})

describe('transactions', () => {
  test('a transaction that throws is rolled back', async () => {
    const owner = newId()
    const failing = inTx(db, 'fail', async tx => {
      await emit(tx, testEvents['test.never'], [{ owner, subject: owner, body: {} }])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await count('platform.outbox')).toBe(0)
  })

  test('statements sent with the commit belong to the transaction: they are committed with it, and roll it back', async () => {
    const key = newId()
    const insert = (tx: Tx, id: string) => sql`
      insert into platform.answers (owner, key, body_hash, claimed_at) values (${key}, ${id}, 'x', ${tx.now})`
    const keys = async () =>
      (
        await sql<{ key: string }>`select key from platform.answers where owner = ${key} order by key`.execute(db.read)
      ).rows.map(row => row.key)
    const both = (last: string) =>
      inTx(db, 'both', async tx => {
        await insert(tx, 'a').execute(tx)
        tx.beforeCommit(() => insert(tx, last))
        tx.beforeCommit(() => insert(tx, 'c'))
      })
    await expect(both('a')).rejects.toThrow('duplicate key')
    expect(await keys()).toEqual([])
    await both('b')
    expect(await keys()).toEqual(['a', 'b', 'c'])
  })

  test('a body that hides the failure of a statement does not pass for committed', async () => {
    const hide = inTx(db, 'hide', tx =>
      sql`select 1 / 0`.execute(tx).then(
        () => null,
        () => null,
      ),
    )
    await expect(hide).rejects.toThrow("'hide' hid the failure of a statement")
  })

  test('of statements in flight, the error is that of the one that failed, even when one behind it is heard first', async () => {
    const both = inTx(db, 'both', async tx => {
      const failed = sql`select 1 / 0`.execute(tx)
      failed.catch(() => {})
      await sql`select 1`.execute(tx)
      await failed
    })
    await expect(both).rejects.toThrow('division by zero')
  })

  test('no outside call, no second transaction and no stray read inside one', async () => {
    const inside = (body: () => Promise<unknown>) => inTx(db, 'test', body)
    await expect(inside(() => outside('pay', async () => 1))).rejects.toThrow("outside call 'pay' inside")
    await expect(inside(() => inTx(db, 'second', async () => 1))).rejects.toThrow("'second' would open a transaction")
    await expect(inside(() => sql`select 1`.execute(db.read))).rejects.toThrow('pass tx')
    expect(await outside('pay', async () => 1)).toBe(1)
  })

  test('two transactions that deadlock both succeed: one is retried', async () => {
    const [a, b] = [newId(), newId()]
    const lock = (tx: Parameters<Parameters<typeof inTx>[2]>[0], key: string) =>
      sql`update platform.versions set version = version where name = ${key}`.execute(tx)
    await sql`insert into platform.versions values (${a}, 1), (${b}, 1)`.execute(db.read)
    let calls = 0
    let holding = 0
    const bothHoldOne = Promise.withResolvers<void>()
    const lockBoth = (first: string, second: string) =>
      inTx(db, 'cross', async tx => {
        calls++
        await lock(tx, first)
        if (++holding === 2) bothHoldOne.resolve()
        await bothHoldOne.promise
        await lock(tx, second)
      })
    await Promise.all([lockBoth(a, b), lockBoth(b, a)])
    expect(calls).toBeGreaterThan(2)
  })
})

describe('once', () => {
  const once = (key: string, body = 'body') => ({ owner: platformOwner, key, bodyHash: Buffer.from(body) })

  test('ten at the same time: one does it, all get its answer', async () => {
    let done = 0
    const say = () =>
      onceInTx(db, once('ten'), 'say', async () => {
        done++
        await new Promise(resolve => setTimeout(resolve, 20))
        return { n: done }
      })
    const answers = await Promise.all(Array.from({ length: 10 }, say))
    expect(done).toBe(1)
    expect(answers.every(answer => answer.n === 1)).toBe(true)
  })

  test('a refused try leaves no claim; another body under the same key is refused', async () => {
    const fail = onceInTx(db, once('retry'), 'say', () => Promise.reject(new Error('refused')))
    await expect(fail).rejects.toThrow('refused')
    expect(await onceInTx(db, once('retry'), 'say', async () => 'second')).toBe('second')
    await expect(onceInTx(db, once('retry', 'other'), 'say', async () => 'third')).rejects.toThrow('request.key_reused')
  })

  test('a claim without an answer leads to where the request is resumed', async () => {
    const subject = newId()
    await inTx(db, 'first', tx => beginIdempotent(tx, once('long'), subject))
    expect(await inTx(db, 'second', tx => beginIdempotent(tx, once('long'), newId()))).toEqual({
      state: 'unfinished',
      subject,
    })
  })
})

describe('deadlines', () => {
  const at = (minutes: number) => db.clock.now().add({ minutes })

  test('four sweepers fire three hundred deadlines of three owners once each', async () => {
    const owners = [newId(), newId(), newId()]
    const fired: string[] = []
    const handlers: DeadlineHandlers = {
      ring: { bulk: async (_tx, _owner, due) => void fired.push(...due.map(d => d.subject)) },
    }
    await inTx(db, 'set', tx =>
      setDeadlines(
        tx,
        owners.flatMap(owner =>
          Array.from({ length: 100 }, () => ({ owner, subject: newId(), kind: 'ring', dueAt: at(-1) })),
        ),
      ),
    )
    const counts = await Promise.all(Array.from({ length: 4 }, () => sweepDeadlines(db, handlers)))
    expect(counts.reduce((sum, { done }) => sum + done, 0)).toBe(300)
    expect(new Set(fired).size).toBe(300)
    expect(fired).toHaveLength(300)
  })

  test('moved ones fire at their new time, canceled ones never', async () => {
    const owner = newId()
    const [moved, canceled] = [newId(), newId()]
    const due = (subject: string, minutes: number) => ({ owner, subject, kind: 'ring', dueAt: at(minutes) })
    await inTx(db, 'set', tx => setDeadlines(tx, [due(moved, -1), due(canceled, -1)]))
    await inTx(db, 'change', async tx => {
      await setDeadlines(tx, [due(moved, 10)])
      await cancelDeadlines(tx, ['ring'], [{ owner, subject: canceled }])
    })
    expect((await sweepDeadlines(db, { ring: { bulk: () => Promise.reject(new Error('fired')) } })).done).toBe(0)
    expect((await nextDueAt(db, ['ring']))!.epochMilliseconds).toBeGreaterThan(db.clock.now().epochMilliseconds)
    await inTx(db, 'clean', tx => cancelDeadlines(tx, ['ring'], [{ owner, subject: moved }]))
  })

  test('one bad apple: the others of its batch fire, it stays with its error for a later try', async () => {
    const owner = newId()
    const subjects = Array.from({ length: 10 }, newId)
    const handlers: DeadlineHandlers = {
      ring: {
        bulk: async (_tx, _owner, due) => {
          if (due.some(d => d.subject === subjects[3])) throw new Error('bad apple')
        },
      },
    }
    await inTx(db, 'set', tx =>
      setDeadlines(
        tx,
        subjects.map(subject => ({ owner, subject, kind: 'ring', dueAt: at(-1) })),
      ),
    )
    expect((await sweepDeadlines(db, handlers)).done).toBe(9)
    const { rows } = await sql<{ subject: string; attempts: number; error: string }>`
      select subject, attempts, error from platform.deadlines where owner = ${owner} and fired_at is null`.execute(
      db.read,
    )
    expect(rows).toMatchObject([{ subject: subjects[3], attempts: 1, error: expect.stringContaining('bad apple') }])
    expect((await sweepDeadlines(db, handlers)).done, 'not before its time').toBe(0)
  })
})

describe('hash chains', () => {
  const entries = (owner: string, n: number): Entry[] =>
    Array.from({ length: n }, () => ({ owner, id: newId(), contentHash: Buffer.from(newId()) }))

  /** Recomputes an owner's chain from its links and the given hashes. */
  async function brokenLinks(owner: string, hashes: ReadonlyMap<string, Buffer>): Promise<bigint[]> {
    const { createHash } = await import('node:crypto')
    const { rows } = await sql<{ seq: bigint; previous: Buffer; hash: Buffer; entries: string[] }>`
      select seq, previous, hash, entries from platform.chain_links where owner = ${owner} order by seq`.execute(
      db.read,
    )
    let last: Buffer = Buffer.from([0])
    return rows.flatMap(link => {
      const hash = createHash('sha256').update(last)
      for (const entry of link.entries) hash.update(hashes.get(entry)!)
      const sound = link.previous.equals(last) && link.hash.equals(hash.digest())
      last = link.hash
      return sound ? [] : [link.seq]
    })
  }

  test('whatever the order of commits, every entry is in one link, and links follow each other', async () => {
    const owners = [newId(), newId(), newId()]
    const all = owners.flatMap(owner => entries(owner, 15))
    await Promise.all(
      all.map(entry =>
        inTx(db, 'append', tx => insertUnsealed(tx, 'ledger', [entry]).execute(tx)).then(() => sealAll(db)),
      ),
    )
    await sealAll(db)
    for (const owner of owners) {
      const mine = all.filter(entry => entry.owner === owner)
      const hashes = new Map(mine.map(entry => [entry.id, entry.contentHash]))
      expect(await brokenLinks(owner, hashes)).toEqual([])
      const { rows } = await sql<{ id: string }>`
        select unnest(entries) as id from platform.chain_links where owner = ${owner}
      `.execute(db.read)
      expect(rows.map(row => row.id).toSorted()).toEqual(mine.map(entry => entry.id).toSorted())
      expect(
        await brokenLinks(owner, new Map([...hashes].map(([id, hash]) => [id, Buffer.concat([hash, hash])]))),
      ).not.toEqual([])
    }
  })

  test('a chain that is sealed while it is checked is right', async () => {
    const owner = newId()
    const append = async () => {
      const added = entries(owner, 1)
      await inTx(db, 'append', tx => insertUnsealed(tx, 'ledger', added).execute(tx))
      await sealAll(db)
      return added
    }
    const first = await append()
    const meanwhile = async () => {
      await append()
      return new Map(first.map(entry => [entry.id, entry.contentHash]))
    }
    expect(await checkChain(db.read, 'ledger', owner, meanwhile)).toEqual({ entries: 1, fault: null })
  })

  test('audit entries are chained too', async () => {
    await inTx(db, 'audit', tx =>
      audit(tx, { owner: platformOwner, userId: newId(), action: 'test', subject: 'x', after: { a: 1 } }),
    )
    expect(await sealAll(db)).toBeGreaterThan(0)
    const { rows } = await sql`select 1 from platform.chain_links where stream = 'audit'`.execute(db.read)
    expect(rows.length).toBe(1)
  })
})

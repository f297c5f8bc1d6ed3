import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { mailer, sendMails } from '#platform/mail.ts'
import { recordHeartbeat } from '#platform/workers.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

test('E16a health says how database, worker, disk and books are, and when a worker was last heard of', async () => {
  const operator = await market.person({ operator: true })
  const silent = await operator.api.showHealth({})
  expect(silent.checks).toMatchObject({ database: 'ok', worker: 'bad', books: 'warn' })
  expect(silent.workers).toEqual([])
  await recordHeartbeat(market.db, newId())
  const health = await operator.api.showHealth({})
  expect(health.checks.worker).toBe('ok')
  expect(health.database.bytes).toBeGreaterThan(1_000_000)
  expect(health.disk.total_bytes).toBeGreaterThanOrEqual(health.disk.free_bytes)
  expect(health.version).toMatch(/^\d+\.\d+\.\d+/)
})

test('E16b E1i mails that could not be sent are counted, listed, and tried again at once when asked to; sent, their words are gone', async () => {
  const operator = await market.person({ operator: true })
  await market.as(null).api.sendCode({ email: operator.email, locale: 'en' })
  let works = false
  const sent: string[] = []
  mailer.plug(market.db, async ({ to }) => {
    if (!works) throw new Error('connection refused')
    sent.push(to)
  })
  expect((await sendMails(market.db)).done).toBe(0)
  const health = await operator.api.showHealth({})
  expect([health.checks.mails, health.mails]).toMatchObject(['bad', { waiting: 1, failed: 1 }])
  const { items } = await operator.api.listMails({ state: 'failed' })
  expect(items).toMatchObject([{ to: operator.email, error: 'Error: connection refused' }])
  works = true
  expect((await sendMails(market.db)).done).toBe(0) // its next attempt is later
  expect(await operator.api.retryWork({ kind: 'mails' })).toEqual({ retried: 1 })
  expect((await sendMails(market.db)).done).toBe(1)
  expect(sent).toEqual([operator.email])
  expect((await operator.api.listMails({ state: 'failed' })).items).toEqual([])
  const gone = (await operator.api.listMails({ state: 'sent' })).items
  expect(gone.map(({ text, html }) => [text, html])).toEqual([['', '']])
  expect((await operator.api.listAudit({ action: 'work.retry' })).items).toMatchObject([{ subject: 'mails' }])
  const { bytes } = await operator.api.exportMails({})
  expect(bytes.toString()).toContain(operator.email)
  // codes and links are visible only to their recipients
  expect(bytes.toString().split('\n')[0]).not.toMatch(/text|html/)
  mailer.plug(market.db, null)
})

test('E16c overdue work shows: a deadline that failed is counted and tried again when asked to', async () => {
  const operator = await market.person({ operator: true })
  const due = market.db.clock.now().subtract({ hours: 1 })
  const row = [newId(), newId()]
  await sql`
    insert into platform.deadlines (owner, subject, kind, due_at, attempts, retry_at, error)
    values (${row[0]}, ${row[1]}, 'orders.pay_by', ${due}, 3, ${due.add({ hours: 24 })}, 'Error: no')
  `.execute(market.db.read)
  expect(await operator.api.showHealth({})).toMatchObject({
    checks: { deadlines: 'bad' },
    deadlines: { waiting: 1, failed: 1 },
  })
  expect(await operator.api.retryWork({ kind: 'deadlines' })).toEqual({ retried: 1 })
  await market.settle()
  expect((await operator.api.showHealth({})).checks.deadlines).toBe('ok')
})

test('E16d events and deadlines that this version does not know are counted, and stay', async () => {
  const operator = await market.person({ operator: true })
  const due = market.db.clock.now().subtract({ seconds: 1 })
  const [event, deadline] = [newId(), newId()]
  await sql`
    insert into platform.outbox (owner, id, subject, name, body, at)
    values (${event}, ${event}, ${event}, 'dispute.opened', '{}', ${due})
  `.execute(market.db.read)
  await sql`
    insert into platform.deadlines (owner, subject, kind, due_at)
    values (${deadline}, ${deadline}, 'disputes.answer_by', ${due})
  `.execute(market.db.read)
  await market.settle()
  const { checks, events, deadlines } = await operator.api.showHealth({})
  expect([checks.events, checks.deadlines]).toEqual(['warn', 'warn'])
  expect([events, deadlines]).toMatchObject([
    { waiting: 1, failed: 0, unknown: 1 },
    { waiting: 1, failed: 0, unknown: 1 },
  ])
  const metrics = await (await fetch(`${market.db.publicUrl}/metrics`)).text()
  expect(metrics).toContain('fondaco_waiting{what="events_unknown"} 1')
  await sql`delete from platform.outbox`.execute(market.db.read)
  await sql`delete from platform.deadlines where owner = ${deadline}`.execute(market.db.read)
})

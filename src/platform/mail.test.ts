import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { type Mailer, mailer, queueMail, sendMails } from '#platform/mail.ts'
import { inTx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
})
afterEach(() => sql`delete from platform.mails`.execute(db.read))
afterAll(() => drop())

const queue = (to: readonly string[], urgent = false) =>
  inTx(db, 'queue', async tx => {
    for (const address of to)
      queueMail(
        tx,
        { owner: newId(), topic: 'news', to: address, urgent },
        { locale: 'en', to: 'account', subject: 's', paragraphs: ['t'] },
      )
  })
const addresses = (n: number) => Array.from({ length: n }, (_, i) => `reader${i}@example.eu`)

test('three processes send each of 60 mails once', async () => {
  await queue(addresses(60))
  const sent: string[] = []
  mailer.plug(db, async ({ to }) => void sent.push(to))
  let rounds = 0
  const process = async () => {
    while ((await sendMails(db)).more) rounds++
  }
  await Promise.all([process(), process(), process()])
  await sendMails(db)
  expect(sent.toSorted()).toEqual(addresses(60).toSorted())
  expect(rounds, 'several rounds, each of a bounded batch').toBeGreaterThan(1)
})

test('codes go before news that waited longer, and several conversations run at once', async () => {
  await queue(addresses(30))
  await queue(['code@example.eu'], true)
  const sent: string[] = []
  const open = Promise.withResolvers<void>()
  let talking = 0
  mailer.plug(db, async ({ to }) => {
    sent.push(to)
    if (++talking === 5) open.resolve() // none of the five ends before all have begun
    await open.promise
  })
  expect(await sendMails(db)).toEqual({ done: 20, more: true })
  expect(sent[0]).toBe('code@example.eu')
  expect(sent).toHaveLength(20)
})

test('a process that ends while it sends: the mail goes out again after its claim, under the same id, not before', async () => {
  await queue(['reader@example.eu'])
  const ids: string[] = []
  const begun = Promise.withResolvers<void>()
  const never: Mailer = ({ id }) => {
    ids.push(id)
    begun.resolve()
    return new Promise(() => {})
  }
  mailer.plug(db, never)
  void sendMails(db)
  await begun.promise
  mailer.plug(db, async ({ id }) => void ids.push(id))
  expect(await sendMails(db)).toEqual({ done: 0, more: false })
  await sql`update platform.mails set claimed_until = ${db.clock.wall()}`.execute(db.read)
  expect((await sendMails(db)).done).toBe(1)
  expect(ids).toHaveLength(2)
  expect(ids[0]).toBe(ids[1])
})

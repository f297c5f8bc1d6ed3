import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openMarket } from '#app/open-market.ts'
import { publishFolder, saveDraft } from '#content/index.ts'
import { configOf } from '#platform/config.ts'
import { type Db, sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let url: string
let drop: () => Promise<void>
let folder: string
beforeAll(async () => {
  ;({ db, url, drop } = await freshDb())
  folder = await mkdtemp(join(tmpdir(), 'fondaco-pages-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await drop()
})
beforeEach(() => sql`truncate content.page_versions cascade`.execute(db.read))

const real = {
  SANDBOX: 'false',
  PUBLIC_URL: 'https://market.example',
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  MAIL_URL: 'smtps://user:password@mail.example',
  MAIL_FROM: 'Example Market <hello@market.example>',
}
const required = ['imprint', 'terms', 'seller-terms', 'privacy', 'withdrawal']

async function writePages(names: readonly string[]): Promise<void> {
  await rm(folder, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'fondaco-pages-'))
  for (const name of names) await writeFile(join(folder, `${name}.md`), `This is ${name}.`)
}

const refusal = async (environment: Record<string, string>): Promise<string | null> => {
  try {
    await (await openMarket(configOf(environment), url)).close()
    return null
  } catch (error) {
    return (error as Error).message
  }
}

test('E16f without SANDBOX=false nothing is asked of a market', async () => {
  expect(await refusal({})).toBeNull()
})

test('E16f a market for real money names every setting and page it lacks, and nothing else', async () => {
  const bare = await refusal({ SANDBOX: 'false' })
  for (const name of ['STRIPE_SECRET_KEY', 'MAIL_URL', 'MAIL_FROM', 'PUBLIC_URL', ...required.map(page => `'${page}'`)])
    expect(bare).toContain(name)
  await writePages(required.map(page => `${page}.en`))
  await publishFolder(db, folder)
  expect(await refusal(real)).toBeNull()
  const lacks = (...names: (keyof typeof real)[]) =>
    refusal(Object.fromEntries(Object.entries(real).filter(([name]) => !names.includes(name as keyof typeof real))))
  const lines = async (text: Promise<string | null>) => (await text)!.split('\n').slice(1)
  expect(await lines(lacks('STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'))).toEqual([
    expect.stringContaining('STRIPE_SECRET_KEY'),
  ])
  expect(await lines(lacks('MAIL_URL', 'MAIL_FROM'))).toEqual([expect.stringContaining('MAIL_FROM')])
  expect(await lines(lacks('PUBLIC_URL'))).toEqual([expect.stringContaining('PUBLIC_URL')])
})

test('E16f a sandbox provider is not a real one, and each missing page is named', async () => {
  await writePages(required.filter(page => page !== 'imprint').map(page => `${page}.fr`))
  await publishFolder(db, folder)
  const { STRIPE_SECRET_KEY: _, STRIPE_WEBHOOK_SECRET: __, ...others } = real
  const sandbox = { SANDBOX_PROVIDER_URL: 'http://127.0.0.1:4900', SANDBOX_PROVIDER_SECRET: 'sixteen letters or more' }
  const text = await refusal({ ...others, ...sandbox })
  expect(text).toContain('STRIPE_SECRET_KEY')
  expect(text).toContain("'imprint'")
  expect(text).not.toContain("'terms'")
})

test('E16g mails need a sender, which has the form of an address', () => {
  const { MAIL_FROM: _, ...without } = real
  expect(() => configOf(without)).toThrow('MAIL_FROM')
  for (const from of ['hello', 'Market <hello>', 'a@b.eu, c@d.eu', 'Market <a@b.eu>\r\nBcc: c@d.eu'])
    expect(() => configOf({ ...real, MAIL_FROM: from }), from).toThrow('MAIL_FROM')
  for (const replyTo of ['help@market.example', 'Help <help@market.example>'])
    expect(configOf({ ...real, MAIL_REPLY_TO: replyTo }).mail).toMatchObject({ replyTo, from: real.MAIL_FROM })
})

test('E12e pages are published from a folder, all or none; what says the same stays, and no draft is lost', async () => {
  await writePages(['help.en', 'help.fr', 'contact.en'])
  const changes = async () =>
    (await publishFolder(db, folder)).map(({ page, version, changed }) => [page, version, changed])
  expect(await changes()).toEqual([
    ['contact', 1, true],
    ['help', 1, true],
  ])
  await writeFile(join(folder, 'help.fr.md'), 'Autre chose')
  expect(await changes()).toEqual([
    ['contact', 1, false],
    ['help', 2, true],
  ])
  await inTx(db, 'draft', tx => saveDraft(tx, { page: 'help', texts: { en: 'A draft' }, revision: 0 }))
  await writeFile(join(folder, 'contact.en.md'), 'Moved')
  await writeFile(join(folder, 'help.fr.md'), 'Encore')
  await expect(changes()).rejects.toThrow("'help' has a draft")
  const { rows } = await sql`select 1 from content.page_versions where page = 'contact'`.execute(db.read)
  expect(rows, 'nothing of the folder was published').toHaveLength(1)
  await writePages(['imprint.de'])
  await expect(publishFolder(db, folder)).rejects.toThrow('imprint.de.md')
})

import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { jobKinds } from '#app/jobs.ts'
import { platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'
import { keyOf, openMarket, type Person, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()
const period = { from: '2020-01-01', to: '2099-12-31' }

let store: Store
let buyer: Person
beforeAll(async () => {
  store = await market.store()
  buyer = await market.person()
  const { variantId } = await market.product(store, { price: 1_005, title: 'Mug;=cmd|calc!A1 <b>& "é"', stock: 100 })
  for (let n = 0; n < 3; n++) await market.buy(buyer, [variantId])
})

/** Copies of the store's only order, placed one second apart: enough for several parts. */
async function many(whose: Store, copies: number): Promise<void> {
  await sql`
    insert into orders.orders select c.*
    from orders.orders o, generate_series(1, ${copies}::int) n,
      lateral jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'C' || n,
        'placed_at', o.placed_at - n * interval '1 second')) c
    where o.store_id = ${whose.id}
  `.execute(market.db.read)
}

const linesOf = (bytes: Buffer): string[] => bytes.toString().replace('\ufeff', '').trim().split('\n')

async function fileOf(person: Person, id: string): Promise<{ name: string; bytes: Buffer }> {
  const { file } = await person.api.showJob({ job_id: id })
  const taken = await person.api.downloadJob({ job_id: id })
  expect(taken.bytes.length).toBe(file!.bytes)
  return taken
}

/** The entries of a ZIP archive, read from its directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const entries = new Map<string, string>()
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const [packed, size, named] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
    ]
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const text = inflateRawSync(bytes.subarray(from, from + packed))
    expect(text.length).toBe(size)
    entries.set(bytes.subarray(at + 46, at + 46 + named).toString(), text.toString())
    at += 46 + named
  }
  return entries
}

describe('orders of a period', () => {
  test('E18a as CSV: amounts as numbers, times where the store is, nothing that becomes a formula', async () => {
    const { id } = await store.owner.api.startOrdersExport({ ...period, format: 'csv' })
    const waiting = await store.owner.api.showJob({ job_id: id })
    expect(waiting).toMatchObject({ state: 'queued', total: 3, done: 0, file: null })
    const { user } = await store.owner.api.me({})
    const [listed] = (await store.owner.api.listJobs({})).items
    expect([listed!.requested_by, waiting.requested_by.name]).toEqual([{ id: user!.id, name: user!.name }, user!.name])
    await market.settle()
    expect(await store.owner.api.showJob({ job_id: id })).toMatchObject({ state: 'done', total: 3, done: 3, failed: 0 })
    const { name, bytes } = await fileOf(store.owner, id)
    expect(name).toBe('orders-2020-01-01-2099-12-31.csv')
    const [head, ...lines] = linesOf(bytes)
    expect(head).toContain('"number","state","closed_cause","placed_at (Europe/Paris)"')
    expect(lines).toHaveLength(3)
    const { items } = await store.owner.api.listStoreOrders({})
    expect(lines.map(line => line.split(',')[0]).sort()).toEqual(items.map(({ number }) => `"${number}"`).sort())
    expect(lines[0]).toContain(',10.05,4.90,14.95,"EUR","standard","FR","Zoé Łuk",')
    expect(lines[0]).toMatch(/,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/)
    for (const line of lines) expect(line).toContain(`Mug;'=cmd|calc!A1 <b>& ""é""`)
  })

  test('E18a as a workbook that other programs read: numbers are numbers, dates dates, text text', async () => {
    const { id } = await store.owner.api.startOrdersExport({ ...period, format: 'xlsx' })
    await market.settle()
    const { name, bytes } = await fileOf(store.owner, id)
    expect(name).toMatch(/\.xlsx$/)
    const entries = unzip(bytes)
    expect([...entries.keys()]).toEqual(
      expect.arrayContaining(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/styles.xml']),
    )
    for (const [fileName, contents] of entries) {
      const { valid, rawOutput } = await validateXML({ xml: [{ fileName, contents }], schema: [anything] })
      expect(valid || !/parser error/.test(rawOutput), `${fileName}: ${rawOutput}`).toBe(true)
    }
    const sheet = entries.get('xl/worksheets/sheet1.xml')!
    expect(sheet.match(/<row>/g)).toHaveLength(4)
    expect(sheet).toContain('<c s="2"><v>14.95</v></c>')
    expect(sheet).toContain('=cmd|calc!A1 &lt;b&gt;&amp; "é"')
    expect(sheet).not.toContain('<f>')
    const placed = Number(/<c s="1"><v>([\d.]+)<\/v>/.exec(sheet)![1])
    const { items } = await store.owner.api.listStoreOrders({})
    const shown = Temporal.PlainDateTime.from('1899-12-30').add({ seconds: Math.round(placed * 86_400) })
    const inParis = Temporal.Instant.from(items.at(-1)!.placed_at).toZonedDateTimeISO('Europe/Paris').toPlainDateTime()
    expect(Math.abs(shown.until(inParis).total('seconds'))).toBeLessThanOrEqual(1)
  })

  test.each(['csv', 'xlsx'] as const)(
    '%s in parts: killed between and in them, it is whole and in order',
    async format => {
      const big = await market.store()
      await market.buy(buyer, [(await market.product(big)).variantId])
      await many(big, 1_200)
      const { id } = await big.owner.api.startOrdersExport({ ...period, format })
      const [owner, job] = parsePublicId('job', 2, id)!
      expect((await big.owner.api.showJob({ job_id: id })).total).toBe(1_201)
      await runJobsOnce(market.db, jobKinds)
      // killed after the part was written and before the step was committed: the cursor has not moved
      const { rows } = await sql<{ cursor: object }>`
      select cursor from platform.jobs where owner = ${owner} and id = ${job}
    `.execute(market.db.read)
      await runJobsOnce(market.db, jobKinds)
      await sql`
      update platform.jobs set cursor = ${JSON.stringify(rows[0]!.cursor)}::jsonb, parts = 1, done = 500
      where owner = ${owner} and id = ${job}
    `.execute(market.db.read)
      await market.settle()
      expect(await big.owner.api.showJob({ job_id: id })).toMatchObject({ state: 'done', done: 1_201 })
      const { bytes } = await fileOf(big.owner, id)
      const numbers =
        format === 'csv'
          ? linesOf(bytes)
              .slice(1)
              .map(line => line.split(',')[0]!.replaceAll('"', ''))
          : [
              ...unzip(bytes)
                .get('xl/worksheets/sheet1.xml')!
                .matchAll(/<row><c s="0" t="inlineStr"><is><t xml:space="preserve">([^<]*)/g),
            ].map(match => match[1]!)
      expect(numbers).toHaveLength(1_201)
      expect(numbers.slice(0, 3)).toEqual(['C1200', 'C1199', 'C1198'])
      expect(new Set(numbers).size).toBe(1_201)
      const store = await import('node:fs/promises').then(fs =>
        fs.readdir(`${market.dataDir}/files/jobs/${owner}/${job}`),
      )
      expect(store).toEqual(['file']) // the parts were merged into it
    },
  )

  test('with no orders it has its head, and only orders of the days asked for', async () => {
    const other = await market.store()
    const { id } = await other.owner.api.startOrdersExport({ from: '2020-01-01', to: '2020-01-31', format: 'xlsx' })
    await market.settle()
    expect(await other.owner.api.showJob({ job_id: id })).toMatchObject({ state: 'done', total: 0, done: 0 })
    const sheet = unzip((await fileOf(other.owner, id)).bytes).get('xl/worksheets/sheet1.xml')!
    expect(sheet.match(/<row>/g)).toHaveLength(1)

    const { items } = await store.owner.api.listStoreOrders({})
    const day = Temporal.Instant.from(items[0]!.placed_at).toZonedDateTimeISO('Europe/Paris').toPlainDate()
    const { id: before } = await store.owner.api.startOrdersExport({
      from: '2020-01-01',
      to: day.subtract({ days: 1 }).toString(),
      format: 'csv',
    })
    expect((await store.owner.api.showJob({ job_id: before })).total).toBe(0)
    const days = { from: '2026-02-02', to: '2026-02-01', format: 'csv' } as const
    expect(await refusalOf(store.owner.api.startOrdersExport(days))).toBe('export.period_backwards')
    await market.settle()
  })

  test('E18f a store has its own, without a word of another; operators all, without recipients', async () => {
    const other = await market.store()
    const { orders } = await market.buy(buyer, [(await market.product(other)).variantId])
    const { id } = await store.owner.api.startOrdersExport({ ...period, format: 'csv' })
    const operator = await market.person({ operator: true })
    const { id: all } = await operator.api.startAllOrdersExport({ ...period, format: 'csv' })
    await market.settle()
    const { rows } = await sql<{ number: string }>`
      select number from orders.orders where store_id = ${other.id} and id = ${keyOf('ord', orders[0]!).id}
    `.execute(market.db.read)
    expect((await fileOf(store.owner, id)).bytes.toString()).not.toContain(rows[0]!.number)
    const { bytes } = await operator.api.downloadJobAsOperator({ job_id: all })
    expect(bytes.toString()).toContain(rows[0]!.number)
    expect(bytes.toString()).not.toContain('Zoé Łuk')
    expect(await refusalOf(other.owner.api.showJob({ job_id: id }))).toBe('job.not_found')
    expect(await refusalOf(other.owner.api.downloadJob({ job_id: id }))).toBe('job.not_found')
    expect(await refusalOf(operator.api.downloadJobAsOperator({ job_id: id }))).toBe('job.not_found')
  })

  test('E18f who may not see orders has no part in their exports', async () => {
    const catalog = await market.person({ storeId: store.id, role: 'catalog' })
    expect(await refusalOf(catalog.api.startOrdersExport({ ...period, format: 'csv' }))).toBe('request.forbidden')
    const { id } = await store.owner.api.startOrdersExport({ ...period, format: 'csv' })
    await market.settle()
    expect((await catalog.api.listJobs({})).items).toEqual([])
    for (const call of [catalog.api.showJob, catalog.api.downloadJob, catalog.api.cancelJob, catalog.api.retryJob])
      expect(await refusalOf(call({ job_id: id }))).toBe('job.not_found')
    const warehouse = await market.person({ storeId: store.id, role: 'warehouse' })
    expect((await warehouse.api.listJobs({})).items.map(job => job.id)).toContain(id)
    expect((await warehouse.api.listMyJobs({})).items).toEqual([])
    const mine = await store.owner.api.listMyJobs({})
    expect(mine.items[0]!.id).toBe(id)
    expect(mine.running).toBe(0)
  })

  test('E18c E18g asked for twice with one key it is one job; canceled it makes no file; all of it is audited', async () => {
    const ask = () => store.owner.api.startOrdersExport({ ...period, format: 'csv' }, 'one export')
    const { id } = await ask()
    expect((await ask()).id).toBe(id)
    await store.owner.api.cancelJob({ job_id: id })
    await market.settle()
    expect(await store.owner.api.showJob({ job_id: id })).toMatchObject({ state: 'canceled', done: 0, file: null })
    expect(await refusalOf(store.owner.api.downloadJob({ job_id: id }))).toBe('job.not_found')
    expect(await refusalOf(store.owner.api.cancelJob({ job_id: id }))).toBe('job.ended')
    const operator = await market.person({ operator: true })
    const { items } = await operator.api.listAudit({ limit: 100 })
    expect(items.filter(entry => entry.subject === id).map(entry => entry.action)).toEqual(['job.cancel', 'job.start'])
    expect(items.map(entry => entry.action)).toContain('job.download')
  })

  test('a file that the store lost meanwhile: tried again, then failed, shown to operators with its reason', async () => {
    const { id } = await store.owner.api.startOrdersExport({ ...period, format: 'csv' })
    const [owner, job] = parsePublicId('job', 2, id)!
    await sql`
      update platform.jobs set parts = 1, attempts = 4, cursor = ${JSON.stringify({ at: '2020-01-01T00:00:00Z', id: owner, sheet: { crc: 0, bytes: 0 } })}::jsonb
      where owner = ${owner} and id = ${job}
    `.execute(market.db.read)
    await market.settle()
    expect((await store.owner.api.showJob({ job_id: id })).state).toBe('failed')
    const operator = await market.person({ operator: true })
    const [failed] = (await operator.api.listAllJobs({ of: 'stores', state: 'failed' })).items
    expect(failed).toMatchObject({ id, store: { name: expect.stringContaining('Store') } })
    expect(failed!.error).toContain('part 0 of 1 is gone')
    await operator.api.cancelJobAsOperator({ job_id: id }).catch(error => expect(error.message).toBe('job.ended'))
  })

  test('E18h the file goes after its days, and the job still says what it was', async () => {
    const { id } = await store.owner.api.startOrdersExport({ ...period, format: 'csv' })
    await market.settle()
    const { file } = await store.owner.api.showJob({ job_id: id })
    expect(Date.parse(file!.until) - market.db.clock.now().epochMilliseconds).toBeGreaterThan(6.9 * 86_400_000)
    await market.pass({ hours: 24 * 7 + 1 })
    expect(await store.owner.api.showJob({ job_id: id })).toMatchObject({ state: 'done', file: null, expired: true })
    expect(await refusalOf(store.owner.api.downloadJob({ job_id: id }))).toBe('job.expired')
  })
})

test('operators see the jobs of the market and of stores apart', async () => {
  const operator = await market.person({ operator: true })
  const { id } = await operator.api.startReindex({})
  await market.settle()
  const own = (await operator.api.listAllJobs({ of: 'market' })).items
  expect(own[0]).toMatchObject({ id, kind: 'search.reindex', state: 'done', store: null })
  expect(own.every(job => parsePublicId('job', 2, job.id)![0] === platformOwner)).toBe(true)
  const stores = (await operator.api.listAllJobs({ of: 'stores', limit: 2 })).items
  expect(stores.map(job => job.store?.id)).not.toContain(undefined)
  expect((await operator.api.listMyOpsJobs({})).items.map(job => job.id)).toEqual([id])
})

/** Accepts any document, so that only malformed XML is an error. */
const anything = {
  fileName: 'any.xsd',
  contents: readFileSync(new URL('../../test/pain.001.001.09.xsd', import.meta.url), 'utf8'),
}

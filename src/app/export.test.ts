import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

/** The cells of one line of a file; none of ours contains a quoted line break. */
const rawCells = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(match => match[1]!)

const cells = (line: string): string[] =>
  rawCells(line).map(cell => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))

test('a list is exported whole, under its filters, amounts as decimals', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store, { price: 1_005, stock: 500 })
  const buyer = await market.person()
  for (let n = 0; n < 3; n++) await market.buy(buyer, [variantId])
  const { name, bytes } = await store.owner.api.exportStoreOrders({ state: 'awaiting_shipment' })
  expect(name).toBe('orders.csv')
  const [head, ...lines] = bytes.toString().replace('\ufeff', '').trim().split('\n')
  const columns = cells(head!)
  expect(columns).toEqual(expect.arrayContaining(['number', 'state', 'total', 'total.currency', 'placed_at']))
  expect(lines).toHaveLength(3)
  expect(cells(lines[0]!)[columns.indexOf('total')]).toBe('14.95')
  expect(cells(lines[0]!)[columns.indexOf('total.currency')]).toBe('EUR')
  const empty = await store.owner.api.exportStoreOrders({ state: 'completed' })
  expect(empty.bytes.toString().replace('\ufeff', '').trim()).toBe(head)
  const products = await store.owner.api.exportStoreProducts({})
  expect(products.bytes.toString()).toContain('10.05')
})

test('more rows than a page are exported completely', async () => {
  const store = await market.store()
  for (let n = 0; n < 105; n++)
    await store.owner.api.createProduct({
      title: `Thing ${n}`,
      template_id: store.templateId,
      variants: [{ name: 'One', sku: `many-${n}`, price_minor: 100, on_hand: 1 }],
    })
  const { bytes } = await store.owner.api.exportStoreProducts({})
  expect(bytes.toString().trim().split('\n')).toHaveLength(106)
})

test('a negative amount stays a number', async () => {
  const store = await market.store()
  await market.nameAccount(store)
  await market.earn(store, 5_000)
  await market.pass({ hours: 48 })
  await store.owner.api.requestPayout({ amount_minor: 1_234 })
  const { bytes } = await store.owner.api.exportMovements({})
  const [head, ...lines] = bytes.toString().replace('\ufeff', '').trim().split('\n')
  const column = cells(head!).indexOf('amount')
  const amounts = lines.map(line => rawCells(line)[column])
  expect(amounts).toContain('-12.34')
  for (const amount of amounts) expect(amount).toMatch(/^-?\d+\.\d\d$/)
})

test('E18k with `;` a file is for spreadsheets that write decimals with a comma: every line splits alike, negative amounts too', async () => {
  const store = await market.store()
  await market.nameAccount(store)
  await market.earn(store, 5_000)
  await market.pass({ hours: 48 })
  await store.owner.api.requestPayout({ amount_minor: 1_234 })
  const file = async (separator: ',' | ';') =>
    (await store.owner.api.exportMovements({ separator })).bytes.toString().replace('\ufeff', '').trim().split('\n')
  const [comma, semicolon] = [await file(','), await file(';')]
  const [head, ...lines] = semicolon.map(line => line.split(';'))
  expect(head!.map(each => each.replaceAll('"', ''))).toEqual(cells(comma[0]!).filter(Boolean))
  for (const line of lines) expect(line).toHaveLength(head!.length)
  const amounts = lines.map(line => line[head!.findIndex(each => each.replaceAll('"', '') === 'amount')])
  expect(amounts).toContain('-12,34')
  for (const amount of amounts) expect(amount).toMatch(/^-?\d+,\d\d$/)
})

/** A cell that a spreadsheet would evaluate when it splits at `at` and ignores quotes inside a cell. */
const wouldCompute = (text: string, at: RegExp): boolean =>
  text.split(at).some(cell => /^[\s\u200b\u2060"]*[=+\-@]/.test(cell))

test.each([
  '=cmd|calc!A1',
  '-20 % until Sunday',
  '\u200b=1+1',
  '\u2060\u00a0@SUM(A1)',
  'Blue;=HYPERLINK("http://evil.example")',
  'Blue; \u200b+1+1',
  'Blue;"=1+1"',
  '＝1+1',
])('%j cannot become a formula in somebody’s spreadsheet, wherever that splits', async title => {
  const store = await market.store()
  await store.owner.api.createProduct({
    title,
    template_id: store.templateId,
    variants: [{ name: 'One', sku: 'one', price_minor: 100, on_hand: 1 }],
  })
  const { bytes } = await store.owner.api.exportStoreProducts({})
  const [head, line] = bytes.toString().replace('\ufeff', '').trim().split('\n')
  const kept = cells(line!)[cells(head!).indexOf('title')]!
  expect(kept.replaceAll("'", '').normalize('NFKC')).toBe(title.trim().normalize('NFKC'))
  expect(kept).toMatch(/^'|;'/)
  expect(wouldCompute(kept, /,/)).toBe(false)
  for (const at of [/;/, /\t/]) expect(wouldCompute(line!.replaceAll('"', ''), at)).toBe(false)
})

test('a store exports its own, an operator all, a buyer nothing', async () => {
  const [one, other] = [await market.store(), await market.store()]
  await market.product(one, { title: 'Only mine' })
  expect((await other.owner.api.exportStoreProducts({})).bytes.toString()).not.toContain('Only mine')
  expect(await refusalOf((await market.person()).api.exportAllOrders({}))).toBe('request.forbidden')
  const orders = await (await market.person({ operator: true })).api.exportAllOrders({})
  expect(orders.bytes.toString()).toContain('store.name')
})

test('E16e metrics: for this machine, by route and not by address', async () => {
  await fetch(`${market.db.publicUrl}/api/shop/products?limit=3`)
  const answer = await fetch(`${market.db.publicUrl}/metrics`)
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(text).toMatch(/http_request_seconds_count\{route="\/api\/shop\/products",method="GET",status="200"\} \d/)
  expect(text).toMatch(/fondaco_waiting\{what="events"\} \d/)
  expect(text).toMatch(/fondaco_books\{what="age_seconds"\} \S/)
  expect(text).toMatch(/fondaco_worker_seen_seconds (\+Inf|\d)/)
  expect(text).toMatch(/fondaco_database_connections\{what="waiting"\} \d/)
  expect(Number(/^fondaco_database_bytes (\S+)/m.exec(text)![1])).toBeGreaterThan(1_000_000)
  const proxied = await fetch(`${market.db.publicUrl}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.status).toBe(404)
})

test('E16e metrics count the payments of the last hour by outcome', async () => {
  const paid = async () => {
    const text = await (await fetch(`${market.db.publicUrl}/metrics`)).text()
    return ['captured', 'refused'].map(outcome =>
      Number(new RegExp(`fondaco_payments_last_hour\\{outcome="${outcome}"\\} (\\d+)`).exec(text)![1]),
    )
  }
  await market.pass({ hours: 2 })
  expect(await paid()).toEqual([0, 0])
  const { variantId } = await market.product(await market.store())
  await market.buy(await market.person(), [variantId])
  expect(await paid()).toEqual([1, 0])
  await market.pass({ hours: 2 })
  expect(await paid()).toEqual([0, 0])
})

test('E14t journals are exported with one row for each transfer; orders with what they brought, and by which payment', async () => {
  const store = await market.store()
  await market.earn(store, 4_000)
  const { api } = await market.person({ operator: true })
  const table = ({ bytes }: { bytes: Buffer }) => {
    const [head, ...lines] = bytes.toString().replace('\ufeff', '').trim().split('\n').map(cells)
    return lines.map(line => Object.fromEntries(head!.map((name, n) => [name, line[n]!])))
  }
  const store_id = publicId('sto', store.id)
  const { items } = await api.listJournals({ store_id, limit: 100 })
  const journals = table(await api.exportJournals({ store_id }))
  expect(journals).toHaveLength(items.reduce((sum, journal) => sum + journal.transfers.length, 0))
  const [first] = items
  expect(journals[0]).toMatchObject({
    id: first!.id,
    kind: first!.kind,
    'store.id': store_id,
    debit: first!.transfers[0]!.debit,
    credit: first!.transfers[0]!.credit,
    amount: (first!.transfers[0]!.amount.amount_minor / 100).toFixed(2),
    'amount.currency': 'EUR',
  })
  const [order] = table(await api.exportAllOrders({ store_id }))
  const { payments, lines, items: goods } = await api.showOrderAsOperator({ order_id: order!.id! })
  const commission = Math.round((goods.amount_minor * lines[0]!.commission_bps) / 10_000)
  expect(order).toMatchObject({
    payment_reference: payments[0]!.reference,
    items: (goods.amount_minor / 100).toFixed(2),
    commission: (commission / 100).toFixed(2),
  })
  expect(order!.paid_at).toBeTruthy()
  const [row] = table(await api.exportAllStores({ slug: (await store.owner.api.ownStore({})).slug }))
  expect(row).toMatchObject({ id: store_id, company: expect.stringMatching(/./), email: expect.stringContaining('@') })
})

import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

test('E18i the index is made anew in steps: what was wrong is right, what is not on sale is gone, the rest can be found', async () => {
  const store = await market.store()
  const kept = await market.product(store, { title: 'Walnut lantern' })
  const gone = await market.product(store, { title: 'Walnut spoon' })
  await market.settle()
  // a document without its words, an orphaned one, and 230 products without any
  await sql`update search.documents set texts = '', words = ''`.execute(market.db.read)
  await sql`update catalog.products set state = 'offline' where title = 'Walnut spoon'`.execute(market.db.read)
  await sql`
    insert into catalog.products select c.* from catalog.products p, generate_series(1, 230) n,
      lateral jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'title', 'Copied lantern ' || n)) c
    where p.store_id = ${store.id} and p.title = 'Walnut lantern'
  `.execute(market.db.read)
  const operator = await market.person({ operator: true })
  const { id } = await operator.api.startReindex({})
  const { total } = (await operator.api.listMyOpsJobs({})).items[0]!
  expect(total).toBe(233)
  await market.settle()
  const job = (await operator.api.listMyOpsJobs({})).items[0]!
  expect(job).toMatchObject({ id, state: 'done', failed: 0 })
  // 231 products, then as many documents, and the orphaned one
  expect(job.done).toBe(231 + 232)
  const { rows } = await sql<{ n: number; empty: number; gone: number }>`
    select count(*)::int as n, count(*) filter (where texts = '')::int as empty,
      count(*) filter (where product_id = (select id from catalog.products where title = 'Walnut spoon'))::int as gone
    from search.documents
  `.execute(market.db.read)
  expect(rows[0]).toEqual({ n: 231, empty: 0, gone: 0 })
  const found = await operator.api.searchProducts({ q: 'walnut' })
  expect(found.items.map(item => item.id)).toEqual([kept.productId])
  expect(found.items.map(item => item.id)).not.toContain(gone.productId)
  const { rows: stale } = await sql`select 1 from search.stale`.execute(market.db.read)
  expect(stale).toEqual([])
})

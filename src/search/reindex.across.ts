import { z } from 'zod'
import { type Reader, sql } from '#platform/db.ts'
import { jobKind } from '#platform/jobs.ts'
import type { Tx } from '#platform/tx.ts'
import { makeDocuments, takeMarks } from '#search/index-stale.across.ts'
import { markKeys } from '#search/mark-stale.across.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

/** A job's step writes so many rows at most. */
const rowsAStep = 100

type Key = { store_id: string; product_id: string }
type Found = Key & { online: boolean }
/** First all products on sale, then all documents, to remove those whose product is not online any more. */
type Cursor = { phase: 'products' | 'documents'; store_id: string; product_id: string }

const nothing = '00000000-0000-0000-0000-000000000000'
const begin: Cursor = { phase: 'products', store_id: nothing, product_id: nothing }

/** Rebuilds the documents of all products and removes those of products not on sale. Search keeps working meanwhile. */
export const reindexSearch = jobKind<object, Cursor>({
  kind: 'search.reindex',
  audience: 'ops',
  permission: null,
  params: z.object({}),
  async start(tx) {
    const counts = await Promise.all([
      sql<{ n: number }>`select count(*)::int as n from catalog.products where state = 'online'`.execute(tx),
      sql<{ n: number }>`select count(*)::int as n from search.documents`.execute(tx),
    ])
    return counts.reduce((sum, { rows }) => sum + rows[0]!.n, 0)
  },
  async step(db, { cursor }, commit) {
    const taxonomy = await taxonomyOf(db)
    return commit(async tx => {
      const { phase, ...after } = cursor ?? begin
      const keys = await (phase === 'products' ? productsAfter : documentsAfter)(tx, after)
      const stale = keys.filter(key => phase === 'products' || !key.online)
      await claimMarks(tx, stale)
      await makeDocuments(tx, taxonomy, stale)
      const last = keys.length === rowsAStep ? keys.at(-1)! : null
      if (last) return { cursor: { phase, store_id: last.store_id, product_id: last.product_id }, done: keys.length }
      if (phase === 'products') return { cursor: { ...begin, phase: 'documents' }, done: keys.length }
      return { cursor: { ...begin, phase }, done: keys.length, finished: true }
    })
  },
})

async function productsAfter(reader: Reader, { store_id, product_id }: Key): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select store_id, id as product_id, true as online from catalog.products
    where state = 'online' and (store_id, id) > (${store_id}::uuid, ${product_id}::uuid)
    order by store_id, id limit ${rowsAStep}
  `.execute(reader)
  return rows
}

async function documentsAfter(reader: Reader, { product_id }: Key): Promise<Found[]> {
  const { rows: keys } = await sql<Key>`
    select store_id, product_id from search.documents where product_id > ${product_id}::uuid
    order by product_id limit ${rowsAStep}
  `.execute(reader)
  if (keys.length === 0) return []
  const { rows: online } = await sql<{ id: string }>`
    select p.id from catalog.products p
    where p.store_id = any(${[...new Set(keys.map(key => key.store_id))]}::uuid[])
      and p.id = any(${keys.map(key => key.product_id)}::uuid[]) and p.state = 'online'
  `.execute(reader)
  const ids = new Set(online.map(each => each.id))
  return keys.map(key => ({ ...key, online: ids.has(key.product_id) }))
}

/**
 * Takes the rows of these products in search.stale, as indexing stale products does: of two transactions that build the
 * same document, the second waits and reads the current data.
 */
async function claimMarks(tx: Tx, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await markKeys(tx, keys)
  await takeMarks(tx, keys)
}

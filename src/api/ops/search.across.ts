import { z } from 'zod'
import { rowsWithWords } from '#api/ops/words.ts'
import { type OrderState, orderStates } from '#orders/index.ts'
import { platformOwner } from '#platform/audit.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command, reloadSettings } from '#platform/command.ts'
import { type Reader, sql } from '#platform/db.ts'
import { type Prefix, parsePublicId, publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { oneOf, single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { ownedBy } from '#platform/owned.ts'
import { route } from '#platform/route.ts'
import { readSynonyms, reindexSearch, removeSynonyms, saveSynonyms, zeroResultAnswers } from '#search/index.ts'
import { queryMaxCharacters, synonymMaxCharacters, synonymsMax } from '#search/limits.ts'
import { storeAt } from '#sellers/index.ts'

const Words = z.array(z.string().trim().min(1).max(synonymMaxCharacters)).min(1).max(synonymsMax)

const Kept = z.object({ id: z.string() })

/** Results per kind: with more matches, typing more narrows them down. */
const hitsMax = 8

const HitSchema = z
  .object({
    kind: z.enum(['order', 'store', 'product', 'user', 'batch']),
    id: z.string(),
    title: z.string(),
    /** The owner's name; for a user, their own; for a batch, the number of its payouts. */
    text: z.string(),
    /** For orders. */
    state: oneOf(orderStates).nullable(),
    /** The search term that matched, when it is not in the other fields. */
    by: z.enum(['payment', 'tracking', 'email', 'sku']).nullable(),
  })
  .meta({ id: 'SearchHit' })

type Hit = z.infer<typeof HitSchema>

/** In the form printed on receipts, whatever was typed: `7k2m 93qx`, `7K2M93QX`. */
const numberOf = (q: string): string =>
  q
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replace(/^(.{4})(.{4})$/, '$1-$2')

/** The uuids of a public id; for any other text, ids that do not exist. */
const idsOf = (prefix: Prefix, parts: 1 | 2, q: string): (string | null)[] =>
  parsePublicId(prefix, parts, q) ?? Array(parts).fill(null)

const byTracking = (q: string) => sql`
  (o.store_id, o.id) in (select store_id, order_id from orders.shipments where tracking_number = ${q})`

/** The latest orders of purchases with this e-mail address. */
const byEmail = (q: string) => sql`
  select b.store_id, b.order_id from orders.purchases p
  join orders.buyer_orders b on b.buyer_id = p.buyer_id and b.purchase_id = p.id where p.email = ${q.toLowerCase()}
  order by p.placed_at desc limit ${hitsMax}`

type OrderRow = { store_id: string; id: string; number: string; state: OrderState; store: string }

type StoreRow = { store_id: string; name: string; slug: string; by: Hit['by'] }

const storeHit = ({ store_id, name, slug, by }: StoreRow): Hit => ({
  kind: 'store',
  id: publicId('sto', store_id),
  title: name,
  text: slug,
  state: null,
  by,
})

type ProductRow = { store_id: string; id: string; title: string; store: string; by: Hit['by'] }

export const opsSearch = {
  listSynonyms: route({
    method: 'GET',
    path: '/api/ops/search/synonyms',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Sets of synonyms',
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ id: z.string(), words: z.array(z.string()) }).meta({ id: 'Synonyms' })),
    }),
    refusals: [],
    async handle({ db }) {
      const sets = await readSynonyms(db.read)
      return { items: sets.map(({ id, words }) => ({ id: publicId('syn', id), words: [...words] })) }
    },
  }),

  addSynonyms: command({
    method: 'POST',
    path: '/api/ops/search/synonyms',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Add a set of synonyms: a search for one of them finds all',
    input: z.object({ words: Words }),
    example: { words: ['mug', 'cup'] },
    output: Kept,
    refusals: ['synonyms.too_few', 'synonyms.too_many_sets'],
    run: (tx, _, { words }) => saveSynonyms(tx, { id: null, words }),
    audit: 'synonyms.add',
    entry: (after, id) => ({ subject: id, after }),
    answer: id => ({ id: publicId('syn', id) }),
    afterCommit: reloadSettings,
  }),

  changeSynonyms: command({
    method: 'PUT',
    path: '/api/ops/search/synonyms/:synonyms_id',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Change a set of synonyms',
    input: z.object({ synonyms_id: single('syn'), words: Words }),
    example: { words: ['mug', 'cup', 'beaker'] },
    output: Kept,
    refusals: ['synonyms.not_found', 'synonyms.too_few'],
    run: (tx, _, { synonyms_id, words }) => saveSynonyms(tx, { id: synonyms_id, words }),
    audit: 'synonyms.change',
    entry: ({ words }, id) => ({ subject: id, after: { words } }),
    answer: id => ({ id: publicId('syn', id) }),
    afterCommit: reloadSettings,
  }),

  removeSynonyms: command({
    method: 'DELETE',
    path: '/api/ops/search/synonyms/:synonyms_id',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Remove a set of synonyms',
    input: z.object({ synonyms_id: single('syn') }),
    output: Kept,
    refusals: ['synonyms.not_found'],
    run: async (tx, _, { synonyms_id: id }) => ({ id, words: await removeSynonyms(tx, id) }),
    audit: 'synonyms.remove',
    entry: (_, { id, words }) => ({ subject: id, before: { words } }),
    answer: ({ id }) => ({ id: publicId('syn', id) }),
    afterCommit: reloadSettings,
  }),

  startReindex: command({
    method: 'POST',
    path: '/api/ops/search/reindex',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Start a job that rebuilds the search index',
    input: z.object({}),
    output: Kept,
    refusals: ['job.too_many'],
    run: (tx, { userId }) => startJob(tx, reindexSearch, { owner: platformOwner, params: {}, userId }),
    audit: { none: 'startJob records `job.start`' },
    answer: ({ owner, id }) => ({ id: publicId('job', owner, id) }),
  }),

  listZeroResultSearches: listOf({
    path: '/api/ops/search/zero-results',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Searches without an exact match, most frequent first',
    input: {
      /** The last so many days, including today. */
      days: z.coerce.number().int().min(1).max(90).default(30),
      answer: z.enum(zeroResultAnswers).optional(),
    },
    row: rowOf(
      {
        term: col.text('m.term'),
        count: col.of(z.int(), ['m.count'], ([count]: [bigint]) => Number(count)),
        /** Day of the last search. */
        latest: col.of(z.iso.date(), ['m.latest'], ([day]: [Temporal.PlainDate]) => day.toString()),
        /** What was shown instead the last time: results of a corrected spelling, partial matches, or nothing. */
        answer: col.oneOf(zeroResultAnswers, 'm.answer'),
      },
      'ZeroResultSearch',
    ),
    from: ({ days }, { db }) => sql`(
      select term, sum(count) as count, max(day) as latest, (array_agg(answer order by day desc))[1] as answer
      from search.zero_result_searches where day > ${db.clock.now()}::timestamptz::date - ${days}::int group by term) m`,
    filters: { answer: answer => sql`m.answer = ${answer}` },
    order: descending(['m.count', 'whole'], ['m.term', 'words']),
    file: { name: 'searches-without-result' },
  }),

  /** Finds an object by any reference that people quote; each look-up is one index scan. */
  opsSearch: route({
    method: 'GET',
    path: '/api/ops/search',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Search orders, stores, products and users by number, payment, parcel, e-mail, SKU, words or ID',
    input: z.object({ q: z.string().trim().max(queryMaxCharacters).default('') }),
    output: z.object({ items: z.array(HitSchema) }),
    refusals: [],
    async handle({ db, principal }, { q }) {
      if (q.length < 2) return { items: [] }
      const may = (permission: string) => principal!.permissions.has(permission)
      const found = await Promise.all([
        ...(may('ops.people') && q.includes('@') ? [users(db.read, q)] : []),
        ...(may('ops.orders') && q.includes('@') ? [ordersOfBuyer(db.read, 'email', byEmail(q))] : []),
        ...(may('ops.orders')
          ? [
              ordersBy(db.read, null, sql`o.number = ${numberOf(q)}`),
              ordersOfBuyer(db.read, 'payment', byPayment(q)),
              ordersBy(db.read, 'tracking', byTracking(q)),
            ]
          : []),
        ...(may('ops.money') ? [batches(db.read, q)] : []),
        stores(db.read, q),
        products(db.read, q),
      ])
      const hits = found.flat()
      return { items: hits.filter((hit, i) => hits.findIndex(({ id }) => id === hit.id) === i) }
    },
  }),
}

/** A batch of payouts by its number or the bank's reference, or by those of a payout in it. */
async function batches(reader: Reader, q: string): Promise<Hit[]> {
  const id = /^[0-9a-f]{32}$/i.test(q) ? q : null
  const number = numberOf(q)
  const { rows } = await sql<{ id: string; number: string; payouts: number }>`
    select b.id, b.number, (select count(*)::int from payouts.payouts p where p.batch_id = b.id) as payouts
    from payouts.batches b
    where b.number = ${number} or b.id = ${id}::uuid or b.id in (
      select p.batch_id from payouts.payouts p
      where p.batch_id is not null and (p.id = ${id}::uuid or p.number = ${number}))
    order by b.id desc limit ${hitsMax}
  `.execute(reader)
  return rows.map(({ id, number, payouts }) => ({
    kind: 'batch',
    id: publicId('bat', id),
    title: number,
    text: String(payouts),
    state: null,
    by: null,
  }))
}

/** The provider's reference, as shown on its pages and files, or our own id of the payment. */
function byPayment(q: string) {
  const [buyer, id] = idsOf('pay', 2, q)
  return sql`
    select b.store_id, b.order_id from payments.attempts a
    join orders.buyer_orders b on b.buyer_id = a.buyer_id and b.purchase_id = a.purchase_id
    where a.provider_ref = ${q} or (a.buyer_id = ${buyer}::uuid and a.id = ${id}::uuid)
    order by b.placed_at desc limit ${hitsMax}`
}

/** Orders that are found by what their buyer has of them. */
async function ordersOfBuyer(reader: Reader, by: Hit['by'], found: ReturnType<typeof sql>): Promise<Hit[]> {
  const { rows } = await sql<{ store_id: string; order_id: string }>`${found}`.execute(reader)
  if (rows.length === 0) return []
  const owned = ownedBy(rows.map(row => row.store_id))
  return ordersBy(reader, by, sql`${owned('o.store_id')} and o.id = any(${rows.map(row => row.order_id)}::uuid[])`)
}

async function ordersBy(reader: Reader, by: Hit['by'], found: ReturnType<typeof sql>): Promise<Hit[]> {
  const { rows } = await sql<OrderRow>`
    select o.store_id, o.id, o.number, o.state, s.name as store
    from orders.orders o join sellers.stores s on s.store_id = o.store_id
    where ${found} order by o.placed_at desc limit ${hitsMax}
  `.execute(reader)
  return rows.map(row => ({
    kind: 'order',
    id: publicId('ord', row.store_id, row.id),
    title: row.number,
    text: row.store,
    state: row.state,
    by,
  }))
}

/** A user with the stores they work for. */
async function users(reader: Reader, q: string): Promise<Hit[]> {
  const { rows } = await sql<{ id: string; name: string; email: string; store_id: string | null }>`
    select u.id, u.name, e.email, m.store_id from accounts.emails e
    join accounts.users u on u.id = e.user_id left join accounts.memberships m on m.user_id = u.id
    where e.email = ${q.toLowerCase()} order by m.created_at limit ${hitsMax}
  `.execute(reader)
  const hits = rows.map(({ id, name, email }): Hit => {
    return { kind: 'user', id: publicId('usr', id), title: email, text: name, state: null, by: 'email' }
  })
  const ids = rows.flatMap(({ store_id }) => store_id ?? [])
  if (ids.length === 0) return hits
  const stores = await sql<Omit<StoreRow, 'by' | 'slug'>>`
    select s.store_id, s.name from sellers.stores s where ${ownedBy(ids)('s.store_id')}
  `.execute(reader)
  const found = stores.rows.sort((a, b) => ids.indexOf(a.store_id) - ids.indexOf(b.store_id))
  return [...hits, ...found.map(store => storeHit({ ...store, slug: rows[0]!.email, by: 'email' }))]
}

async function stores(reader: Reader, q: string): Promise<Hit[]> {
  const ids = [...idsOf('sto', 1, q), await storeAt(reader, q.toLowerCase())].filter(id => id !== null)
  const { rows } = await sql<StoreRow>`
    select s.store_id, s.name, s.slug, null as by from sellers.stores s where s.store_id = any(${ids}::uuid[])
    union all
    (select s.store_id, s.name, s.slug, null from ${rowsWithWords('sellers.stores', 'name', q)} s
      order by s.store_id desc limit ${hitsMax})
  `.execute(reader)
  return rows.map(storeHit)
}

async function products(reader: Reader, q: string): Promise<Hit[]> {
  const [store, id] = idsOf('prd', 2, q)
  const { rows } = await sql<ProductRow>`
    select p.store_id, p.id, p.title, s.name as store, p.by from (
      select store_id, id, title, null as by from catalog.products
      where store_id = ${store}::uuid and id = ${id}::uuid
      union all
      (select p.store_id, p.id, p.title, 'sku' from catalog.variants v
        join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
        where v.sku = ${q} and v.removed_at is null order by p.created_at desc limit ${hitsMax})
      union all
      (select store_id, id, title, null from ${rowsWithWords('catalog.products', 'title', q)} p
        order by created_at desc limit ${hitsMax})
    ) p join sellers.stores s on s.store_id = p.store_id
  `.execute(reader)
  return rows.map(({ store_id, id, title, store, by }) => ({
    kind: 'product',
    id: publicId('prd', store_id, id),
    title,
    text: store,
    state: null,
    by,
  }))
}

import type { RawBuilder } from 'kysely'
import { type Reader, sql } from '#platform/db.ts'
import { type Prefix, parsePublicId, publicId } from '#platform/ids.ts'
import { type Owned, ownedBy } from '#platform/owned.ts'

/** The subject of an audit entry by its name; `id` leads to its page. */
type Subject = { readonly id: string; readonly name: string }

type Found = { owner: string; id: string; name: string | null; page: string | null }

/** `ids` of one kind, and whose they are → its rows: the name and, when its page is another object's, that object's id. */
const look = {
  ord: (ids, owned) => sql`select o.store_id as owner, o.id, o.number as name, null as page
    from orders.orders o join (${ids}) k on k.owner = o.store_id and k.id = o.id where ${owned('o.store_id')}`,
  prd: (ids, owned) => sql`select p.store_id as owner, p.id, p.title as name, null as page
    from catalog.products p join (${ids}) k on k.owner = p.store_id and k.id = p.id where ${owned('p.store_id')}`,
  var: (ids, owned) => sql`select v.store_id as owner, v.id, p.title || ', ' || v.name as name, p.id as page
    from catalog.variants v join (${ids}) k on k.owner = v.store_id and k.id = v.id
    join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
    where ${owned('v.store_id')} and ${owned('p.store_id')}`,
  tpl: (ids, owned) => sql`select t.store_id as owner, t.id, t.name, null as page
    from shipping.templates t join (${ids}) k on k.owner = t.store_id and k.id = t.id where ${owned('t.store_id')}`,
  pyo: (ids, owned) => sql`select p.store_id as owner, p.id, p.number as name, p.batch_id as page
    from payouts.payouts p join (${ids}) k on k.owner = p.store_id and k.id = p.id where ${owned('p.store_id')}`,
  sto: (_, owned) => sql`select s.store_id as owner, s.store_id as id, s.name, null as page
    from sellers.stores s where ${owned('s.store_id')}`,
  app: (_, owned) => sql`
    select a.store_id as owner, a.store_id as id, coalesce(s.name, c.legal_name) as name, null as page
    from sellers.applications a join sellers.companies c on c.id = a.company_id
    left join sellers.stores s on ${owned('s.store_id')} and s.store_id = a.store_id where ${owned('a.store_id')}`,
  bat: (_, owned) => sql`select b.id as owner, b.id, b.number as name, null as page
    from payouts.batches b where ${owned('b.id')}`,
  usr: (_, owned) => sql`select u.id as owner, u.id, u.name, null as page from accounts.users u where ${owned('u.id')}`,
} satisfies Partial<Record<Prefix, (ids: RawBuilder<unknown>, owned: Owned) => RawBuilder<unknown>>>
type Known = keyof typeof look

/** The kinds whose ids contain one uuid; all other ids contain their owner's first. */
const single: readonly Known[] = ['sto', 'app', 'usr', 'bat']

/** The names of these public ids, with one statement per kind. Unknown ids are left out. */
export async function subjectsOf(reader: Reader, publicIds: readonly string[]): Promise<Map<string, Subject>> {
  const kinds = (Object.keys(look) as Known[]).map(async kind => {
    const ids = [...new Set(publicIds)].flatMap(text => {
      const uuids = parsePublicId(kind, single.includes(kind) ? 1 : 2, text)
      return uuids ? [{ owner: uuids[0]!, id: uuids.at(-1)! }] : []
    })
    if (ids.length === 0) return []
    const owners = ids.map(k => k.owner)
    const wanted = sql`select * from unnest(${owners}::uuid[], ${ids.map(k => k.id)}::uuid[]) k(owner, id)`
    const { rows } = await sql<Found>`${look[kind](wanted, ownedBy(owners))}`.execute(reader)
    return rows.flatMap((row): [string, Subject][] => (row.name ? [[idOf(kind, row), subjectOf(kind, row)]] : []))
  })
  return new Map((await Promise.all(kinds)).flat())
}

const idOf = (kind: Known, { owner, id }: Found): string =>
  single.includes(kind) ? publicId(kind, id) : publicId(kind, owner, id)

function subjectOf(kind: Known, row: Found): Subject {
  const name = row.name!
  if (kind === 'var') return { id: publicId('prd', row.owner, row.page!), name }
  if (kind === 'pyo' && row.page) return { id: publicId('bat', row.page), name }
  return { id: idOf(kind, row), name }
}

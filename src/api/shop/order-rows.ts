import { z } from 'zod'
import { orderColumns } from '#api/order-columns.ts'
import type { OrderKey } from '#orders/index.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { type Reader, sql } from '#platform/db.ts'
import { type Owned, ownedBy } from '#platform/owned.ts'
import { pictureUrl } from '#platform/pictures.ts'

const { id, number, state, closed_cause, total, placed_at, deadline } = orderColumns('o')

type Line = { title: string; picture: string | null; units: number }

const lines = (owned: Owned) => sql`
  (select json_agg(json_build_object('title', l.title, 'picture', l.picture, 'units', l.units) order by l.n)
    from orders.lines l where ${owned('l.store_id')} and l.store_id = o.store_id and l.order_id = o.id)`

/** An order in its buyer's lists; read by `readMyOrders`. */
export const myOrderRow = rowOf(
  {
    id,
    number,
    purchase_id: col.id('pur', 'o.buyer_id', 'o.purchase_id'),
    state,
    closed_cause,
    store: col.group({ id: col.id('sto', 'o.store_id'), name: col.text('s.name'), slug: col.text('s.slug') }),
    total,
    /** The total when it was placed, if its store has lowered it since. */
    placed_total: col.nullable(col.money('o.placed_total_minor', 'o.currency')),
    units: col.of(z.int(), [lines], ([of]: [Line[]]) => of.reduce((sum, line) => sum + line.units, 0)),
    titles: col.of(z.array(z.string()), [lines], ([of]: [Line[]]) => of.map(line => line.title)),
    pictures: col.of(z.array(z.string()), [lines, 'o.store_id'], ([of, storeId]: [Line[], string]) =>
      of.flatMap(line => line.picture ?? []).map(picture => pictureUrl(storeId, picture, 96)),
    ),
    placed_at,
    deadline,
  },
  'OrderRow',
)

/** The rows of `myOrderRow` for these orders, in their order. */
export async function readMyOrders(reader: Reader, orders: readonly OrderKey[]): Promise<Selected[]> {
  if (orders.length === 0) return []
  const owned = ownedBy(orders.map(order => order.storeId))
  const { rows } = await sql<Selected>`
    select ${myOrderRow.select(owned)}
    from unnest(${orders.map(order => order.storeId)}::uuid[], ${orders.map(order => order.id)}::uuid[])
      with ordinality k(store_id, id, n)
    join orders.orders o on ${owned('o.store_id')} and o.store_id = k.store_id and o.id = k.id
    join sellers.stores s on ${owned('s.store_id')} and s.store_id = o.store_id
    order by k.n
  `.execute(reader)
  return rows
}

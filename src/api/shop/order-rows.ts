import { z } from 'zod'
import { orderColumns } from '#api/order-columns.ts'
import { col, rowOf } from '#platform/columns.ts'
import { type RawBuilder, sql } from '#platform/db.ts'
import { pictureUrl } from '#platform/pictures.ts'

const { id, number, state, closed_cause, total, placed_at, deadline } = orderColumns('o')

type Line = { title: string; picture: string | null; units: number }

const lines = sql`
  (select json_agg(json_build_object('title', l.title, 'picture', l.picture, 'units', l.units) order by l.n)
    from orders.lines l where l.store_id = o.store_id and l.order_id = o.id)`

/** An order in its buyer's lists; selected from `myOrders`. */
export const myOrderRow = rowOf(
  {
    id,
    number,
    purchase_id: col.id('pur', 'b.buyer_id', 'b.purchase_id'),
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

/** SQL after `from`: these orders (a query of orders.buyer_orders), as `b`, with what else `myOrderRow` shows. */
export const myOrders = (orders: RawBuilder<unknown>) => sql`(${orders}) b
  join orders.orders o on o.store_id = b.store_id and o.id = b.order_id
  join sellers.stores s on s.store_id = o.store_id`

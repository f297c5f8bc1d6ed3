import { z } from 'zod'
import { type ClosedCause, closedCauses, type OrderState, orderStates } from '#orders/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, MoneySchema, money } from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'

export const RowSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    purchase_id: z.string(),
    state: z.enum(orderStates),
    closed_cause: z.enum(closedCauses).nullable(),
    store: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
    total: MoneySchema,
    /** What it cost when it was placed, if its store has lowered that since. */
    placed_total: MoneySchema.nullable(),
    units: z.int(),
    titles: z.array(z.string()),
    pictures: z.array(z.string()),
    placed_at: InstantSchema,
    deadline: z.object({ kind: z.string(), due_at: InstantSchema }).nullable(),
  })
  .meta({ id: 'OrderRow' })

export type Row = {
  store_id: string
  order_id: string
  purchase_id: string
  buyer_id: string
  state: OrderState
  closed_cause: ClosedCause | null
  total_minor: bigint
  placed_total_minor: bigint | null
  placed_at: Temporal.Instant
  number: string
  currency: string
  name: string
  slug: string
  lines: { title: string; picture: string | null; units: number }[]
  deadline: { kind: string; due_at: string } | null
}

export const select = sql`
  select b.*, o.number, o.currency, o.closed_cause, o.placed_total_minor, s.name, s.slug,
    (select json_agg(json_build_object('title', l.title, 'picture', l.picture, 'units', l.units) order by l.n)
      from orders.lines l where l.store_id = b.store_id and l.order_id = b.order_id) as lines,
    (select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
      where d.owner = b.store_id and d.subject = b.order_id and d.fired_at is null order by d.due_at limit 1) as deadline`

export const joined = sql`
  join orders.orders o on o.store_id = b.store_id and o.id = b.order_id join sellers.stores s on s.store_id = b.store_id`

export const rowJson = (row: Row) => ({
  id: publicId('ord', row.store_id, row.order_id),
  number: row.number,
  purchase_id: publicId('pur', row.buyer_id, row.purchase_id),
  state: row.state,
  closed_cause: row.closed_cause,
  store: { id: publicId('sto', row.store_id), name: row.name, slug: row.slug },
  total: money(row.total_minor, row.currency),
  placed_total: row.placed_total_minor === null ? null : money(row.placed_total_minor, row.currency),
  units: row.lines.reduce((sum, line) => sum + line.units, 0),
  titles: row.lines.map(line => line.title),
  pictures: row.lines.flatMap(line => line.picture ?? []).map(picture => pictureUrl(row.store_id, picture, 96)),
  placed_at: instant(row.placed_at),
  deadline: row.deadline && {
    kind: row.deadline.kind,
    due_at: instant(Temporal.Instant.from(row.deadline.due_at)),
  },
})

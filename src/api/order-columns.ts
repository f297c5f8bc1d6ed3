import { z } from 'zod'
import { closedCauses, orderStates } from '#orders/index.ts'
import { col } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { InstantSchema, instant } from '#platform/json.ts'

/** What lists of every audience show of orders `o`; each picks its own. */
export const orderColumns = {
  id: col.id('ord', 'o.store_id', 'o.id'),
  number: col.text('o.number'),
  state: col.oneOf(orderStates, 'o.state'),
  closed_cause: col.nullable(col.oneOf(closedCauses, 'o.closed_cause')),
  placed_at: col.instant('o.placed_at'),
  /** Where it goes; who it is for stands on the order's own page. */
  country: col.text(sql`o.address ->> 'country'`),
  total: col.money(sql`o.items_minor + o.shipping_minor`, 'o.currency'),
  /** What the clock will do next, and when. */
  deadline: col.nullable(
    col.of(
      z.object({ kind: z.string(), due_at: InstantSchema }),
      [
        sql`(select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
          where d.owner = o.store_id and d.subject = o.id and d.fired_at is null order by d.due_at limit 1)`,
      ],
      ([{ kind, due_at }]: [{ kind: string; due_at: string }]) => ({
        kind,
        due_at: instant(Temporal.Instant.from(due_at)),
      }),
    ),
  ),
}

import { z } from 'zod'
import { closedCauses, type OrderDeadlineKind, orderDeadlineKinds, orderStates } from '#orders/index.ts'
import { col } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { InstantSchema, instant, oneOf } from '#platform/json.ts'

/** Columns of the row `o` (an alias of orders.orders) for the lists of every audience; each list picks its own. */
export const orderColumns = (o: string) => ({
  id: col.id('ord', `${o}.store_id`, `${o}.id`),
  number: col.text(`${o}.number`),
  state: col.oneOf(orderStates, `${o}.state`),
  closed_cause: col.nullable(col.oneOf(closedCauses, `${o}.closed_cause`)),
  placed_at: col.instant(`${o}.placed_at`),
  /** The country of delivery; the recipient is only on the order's own page. */
  country: col.text(sql`${sql.ref(`${o}.address`)} ->> 'country'`),
  total: col.money(sql`${sql.ref(`${o}.items_minor`)} + ${sql.ref(`${o}.shipping_minor`)}`, `${o}.currency`),
  /** The next deadline and when it is due. */
  deadline: col.nullable(
    col.of(
      z.object({ kind: oneOf(orderDeadlineKinds), due_at: InstantSchema }),
      [
        owned => sql`(select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
          where d.owner = ${sql.ref(`${o}.store_id`)} and ${owned('d.owner')} and d.subject = ${sql.ref(`${o}.id`)} and d.fired_at is null order by d.due_at limit 1)`,
      ],
      ([{ kind, due_at }]: [{ kind: OrderDeadlineKind; due_at: string }]) => ({
        kind,
        due_at: instant(Temporal.Instant.from(due_at)),
      }),
    ),
  ),
})

import { z } from 'zod'
import { subjectsOf } from '#api/ops/subjects.across.ts'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { ascending, descending, listOf } from '#platform/list.ts'

const ofOrders = ['orders.pay_by', 'orders.ship_by', 'orders.complete_by']

/** The order of the parcel that is tracked. */
const ofParcel = sql`case when d.kind = 'orders.track'
  then (select order_id from orders.shipments where store_id = d.owner and id = d.subject) end`

export const opsDeadlines = {
  listDeadlines: listOf({
    path: '/api/ops/deadlines',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Deadlines: upcoming (next first), failed, or fired (latest first)',
    input: {
      which: z.enum(['open', 'failed', 'fired']).default('open'),
      kind: z.string().max(50).optional(),
    },
    row: rowOf(
      {
        kind: col.text('d.kind'),
        subject: col.text('d.subject'),
        /** The order it belongs to, if any. */
        order_id: col.of(
          z.string().nullable(),
          ['d.owner', 'd.subject', 'd.kind', ofParcel],
          ([owner, subject, kind, order]: [string, string, string, string | null]) =>
            ofOrders.includes(kind) ? publicId('ord', owner, subject) : order && publicId('ord', owner, order),
        ),
        /** Looked up for the whole page. */
        order_number: col.nullable(col.text(sql`null::text`)),
        due_at: col.instant('d.due_at'),
        fired_at: col.nullable(col.instant('d.fired_at')),
        attempts: col.int('d.attempts'),
        error: col.nullable(col.text('d.error')),
      },
      'Deadline',
    ),
    from: sql`platform.deadlines d`,
    filters: {
      which: which =>
        which === 'fired'
          ? sql`d.fired_at is not null`
          : sql`d.fired_at is null ${which === 'failed' ? sql`and d.attempts > 0` : sql``}`,
      kind: kind => sql`d.kind = ${kind}`,
    },
    order: ({ which }) => (which === 'fired' ? descending : ascending)(['d.due_at', 'instant'], ['d.subject', 'uuid']),
    beside: {
      output: { waiting_events: z.int() },
      async read({ db }) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from (select 1 from platform.outbox limit 10000) o
        `.execute(db.read)
        return { waiting_events: rows[0]!.n }
      },
    },
    async complete({ db }, items) {
      const orders = await subjectsOf(
        db.read,
        items.flatMap(({ order_id }) => order_id ?? []),
      )
      return items.map(item => ({ ...item, order_number: orders.get(item.order_id ?? '')?.name ?? null }))
    },
    file: { name: 'deadlines' },
  }),
}

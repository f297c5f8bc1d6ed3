import { z } from 'zod'
import { arrivalDays } from '#payouts/policy.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import { type Db, type RawBuilder, sql } from '#platform/db.ts'
import { InstantSchema, instantOrNull, MoneySchema, money } from '#platform/json.ts'
import { marketTimeZone } from '#platform/market.ts'
import type { Policy } from '#platform/policy.ts'
import { route } from '#platform/route.ts'
import { reviewDays } from '#sellers/policy.ts'

type Queue = {
  /** Whose work it is. */
  readonly permission: string
  /** In how many working days it is to be done; null: at once, so that all of it is late. */
  readonly days: Policy<number> | null
  /** SQL: the rows that wait, with the instant `since`. */
  readonly rows: RawBuilder<unknown>
}

/** What waits for operators, in the order in which it hurts. */
const queues = {
  failed_deadlines: {
    permission: 'ops.read',
    days: null,
    rows: sql`select due_at as since from platform.deadlines where fired_at is null and attempts > 0`,
  },
  failed_events: {
    permission: 'ops.read',
    days: null,
    rows: sql`select at as since from platform.outbox where attempts > 0`,
  },
  failed_mails: {
    permission: 'ops.read',
    days: null,
    rows: sql`select queued_at as since from platform.mails where sent_at is null and attempts > 0`,
  },
  applications: {
    permission: 'ops.applications',
    days: reviewDays,
    rows: sql`select submitted_at as since from sellers.applications where state = 'submitted'`,
  },
  payouts_requested: {
    permission: 'ops.money',
    days: arrivalDays,
    rows: sql`select requested_at as since from payouts.payouts where state = 'requested'`,
  },
  batches_to_approve: {
    permission: 'ops.money',
    days: arrivalDays,
    rows: sql`select made_at as since from payouts.batches where state = 'proposed'`,
  },
  files_to_send: {
    permission: 'ops.money',
    days: arrivalDays,
    rows: sql`select made_at as since from payouts.batches where state = 'approved'`,
  },
  payouts_at_bank: {
    permission: 'ops.money',
    days: arrivalDays,
    rows: sql`select requested_at as since from payouts.payouts where state = 'sent'`,
  },
} satisfies Record<string, Queue>

type QueueName = keyof typeof queues
const queueNames = Object.keys(queues) as [QueueName, ...QueueName[]]

const DueSchema = z
  .object({
    queue: z.enum(queueNames),
    late: z.int(),
    /** Due until midnight, market time. */
    today: z.int(),
    later: z.int(),
    oldest_at: InstantSchema.nullable(),
    /** When the first is due; null: nothing waits. */
    next_due_at: InstantSchema.nullable(),
  })
  .meta({ id: 'WorkDue' })

/** So many days are shown, and compared with as many before. */
const shownDays = 28

export const opsOverview = {
  showWorkDue: route({
    method: 'GET',
    path: '/api/ops/due',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'What waits for the caller’s roles: how much is late, due today and later, and since when',
    input: z.object({}),
    output: z.object({ items: z.array(DueSchema) }),
    refusals: [],
    async handle({ db, principal }) {
      const mine = queueNames.filter(name => principal!.permissions.has(queues[name].permission))
      return { items: await Promise.all(mine.map(name => dueOf(db, name))) }
    },
  }),

  showSales: route({
    method: 'GET',
    path: '/api/ops/sales',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Orders that were paid and their value on each of the last 28 days, and in the 28 days before',
    input: z.object({}),
    output: z.object({
      /** Oldest first, in market time; today is not over. */
      days: z.array(z.object({ on: z.string(), orders: z.int(), value: MoneySchema })),
      before: z.object({ orders: z.int(), value: MoneySchema }),
      new_stores: z.int(),
      new_stores_before: z.int(),
    }),
    refusals: [],
    handle: ({ db }) => salesOf(db),
  }),
}

/** So many of a queue are counted; more than that nobody works off in a day. */
const countedMax = 10_000

async function dueOf(db: Db, name: QueueName): Promise<z.input<typeof DueSchema>> {
  const { rows: waiting, days: policy } = queues[name] as Queue
  const { rows } = await sql<{ since: Temporal.Instant }>`
    select since from (${waiting}) w order by since limit ${countedMax}
  `.execute(db.read)
  const now = db.clock.now()
  const midnight = now.toZonedDateTimeISO(marketTimeZone).add({ days: 1 }).startOfDay().toInstant()
  const days = policy ? db.policy.at(now)(policy) : null
  // what starts on a weekend may be due after what started on the Monday, so each is looked at
  const due = rows.map(({ since }) => (days === null ? since : addWorkingDays(since, days, marketTimeZone, noHolidays)))
  const count = (until: Temporal.Instant) => due.filter(at => Temporal.Instant.compare(at, until) <= 0).length
  const [late, today] = [count(now), count(midnight)]
  return {
    queue: name,
    late,
    today: today - late,
    later: due.length - today,
    oldest_at: instantOrNull(rows[0]?.since ?? null),
    next_due_at: instantOrNull(due.toSorted(Temporal.Instant.compare)[0] ?? null),
  }
}

/** As payouts are promised to stores: Monday to Friday, whatever holidays a bank keeps. */
const noHolidays: ReadonlySet<string> = new Set()

async function salesOf(db: Db) {
  const today = db.clock.now().toZonedDateTimeISO(marketTimeZone).toPlainDate()
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(marketTimeZone).toInstant()
  const first = today.subtract({ days: shownDays - 1 })
  const [begin, before] = [startOf(first), startOf(first.subtract({ days: shownDays }))]
  const [orders, stores] = await Promise.all([
    sql<{ on: string; orders: number; value: bigint }>`
      select (o.placed_at at time zone ${marketTimeZone})::date::text as on, count(*)::int as orders,
        sum(o.items_minor + o.shipping_minor)::bigint as value
      from orders.orders o where o.placed_at >= ${before}::timestamptz and o.paid_at is not null group by 1
    `.execute(db.read),
    sql<{ now: number; before: number }>`
      select count(*) filter (where s.approved_at >= ${begin}::timestamptz)::int as now,
        count(*) filter (where s.approved_at < ${begin}::timestamptz)::int as before
      from sellers.stores s where s.approved_at >= ${before}::timestamptz
    `.execute(db.read),
  ])
  const byDay = new Map(orders.rows.map(row => [row.on, row]))
  const earlier = orders.rows.filter(row => row.on < first.toString())
  return {
    days: Array.from({ length: shownDays }, (_, n) => {
      const on = first.add({ days: n }).toString()
      const found = byDay.get(on)
      return { on, orders: found?.orders ?? 0, value: money(found?.value ?? 0n) }
    }),
    before: {
      orders: earlier.reduce((sum, row) => sum + row.orders, 0),
      value: money(earlier.reduce((sum, row) => sum + row.value, 0n)),
    },
    new_stores: stores.rows[0]!.now,
    new_stores_before: stores.rows[0]!.before,
  }
}

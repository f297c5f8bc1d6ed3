import { z } from 'zod'
import { exportFormats, exportOrdersMax } from '#exports/limits.ts'
import { exportRefusals } from '#exports/refusals.ts'
import { tableFormats } from '#exports/table-file.ts'
import { addressHiddenBecause, type OrderState } from '#orders/index.ts'
import { type Reader, sql } from '#platform/db.ts'
import { readParts, writePart, writeResult } from '#platform/job-files.ts'
import { jobKind } from '#platform/jobs.ts'
import { DayInput } from '#platform/json.ts'
import { type Owned, ofAllOwners, ownedBy } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import type { XlsxCell, XlsxColumn, XlsxSheet } from '#platform/xlsx.ts'

const refuse = refuser(exportRefusals)

/** Rows read per step; reading them costs less than claiming the step, which writes only its own job's row. */
const rowsAStep = 500

const Params = z.object({
  /** The requested days, and the instants at which they begin and end in the reader's time zone. */
  from: DayInput,
  to: DayInput,
  begin: z.string(),
  end: z.string(),
  zone: z.string(),
  format: z.enum(exportFormats),
})
type Params = z.infer<typeof Params>
type Cursor = { at: string; id: string; sheet: XlsxSheet | null }

type Row = {
  id: string
  number: string
  store: string
  state: OrderState
  closed_cause: string | null
  placed_at: Temporal.Instant
  paid_at: Temporal.Instant | null
  shippedAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  address: Partial<Record<string, string>>
  /** Whether the store may see the address now. */
  addressed?: boolean
  service: string
  units: number
  items: string
  items_minor: bigint
  shipping_minor: bigint
  currency: string
}

/**
 * The days from `from` to `to`, both whole, in a time zone; orders placed after `now` are not included. Refuses
 * `export.period_backwards`.
 */
export function periodOf(from: string, to: string, zone: string, now: Temporal.Instant): Omit<Params, 'format'> {
  if (to < from) throw refuse('export.period_backwards')
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant()
  const end = startOf(Temporal.PlainDate.from(to).add({ days: 1 }))
  const known = Temporal.Instant.compare(end, now) < 0 ? end : now
  return { from, to, begin: startOf(Temporal.PlainDate.from(from)).toString(), end: known.toString(), zone }
}

const text = (name: string, width: number, of: (row: Row) => XlsxCell) => ({ name, kind: 'text' as const, width, of })
const amount = (name: string, of: (row: Row) => bigint) => ({ name, kind: 'amount' as const, width: 12, of })

type Column = XlsxColumn & { of(row: Row): XlsxCell }

function columnsOf(zone: string): { store: Column; order: Column[]; recipient: Column[] } {
  const time = (name: string, of: (row: Row) => Temporal.Instant | null): Column => ({
    name: `${name} (${zone})`,
    kind: 'time',
    width: 17,
    of: row => of(row)?.toZonedDateTimeISO(zone).toPlainDateTime() ?? null,
  })
  const line = (name: string, width = 18) => text(name, width, row => (row.addressed && row.address[name]) || null)
  return {
    store: text('store', 24, row => row.store),
    order: [
      text('number', 12, row => row.number),
      text('state', 18, row => row.state),
      text('closed_cause', 18, row => row.closed_cause),
      time('placed_at', row => row.placed_at),
      time('paid_at', row => row.paid_at),
      time('shipped_at', row => row.shippedAt),
      time('ended_at', row => row.endedAt),
      { name: 'units', kind: 'whole', width: 8, of: row => row.units },
      text('items', 50, row => row.items),
      amount('items_amount', row => row.items_minor),
      amount('shipping_amount', row => row.shipping_minor),
      amount('total_amount', row => row.items_minor + row.shipping_minor),
      text('currency', 9, row => row.currency),
      text('service', 12, row => row.service),
      text('country', 9, row => row.address.country ?? null),
    ],
    recipient: [line('name', 24), line('line1', 30), line('line2', 20), line('postal_code', 12), line('city')],
  }
}

const fields = sql`
  o.id, o.number, s.name as store, o.state, o.closed_cause, o.placed_at, o.paid_at, o.shipped_at as "shippedAt", o.ended_at as "endedAt", o.address,
  o.service, l.units, l.items, o.items_minor, o.shipping_minor, o.currency`
const lines = (owned: Owned) => sql`
  cross join lateral (select sum(units)::int as units,
    string_agg(units || ' × ' || title || ', ' || variant_name || ' (' || sku || ')', '; ' order by n) as items
    from orders.lines where ${owned('lines.store_id')} and store_id = o.store_id and order_id = o.id) l`

/** Orders placed in the period after the cursor, in the order they were placed. `owned` limits them to a store. */
const within = (owned: Owned, { begin, end }: Params, { at, id }: Cursor) => sql`
  where ${owned('o.store_id')} and o.placed_at >= ${begin}::timestamptz and o.placed_at < ${end}::timestamptz
    and (o.placed_at, o.id) > (${at}::timestamptz, ${id}::uuid)`

async function read(reader: Reader, owned: Owned, params: Params, cursor: Cursor): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${fields} from orders.orders o join sellers.stores s on s.store_id = o.store_id ${lines(owned)}
    ${within(owned, params, cursor)} order by o.placed_at, o.id limit ${rowsAStep}
  `.execute(reader)
  return rows
}

/** Counts up to one above the limit. */
async function count(reader: Reader, owned: Owned, params: Params): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from orders.orders o ${within(owned, params, first(params))} limit ${exportOrdersMax + 1}) o
  `.execute(reader)
  const { n } = rows[0]!
  if (n > exportOrdersMax) throw refuse('export.too_many_orders', { limit: exportOrdersMax })
  return n
}

const first = ({ begin }: Params): Cursor => ({ at: begin, id: '00000000-0000-0000-0000-000000000000', sheet: null })

const ordersExport = (
  { kind, audience, permission }: { kind: string; audience: 'seller' | 'ops'; permission: string | null },
  whoseOf: (owner: string) => Owned,
  columnsFor: (zone: string) => Column[],
) =>
  jobKind<Params, Cursor>({
    kind,
    audience,
    permission,
    params: Params,
    start: (tx, owner, params) => count(tx, whoseOf(owner), params),
    async step(db, job, commit) {
      const { params, cursor } = job
      const format = tableFormats[params.format]
      const rows = await read(db.read, whoseOf(job.owner), params, cursor ?? first(params))
      const columns = columnsFor(params.zone)
      const now = db.clock.now()
      const policy = db.policy.at(now)
      const shown = rows.map(row => ({ ...row, addressed: addressHiddenBecause(row, now, policy) === null }))
      const cells = shown.map(row => columns.map(column => column.of(row)))
      const { part, state } = format.part(columns, cells, cursor?.sheet ?? null)
      const last = rows.at(-1)
      const moved = { at: `${last?.placed_at ?? params.end}`, id: last?.id ?? first(params).id, sheet: state }
      if (rows.length === rowsAStep) {
        await writePart(db, job, part)
        return commit(async () => ({ cursor: moved, done: rows.length, wrotePart: true }))
      }
      const whole = format.join([...(await readParts(db, job)), part], state)
      await writeResult(db, job, whole)
      const name = `orders-${params.from}-${params.to}.${params.format}`
      const file = { name, bytes: whole.length }
      return commit(async () => ({ cursor: moved, done: rows.length, finished: file }))
    },
  })

/** A store's orders of a period, with their recipients while it may see them. */
export const storeOrdersExport = ordersExport(
  { kind: 'orders.export', audience: 'seller', permission: 'orders.read' },
  ownedBy,
  zone => {
    const { order, recipient } = columnsOf(zone)
    return [...order, ...recipient]
  },
)

/** The orders of all stores of a period, without their recipients, which operators do not need for figures. */
export const allOrdersExport = ordersExport(
  { kind: 'orders.export_all', audience: 'ops', permission: 'ops.orders' },
  () => ofAllOwners,
  zone => {
    const { store, order } = columnsOf(zone)
    return [store, ...order]
  },
)

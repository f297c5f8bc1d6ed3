import { type Db, sql } from '#platform/db.ts'
import { recentlyUsed } from '#platform/recently-used.ts'

type PaidDay = { readonly on: string; readonly orders: number; readonly total: bigint }

/** What was paid by day up to `through`, after which nothing is added to it. */
type Known = {
  readonly timeZone: string
  readonly offsetMs: number
  readonly through: Temporal.Instant
  readonly days: ReadonlyMap<string, PaidDay>
}

const stores = recentlyUsed<Known>(1_000)

/**
 * Orders paid and their totals in minor units on each of the last `count` days in the store's time zone, oldest first.
 * What is settled is read once by a process, and after that only what was paid since: however much a store sells, its
 * first page reads the last minutes.
 */
export async function paidByDay(db: Db, storeId: string, count: number): Promise<PaidDay[]> {
  const { now, offsetMs } = { now: db.clock.now(), offsetMs: db.clock.offsetMs }
  const settled = db.clock.settled()
  let known = stores.get(db, storeId)
  if (known?.offsetMs !== offsetMs) known = undefined
  // a day more than asked for: which day it is there is only known from the answer
  const from = known?.through ?? now.subtract({ hours: 24 * (count + 1) })
  const { timeZone, rows } = await readFrom(db, storeId, from, settled ?? from)
  if (known && known.timeZone !== timeZone) {
    stores.delete(db, storeId)
    return paidByDay(db, storeId, count)
  }
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const asked = Array.from({ length: count }, (_, n) => today.subtract({ days: count - 1 - n }).toString())
  const older = withRows(
    known?.days,
    rows.filter(row => row.settled),
  )
  if (settled)
    stores.set(db, storeId, {
      timeZone,
      offsetMs,
      through: settled,
      days: new Map([...older].filter(([on]) => on >= asked[0]!)),
    })
  else stores.delete(db, storeId)
  const all = withRows(
    older,
    rows.filter(row => !row.settled),
  )
  return asked.map(on => all.get(on) ?? { on, orders: 0, total: 0n })
}

function withRows(days: ReadonlyMap<string, PaidDay> = new Map(), rows: readonly PaidDay[]): Map<string, PaidDay> {
  const all = new Map(days)
  for (const { on, orders, total } of rows) {
    const day = all.get(on)
    all.set(on, { on, orders: orders + (day?.orders ?? 0), total: total + (day?.total ?? 0n) })
  }
  return all
}

async function readFrom(db: Db, storeId: string, from: Temporal.Instant, settled: Temporal.Instant) {
  const { rows } = await sql<{ time_zone: string } & ((PaidDay & { settled: boolean }) | { on: null })>`
    select s.time_zone, d.on::text, d.settled, d.orders, d.total
    from sellers.stores s left join lateral (
      select (o.paid_at at time zone s.time_zone)::date as on, o.paid_at < ${settled} as settled, count(*)::int as orders,
        sum(o.items_minor + o.shipping_minor)::bigint as total
      from orders.orders o where o.store_id = ${storeId} and o.paid_at >= ${from} group by 1, 2) d on true
    where s.store_id = ${storeId}
  `.execute(db.read)
  return { timeZone: rows[0]!.time_zone, rows: rows.flatMap(row => (row.on === null ? [] : [row])) }
}

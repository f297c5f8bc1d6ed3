import { type Account, accountNames } from '#ledger/accounts.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { marketCurrency, marketTimeZone } from '#platform/market.ts'
import { inTx } from '#platform/tx.ts'

/**
 * This long after midnight no transaction of the day before is open any more; the check of the books would notice if
 * one was.
 */
const slack = Temporal.Duration.from({ minutes: 10 })
/** A market that was stopped for a long time catches up over several calls. */
const daysAtOnce = 100

const dayOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO(marketTimeZone).toPlainDate()
const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(marketTimeZone).toInstant()

/** SQL after `from`: both sides `a` of each transfer of the journals `j` from one instant up to another. */
const sidesBetween = (from: Temporal.Instant, to: Temporal.Instant) => sql`
  ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
  cross join lateral (values (t.debit, t.amount_minor, 0), (t.credit, 0, t.amount_minor)) a(account, debit, credit)
  where j.at >= ${from} and j.at < ${to}`

/** The movements of each account over all stores from one instant up to another. */
const moved = (from: Temporal.Instant, to: Temporal.Instant) => sql`
  select a.account, j.currency, sum(a.debit)::bigint as debits, sum(a.credit)::bigint as credits
  from ${sidesBetween(from, to)} group by a.account, j.currency`

/** SQL: sums that were read, as rows `m`; the day is null where none was read. */
const asRows = (rows: readonly MovedRow[]) => {
  const values = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  return sql`
    jsonb_to_recordset(${values}::jsonb) m(on_date date, account text, currency text, debits bigint, credits bigint)`
}

/**
 * Writes the sums of each past day whose journals are all in their chains, in the order of days. Safe when several
 * workers run it at once: their results are equal. Returns how many days were sealed.
 */
export async function sealDays(db: Db): Promise<number> {
  const over = dayOf(db.clock.now().subtract(slack)).subtract({ days: 1 })
  const last = await sealedThrough(db.read)
  const first = last ? Temporal.PlainDate.from(last).add({ days: 1 }) : await firstDay(db.read)
  if (!first) return 0
  let day = first
  for (let n = 0; n < daysAtOnce; n++, day = day.add({ days: 1 }))
    if (Temporal.PlainDate.compare(day, over) > 0 || !(await sealDay(db, day))) return n
  return daysAtOnce
}

/** The day of the first journal. */
async function firstDay(reader: Reader): Promise<Temporal.PlainDate | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`select min(at) as at from ledger.journals`.execute(reader)
  return rows[0]!.at && dayOf(rows[0]!.at)
}

/** False when a journal of the day still waits for its chain. */
async function sealDay(db: Db, day: Temporal.PlainDate): Promise<boolean> {
  const [from, to] = [startOf(day), startOf(day.add({ days: 1 }))]
  const open = await sql`
    select 1 from platform.unsealed u join ledger.journals j on j.store_id = u.owner and j.id = u.entry_id
    where u.stream = 'ledger' and j.at < ${to} limit 1
  `.execute(db.read)
  if (open.rows.length > 0) return false
  const { rows } = await sql<MovedRow>`${moved(from, to)}`.execute(db.read)
  await inTx(db, 'seal day', tx =>
    sql`
      insert into ledger.days (on_date, account, currency, debits_minor, credits_minor, closing_minor, sealed_at)
      select ${day.toString()}::date, c.account, c.currency, coalesce(m.debits, 0), coalesce(m.credits, 0),
        coalesce(d.closing_minor, 0) + coalesce(m.credits, 0) - coalesce(m.debits, 0), ${tx.now}
      from (select account, ${marketCurrency} as currency from unnest(${accountNames}::text[]) account) c
      left join ${asRows(rows)} on m.account = c.account and m.currency = c.currency
      left join ledger.days d on d.on_date = ${day.toString()}::date - 1 and d.account = c.account and d.currency = c.currency
      on conflict do nothing
    `.execute(tx),
  )
  return true
}

/** Amounts in minor units; a balance is on one side, movements are on both. */
export type Sides = { readonly debit: bigint; readonly credit: bigint }
type TrialBalance = {
  /** The day; null: the time that is not sealed yet, up to now. */
  readonly day: string | null
  /** The last sealed day, if there is any. */
  readonly sealedThrough: string | null
  /** Start of the movements; null: since the beginning. */
  readonly from: Temporal.Instant | null
  /** End of the movements; null: now. */
  readonly until: Temporal.Instant | null
  readonly lines: readonly { account: Account; opening: Sides; moved: Sides; closing: Sides }[]
}

/**
 * Opening balance, movements and closing balance of each account over all stores: of a sealed day from its sums,
 * otherwise from the end of the last sealed day until now. For a day that is not sealed it returns the unsealed period.
 */
export async function trialBalance(db: Db, day: string | null): Promise<TrialBalance> {
  const { rows } = await sql<{ last: string | null; asked: boolean }>`
    select max(on_date)::text as last, coalesce(bool_or(on_date = ${day}::date), false) as asked from ledger.days
  `.execute(db.read)
  const { last, asked } = rows[0]!
  const base = asked ? day : last
  const from = base === null ? null : startOf(Temporal.PlainDate.from(base).add(asked ? { days: 0 } : { days: 1 }))
  const [sealed, live] = await Promise.all([
    sql<DayRow>`
      select account, debits_minor as debits, credits_minor as credits, closing_minor as closing
      from ledger.days where on_date = ${base}::date and currency = ${marketCurrency}
    `.execute(db.read),
    asked ? noSums : movedUntilNow(db, from ?? Temporal.Instant.fromEpochMilliseconds(0)),
  ])
  const days = new Map(sealed.rows.map(row => [row.account, row]))
  return {
    day: asked ? day : null,
    sealedThrough: last,
    from,
    until: asked ? startOf(Temporal.PlainDate.from(base!).add({ days: 1 })) : null,
    lines: accountNames.map(account => {
      const held = days.get(account)
      const { debits, credits } = (asked ? held : live.get(account)) ?? { debits: 0n, credits: 0n }
      const before = (held?.closing ?? 0n) - (asked ? credits - debits : 0n)
      return {
        account,
        opening: onItsSide(before),
        moved: { debit: debits, credit: credits },
        closing: onItsSide(before + credits - debits),
      }
    }),
  }
}

type DayRow = { account: Account; debits: bigint; credits: bigint; closing: bigint }
type MovedRow = { account: Account; currency: string; debits: bigint; credits: bigint }

const onItsSide = (credits: bigint): Sides =>
  credits < 0n ? { debit: -credits, credit: 0n } : { debit: 0n, credit: credits }

type Sums = ReadonlyMap<Account, { readonly debits: bigint; readonly credits: bigint }>
const noSums: Readonly<Sums> = new Map()

/** The movements from `from` up to `through`, to which nothing will be added. */
type Settled = {
  readonly from: Temporal.Instant
  readonly through: Temporal.Instant
  readonly offsetMs: number
  readonly sums: Sums
}

const sumsByDb = new WeakMap<Db, Settled>()

/**
 * The movements of each account from `from` until now. The process caches the sums up to the last settled instant, so
 * that a request reads the last minutes, not the whole day.
 */
async function movedUntilNow(db: Db, from: Temporal.Instant): Promise<Sums> {
  const [until, settled, offsetMs] = [db.clock.now().add(slack), db.clock.settled(), db.clock.offsetMs]
  let cached = sumsByDb.get(db)
  if (!cached?.from.equals(from) || cached.offsetMs !== offsetMs)
    cached = { from, through: from, offsetMs, sums: noSums }
  if (settled && Temporal.Instant.compare(cached.through.add(step), settled) < 0) {
    cached = { ...cached, through: settled, sums: await sumsOf(db.read, cached.through, settled, cached.sums) }
    sumsByDb.set(db, cached)
  }
  return sumsOf(db.read, cached.through, until, cached.sums)
}

/** Cached sums are extended when at least this much time has been settled. */
const step = Temporal.Duration.from({ minutes: 1 })

/** Adds the movements from one instant up to another to the sums in `before`. */
async function sumsOf(reader: Reader, from: Temporal.Instant, to: Temporal.Instant, before: Sums): Promise<Sums> {
  const { rows } = await sql<MovedRow>`${moved(from, to)}`.execute(reader)
  const sums = new Map(before)
  for (const { account, currency, debits, credits } of rows) {
    if (currency !== marketCurrency) continue
    const sum = before.get(account) ?? { debits: 0n, credits: 0n }
    sums.set(account, { debits: sum.debits + debits, credits: sum.credits + credits })
  }
  return sums
}

/** The last day whose sums are sealed; null before the first. */
export async function sealedThrough(reader: Reader): Promise<string | null> {
  const { rows } = await sql<{ last: string | null }>`select max(on_date)::text as last from ledger.days`.execute(
    reader,
  )
  return rows[0]!.last
}

/** Days compared by one statement. */
const daysInRange = 31

/**
 * Sealed days whose sums differ from their journals, in words. A month at a time, so that no statement grows with the
 * history.
 */
export async function wrongDays(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(on_date)::text as first, max(on_date)::text as last from ledger.days
  `.execute(reader)
  const { first, last } = rows[0]!
  if (!first || !last) return []
  const found: string[] = []
  const [sealed, posted] = [Temporal.PlainDate.from(first), await firstDay(reader)]
  const end = Temporal.PlainDate.from(last).add({ days: 1 })
  for (
    let from = posted && Temporal.PlainDate.compare(posted, sealed) < 0 ? posted : sealed;
    Temporal.PlainDate.compare(from, end) < 0;
  ) {
    const next = from.add({ days: daysInRange })
    const to = Temporal.PlainDate.compare(next, end) < 0 ? next : end
    found.push(...(await wrongDaysBetween(reader, from, to)))
    from = to
  }
  return found
}

/** Of the days from one up to another, exclusive. */
async function wrongDaysBetween(reader: Reader, from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<string[]> {
  const derived = await sql<MovedRow & { on_date: string }>`
    select (j.at at time zone ${marketTimeZone})::date::text as on_date, a.account, j.currency,
      sum(a.debit)::bigint as debits, sum(a.credit)::bigint as credits
    from ${sidesBetween(startOf(from), startOf(to))} group by 1, 2, 3
  `.execute(reader)
  const { rows } = await sql<{ day: string; account: string }>`
    with derived as (
      select * from ${asRows(derived.rows)}
    ), kept as (
      select d.*, coalesce(before.closing_minor, 0) + d.credits_minor - d.debits_minor as sum
      from ledger.days d left join ledger.days before
        on before.on_date = d.on_date - 1 and before.account = d.account and before.currency = d.currency
      where d.on_date >= ${from.toString()}::date and d.on_date < ${to.toString()}::date
    )
    select on_date::text as day, account from kept full join derived using (on_date, account, currency)
    where coalesce(debits_minor, 0) <> coalesce(debits, 0) or coalesce(credits_minor, 0) <> coalesce(credits, 0)
      or closing_minor <> sum
    order by 1, 2
  `.execute(reader)
  return rows.map(({ day, account }) => `${account} on ${day} is sealed as something else than its journals say`)
}

import { z } from 'zod'
import { type Account, accounts, latestBookCheck, type Sides, trialBalance } from '#ledger/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  DayInput,
  fromCursor,
  InstantInput,
  InstantSchema,
  instant,
  instantOrNull,
  MoneySchema,
  money,
  pageInput,
  pageOf,
  single,
} from '#platform/json.ts'
import { route } from '#platform/route.ts'

const accountNames = Object.keys(accounts) as [Account, ...Account[]]

const SidesSchema = z.object({ debit: MoneySchema, credit: MoneySchema })

const LineSchema = z.object({ opening: SidesSchema, moved: SidesSchema, closing: SidesSchema })

const sides = ({ debit, credit }: Sides) => ({ debit: money(debit), credit: money(credit) })

type JournalRow = {
  store_id: string
  id: string
  kind: string
  at: Temporal.Instant
  currency: string
  store: string
  order_id: string | null
  number: string | null
  sealed: boolean
  transfers: { debit: Account; credit: Account; amount: number }[]
}

export const opsBooks = {
  listJournals: route({
    method: 'GET',
    path: '/api/ops/journals',
    audience: 'ops',
    summary: 'Journals of all stores, latest first; filtered by store, kind, account and period',
    input: z.object({
      store_id: single('sto').optional(),
      kind: z.string().max(50).optional(),
      account: z.enum(accountNames).optional(),
      from: InstantInput.optional(),
      until: InstantInput.optional(),
      ...pageInput,
    }),
    output: pageOf(
      z
        .object({
          id: z.string(),
          kind: z.string(),
          at: InstantSchema,
          store: z.object({ id: z.string(), name: z.string() }),
          order: z.object({ id: z.string(), number: z.string() }).nullable(),
          transfers: z.array(z.object({ debit: z.string(), credit: z.string(), amount: MoneySchema })),
          sealed: z.boolean(),
        })
        .meta({ id: 'Journal' }),
    ),
    refusals: [],
    async handle({ db }, { store_id, kind, account, from, until, after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const filters = [
        store_id && sql`j.store_id = ${store_id}`,
        kind && sql`j.kind = ${kind}`,
        from && sql`j.at >= ${from}::timestamptz`,
        until && sql`j.at < ${until}::timestamptz`,
        account &&
          sql`exists (select 1 from ledger.transfers t
            where t.store_id = j.store_id and t.journal_id = j.id and ${account} in (t.debit, t.credit))`,
        id && sql`j.id < ${id}::uuid`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<JournalRow>`
        select j.store_id, j.id, j.kind, j.at, j.currency, s.name as store, j.order_id, o.number,
          not exists (select 1 from platform.unsealed u
            where u.owner = j.store_id and u.stream = 'ledger' and u.entry_id = j.id) as sealed,
          (select json_agg(json_build_object('debit', t.debit, 'credit', t.credit, 'amount', t.amount_minor) order by t.n)
            from ledger.transfers t where t.store_id = j.store_id and t.journal_id = j.id) as transfers
        from ledger.journals j join sellers.stores s on s.store_id = j.store_id
        left join orders.orders o on o.store_id = j.store_id and o.id = j.order_id
        where ${sql.join([sql`true`, ...filters], sql` and `)} order by j.id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('jrn', row.store_id, row.id),
          kind: row.kind,
          at: instant(row.at),
          store: { id: publicId('sto', row.store_id), name: row.store },
          order:
            row.order_id && row.number ? { id: publicId('ord', row.store_id, row.order_id), number: row.number } : null,
          transfers: row.transfers.map(transfer => ({ ...transfer, amount: money(transfer.amount, row.currency) })),
          sealed: row.sealed,
        })),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),

  showTrialBalance: route({
    method: 'GET',
    path: '/api/ops/trial-balance',
    audience: 'ops',
    summary:
      'Trial balance over all stores: opening balance, movements and closing balance of each account, for a sealed day or since the last one',
    input: z.object({ on: DayInput.optional() }),
    output: z.object({
      /** Null: what is not sealed yet. */
      on: z.string().nullable(),
      sealed_through: z.string().nullable(),
      /** From when on movements are counted; null: since the beginning. */
      from: InstantSchema.nullable(),
      until: InstantSchema.nullable(),
      items: z.array(LineSchema.extend({ account: z.enum(accountNames), about: z.string() })),
      total: LineSchema,
    }),
    refusals: [],
    async handle({ db }, { on }) {
      const { day, sealedThrough, from, until, lines } = await trialBalance(db, on ?? null)
      const sum = (part: 'opening' | 'moved' | 'closing', side: keyof Sides) =>
        money(lines.reduce((total, line) => total + line[part][side], 0n))
      const total = (part: 'opening' | 'moved' | 'closing') => ({
        debit: sum(part, 'debit'),
        credit: sum(part, 'credit'),
      })
      return {
        on: day,
        sealed_through: sealedThrough,
        from: instantOrNull(from),
        until: instantOrNull(until),
        items: lines.map(({ account, opening, moved, closing }) => ({
          account,
          about: accounts[account].about,
          opening: sides(opening),
          moved: sides(moved),
          closing: sides(closing),
        })),
        total: { opening: total('opening'), moved: total('moved'), closing: total('closing') },
      }
    },
  }),

  showBookCheck: route({
    method: 'GET',
    path: '/api/ops/books',
    audience: 'ops',
    summary: 'The last check of all books, and the differences found',
    input: z.object({}),
    output: z.object({
      latest: z
        .object({
          at: InstantSchema,
          owners: z.int(),
          journals: z.int(),
          audit_entries: z.int(),
          faults: z.array(z.object({ owner: z.string(), what: z.string() })),
        })
        .nullable(),
    }),
    refusals: [],
    async handle({ db }) {
      const latest = await latestBookCheck(db.read)
      if (!latest) return { latest: null }
      const { at, auditEntries, faults, ...check } = latest
      return { latest: { ...check, at: instant(at), audit_entries: auditEntries, faults: [...faults] } }
    },
  }),
}

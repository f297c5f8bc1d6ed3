import { z } from 'zod'
import { type Account, accountNames, accounts, latestBookCheck, type Sides, trialBalance } from '#ledger/index.ts'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import {
  DayInput,
  InstantInput,
  InstantSchema,
  instant,
  instantOrNull,
  MoneySchema,
  money,
  oneOf,
  single,
} from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { route } from '#platform/route.ts'

const SidesSchema = z.object({ debit: MoneySchema, credit: MoneySchema })

const LineSchema = z.object({ opening: SidesSchema, moved: SidesSchema, closing: SidesSchema })

const sides = ({ debit, credit }: Sides) => ({ debit: money(debit), credit: money(credit) })

type Transfer = { debit: Account; credit: Account; amount: number }

export const opsBooks = {
  listJournals: listOf({
    path: '/api/ops/journals',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'Journals of all stores, latest first; filtered by store, kind, account and period',
    input: {
      store_id: single('sto').optional(),
      kind: z.string().max(50).optional(),
      account: z.enum(accountNames).optional(),
      from: InstantInput.optional(),
      until: InstantInput.optional(),
    },
    row: rowOf(
      {
        id: col.id('jrn', 'j.store_id', 'j.id'),
        kind: col.text('j.kind'),
        at: col.instant('j.at'),
        store: col.group({ id: col.id('sto', 'j.store_id'), name: col.text('s.name') }),
        order: col.nullable(col.group({ id: col.id('ord', 'j.store_id', 'j.order_id'), number: col.text('o.number') })),
        transfers: col.of(
          z.array(z.object({ debit: oneOf(accountNames), credit: oneOf(accountNames), amount: MoneySchema })),
          [
            sql`(select json_agg(json_build_object('debit', t.debit, 'credit', t.credit, 'amount', t.amount_minor)
                order by t.n)
              from ledger.transfers t where t.store_id = j.store_id and t.journal_id = j.id)`,
            'j.currency',
          ],
          ([transfers, currency]: [Transfer[], string]) =>
            transfers.map(transfer => ({ ...transfer, amount: money(transfer.amount, currency) })),
        ),
        sealed: col.bool(
          sql`not exists (select 1 from platform.unsealed u
            where u.owner = j.store_id and u.stream = 'ledger' and u.entry_id = j.id)`,
        ),
      },
      'Journal',
    ),
    from: sql`ledger.journals j join sellers.stores s on s.store_id = j.store_id
      left join orders.orders o on o.store_id = j.store_id and o.id = j.order_id`,
    filters: {
      store_id: storeId => sql`j.store_id = ${storeId}`,
      kind: kind => sql`j.kind = ${kind}`,
      from: at => sql`j.at >= ${at}::timestamptz`,
      until: at => sql`j.at < ${at}::timestamptz`,
      account: account =>
        sql`exists (select 1 from ledger.transfers t
          where t.store_id = j.store_id and t.journal_id = j.id and ${account} in (t.debit, t.credit))`,
    },
    order: descending(['j.id', 'uuid']),
    file: { name: 'journals', each: 'transfers' },
  }),

  showTrialBalance: route({
    method: 'GET',
    path: '/api/ops/trial-balance',
    audience: 'ops',
    permission: 'ops.money',
    summary:
      'Trial balance over all stores: opening balance, movements and closing balance of each account, for a sealed day or since the last one',
    input: z.object({ on: DayInput.optional() }),
    output: z.object({
      /** Null: the part that is not sealed yet. */
      on: z.string().nullable(),
      sealed_through: z.string().nullable(),
      /** Start of the movements; null: since the beginning. */
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
    permission: 'ops.money',
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

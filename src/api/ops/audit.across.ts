import { z } from 'zod'
import { subjectsOf } from '#api/ops/subjects.across.ts'
import { userNames } from '#api/user-names.ts'
import { emailMaxCharacters } from '#auth/limits.ts'
import { col, rowOf } from '#platform/columns.ts'
import { type Db, sql } from '#platform/db.ts'
import { DayInput, single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { marketTimeZone } from '#platform/market.ts'
import { storeAt } from '#sellers/index.ts'

/** Actions that were renamed. Entries are part of a hash chain and keep the name they were written with. */
const renamedActions: Readonly<Record<string, string>> = {
  'application.ask_more': 'application.request_changes',
  'member.uninvite': 'member.withdraw_invitation',
  'operator.make': 'operator.add',
  'payout_batch.make': 'payout_batch.create',
  'payout_batch.take_file': 'payout_batch.download_file',
  'product.put_back': 'product.reinstate',
}

const namesOf = (action: string): readonly string[] => [
  action,
  ...Object.keys(renamedActions).filter(former => renamedActions[former] === action),
]

const entry = rowOf(
  {
    id: col.text('a.id'),
    action: col.text(sql`coalesce(${JSON.stringify(renamedActions)}::jsonb ->> a.action, a.action)`),
    subject: col.text('a.subject'),
    /** The subject's id and name, when it is a thing with a name: looked up for the whole page, as the user's name is. */
    thing: col.plain(z.object({ id: z.string(), name: z.string() }).nullable(), sql`null`),
    user: col.group({ id: col.id('usr', 'a.user_id'), name: col.text('a.user_id') }),
    store: col.nullable(col.text('s.name')),
    before: col.plain(z.unknown(), 'a.before'),
    after: col.plain(z.unknown(), 'a.after'),
    at: col.instant('a.at'),
  },
  'AuditEntry',
)

export const opsAudit = {
  listAudit: listOf({
    path: '/api/ops/audit',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Audit entries of members and operators, latest first',
    input: {
      action: z.string().max(50).optional(),
      store_id: single('sto').optional(),
      /** Id or key of the subject. */
      subject: z.string().max(200).optional(),
      /** Who did it: their e-mail address. */
      by: z.string().max(emailMaxCharacters).optional(),
      /** The store’s address in the marketplace. */
      store: z.string().max(80).optional(),
      /** Days, in the market's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
    },
    row: entry,
    from: sql`platform.audit_entries a left join sellers.stores s on s.store_id = a.owner`,
    filters: {
      action: action => sql`a.action = any(${namesOf(action)}::text[])`,
      store_id: storeId => sql`a.owner = ${storeId}`,
      subject: subject => sql`a.subject = ${subject}`,
      by: async (email, _, { db }) => sql`a.user_id = ${await userOf(db, email)}::uuid`,
      store: async (slug, _, { db }) => sql`a.owner = ${await storeAt(db.read, slug.trim().toLowerCase())}::uuid`,
      from: day => sql`a.at >= ${day}::date::timestamp at time zone ${marketTimeZone}`,
      to: day => sql`a.at < (${day}::date + 1)::timestamp at time zone ${marketTimeZone}`,
    },
    order: descending(['a.id', 'uuid']),
    async complete({ db }, items) {
      const [things, nameOf] = await Promise.all([
        subjectsOf(
          db.read,
          items.map(({ subject }) => subject),
        ),
        userNames(
          db.read,
          items.map(({ user }) => user.name),
        ),
      ])
      return items.map(item => ({
        ...item,
        thing: things.get(item.subject) ?? null,
        user: { ...item.user, name: nameOf(item.user.name) ?? '' },
      }))
    },
    file: { name: 'audit' },
  }),
}

/** The user with this address; null: nobody. */
async function userOf(db: Db, email: string): Promise<string | null> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from accounts.emails where email = ${email.trim().toLowerCase()}
  `.execute(db.read)
  return rows[0]?.user_id ?? null
}

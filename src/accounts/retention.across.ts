import { expiredDays } from '#accounts/policy.ts'
import { type Retention, rowsBefore } from '#platform/retention.across.ts'

const expired = (table: string, what: string, key: Readonly<Record<string, string>>): Retention => ({
  table,
  what,
  days: expiredDays,
  since: 'they expired',
  time: 'real',
  remove: rowsBefore(table, key, 'expires_at'),
})

/** Sessions are removed together with their guests: see `app/delete-guests.across.ts`. */
export const accountRetention: readonly Retention[] = [
  expired('accounts.codes', 'codes by mail', { email: 'text' }),
  expired('accounts.code_requests', 'codes asked for by mail', { request_hash: 'bytea' }),
  {
    table: 'accounts.tallies',
    what: 'counts of tries and mails',
    days: expiredDays,
    since: 'they began',
    time: 'real',
    remove: rowsBefore('accounts.tallies', { what: 'text', whose: 'text' }, 'began_at'),
  },
  expired('accounts.mail_links', 'links by mail', { token_hash: 'bytea' }),
  expired('accounts.invitations', 'invitations not answered', { store_id: 'uuid', email: 'text' }),
]

import { expiredDays } from '#accounts/policy.ts'
import { type Retention, rowsBefore } from '#platform/retention.across.ts'

const expired = (table: string, what: string, key: Readonly<Record<string, string>>): Retention => ({
  table,
  what,
  days: expiredDays,
  since: 'their expiry',
  time: 'real',
  remove: rowsBefore(table, key, 'expires_at'),
})

/** Sessions are removed together with their guests: see `app/delete-guests.across.ts`. */
export const accountRetention: readonly Retention[] = [
  expired('accounts.codes', 'codes sent by mail (former table)', { email: 'text' }),
  expired('accounts.code_requests', 'requested log-in codes', { request_hash: 'bytea' }),
  {
    table: 'accounts.attempt_counts',
    what: 'counts of attempts and mails',
    days: expiredDays,
    since: 'when counting began',
    time: 'real',
    remove: rowsBefore('accounts.attempt_counts', { what: 'text', subject: 'text' }, 'began_at'),
  },
  expired('accounts.mail_links', 'links sent by mail', { token_hash: 'bytea' }),
  expired('accounts.invitations', 'unanswered invitations', { store_id: 'uuid', email: 'text' }),
]

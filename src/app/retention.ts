import { accountRetention } from '#accounts/index.ts'
import { sessionRetention } from '#app/delete-guests.across.ts'
import { paymentRetention } from '#payments/index.ts'
import type { Db, Reader } from '#platform/db.ts'
import { platformRetention, type Retention, removeOld } from '#platform/retention.across.ts'
import { latestUpkeepOf, noteUpkeep } from '#platform/upkeep.ts'
import { searchRetention } from '#search/index.ts'

/** What is removed, and when. */
export const retention: readonly Retention[] = [
  sessionRetention,
  ...accountRetention,
  ...platformRetention,
  ...paymentRetention,
  ...searchRetention,
]

const name = 'retention'

/** Removes what is past its time, a bounded part of it in each run, and notes when it ran. */
export async function runRetention(db: Db, signal?: AbortSignal): Promise<void> {
  await removeOld(db, retention, signal ? { signal } : {})
  await noteUpkeep(db, name)
}

/** In real time; null: never. */
export const latestRetention = (read: Reader): Promise<Temporal.Instant | null> => latestUpkeepOf(read, name)

/**
 * Tables without such a rule, by why. A new table must stand in one of the two: `retention.test.ts` reads the catalog.
 */
export const keptTables: Readonly<Record<string, readonly string[]>> = {
  'Money and the reasons for moving it: never deleted. French law requires books to be kept for ten years (article L123-22 of the Commercial Code).':
    [
      'ledger.journals',
      'ledger.transfers',
      'ledger.balances',
      'ledger.freezes',
      'ledger.order_balances',
      'ledger.days',
      'ledger.book_checks',
      'payments.attempts',
      'payments.refunds',
      'payouts.bank_accounts',
      'payouts.batches',
      'payouts.payouts',
    ],
  'Orders, their history, and the carts they were created from: evidence for buyer and seller.': [
    'orders.orders',
    'orders.lines',
    'orders.purchases',
    'orders.buyer_orders',
    'orders.guest_purchases',
    'orders.refund_lines',
    'platform.transitions',
    'orders.shipments',
    'orders.tracking_corrections',
    'orders.tracking_events',
    'cart.carts',
    'cart.lines',
  ],
  'The audit log: its entries are chained by hash, so none can be removed.': [
    'platform.audit_entries',
    'platform.chain_heads',
    'platform.chain_links',
  ],
  'Accounts, for as long as they exist.': [
    'accounts.users',
    'accounts.emails',
    'accounts.buyers',
    'accounts.memberships',
    'accounts.second_factors',
    'accounts.address_changes',
    'content.acceptances',
    'buyers.addresses',
    'buyers.wishes',
    'buyers.follows',
  ],
  'Stores, the documents they were checked with, and what they sell: orders refer to them.': [
    'sellers.stores',
    'sellers.slugs',
    'sellers.store_emails',
    'sellers.companies',
    'sellers.documents',
    'sellers.applications',
    'sellers.detail_requests',
    'sellers.authorizations',
    'catalog.products',
    'catalog.variants',
    'catalog.stock',
    'catalog.takedowns',
    'catalog.suspended_products',
    'sellers.suspensions',
    'catalog.price_changes',
    'shipping.templates',
    'shipping.zone_countries',
    'shipping.rates',
    'shipping.rate_carriers',
    'platform.files',
  ],
  'Settings written by operators and releases: small.': [
    'platform.clock',
    'platform.versions',
    'platform.policy_values',
    'platform.holidays',
    'platform.upkeep',
    'markets.countries',
    'content.page_versions',
    'shipping.carriers',
    'taxonomy.categories',
    'taxonomy.attributes',
    'taxonomy.attribute_values',
    'taxonomy.category_attributes',
    'taxonomy.rates',
    'search.synonyms',
  ],
  'Queues: a row is deleted when its work is done.': [
    'platform.outbox',
    'platform.unsealed',
    'platform.workers',
    'search.stale',
  ],
  'Derived from the products on sale: never more rows than they need.': [
    'search.documents',
    'search.terms',
    'search.tiers',
    'search.common',
    'search.upkeep',
  ],
}

/** Both as the tables of `docs/retention.md`. */
export function retentionPage(): string {
  const removed = retention.map(
    ({ table, what, days, since }) => `| \`${table}\` | ${what} | ${days.default} | ${since} | \`${days.key}\` |`,
  )
  const kept = Object.entries(keptTables).map(
    ([why, tables]) => `- ${why} ${tables.map(table => `\`${table}\``).join(', ')}`,
  )
  return [
    '## Deleted',
    '',
    '| table | what is deleted | days | counted from | policy value |',
    '| --- | --- | --- | --- | --- |',
    ...removed,
    '',
    '## Kept',
    '',
    ...kept,
    '',
  ].join('\n')
}

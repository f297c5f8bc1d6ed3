import * as accounts from '#accounts/policy.ts'
import * as catalog from '#catalog/policy.ts'
import * as checkout from '#checkout/policy.ts'
import * as markets from '#markets/policy.ts'
import * as orders from '#orders/policy.ts'
import * as payments from '#payments/policy.ts'
import * as payouts from '#payouts/policy.ts'
import type { Policy } from '#platform/policy.ts'
import * as platform from '#platform/retention-policy.ts'
import * as search from '#search/policy.ts'
import * as sellers from '#sellers/policy.ts'
import * as taxonomy from '#taxonomy/policy.ts'

const isPolicy = (value: unknown): value is Policy => typeof value === 'object' && value !== null && 'schema' in value

/** Every declared policy value, by key. */
export const policies: ReadonlyMap<string, Policy> = new Map(
  [platform, accounts, catalog, checkout, markets, orders, payments, payouts, search, sellers, taxonomy]
    .flatMap(module => Object.values<unknown>(module))
    .filter(isPolicy)
    .map(declaration => [declaration.key, declaration] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)

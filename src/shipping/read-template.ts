import type { RawBuilder } from 'kysely'
import { isOpen, type Markets } from '#markets/index.ts'
import { sql } from '#platform/db.ts'
import type { Owned } from '#platform/owned.ts'
import type { Measure, Service } from '#shipping/services.ts'
import type { Zone } from '#shipping/template.ts'

/** Price and duration of a service to one country; `quote` computes the price for given lines. */
export type Rate = {
  readonly service: Service
  readonly by: Measure
  readonly bands: readonly { readonly up_to: number; readonly price_minor: number }[]
  readonly price_minor: number
  readonly free_from_minor: number | null
  /** Calendar days from hand-over to delivery. */
  readonly min_days: number
  readonly max_days: number
}

/** SQL: whether `z`, a country of a zone, is this one of the row `p`'s template, and the market open there at `now`. */
const isServed = (p: string, country: RawBuilder<unknown>, now: Temporal.Instant, owned: Owned) => sql`
  ${owned('z.store_id')} and z.store_id = ${sql.ref(`${p}.store_id`)} and z.template_id = ${sql.ref(`${p}.template_id`)} and z.country = ${country}
    and not m.closed and m.open_from <= ${now}::timestamptz`

/**
 * SQL: whether the row `p` (with `store_id` and `template_id`) is shipped to `country` (SQL), and the market is open
 * there at `now`.
 */
export const shippedTo = (
  p: string,
  country: RawBuilder<unknown>,
  now: Temporal.Instant,
  owned: Owned,
): RawBuilder<boolean> => sql`exists (
  select from shipping.zone_countries z join markets.countries m on m.country = z.country
  where ${isServed(p, country, now, owned)})`

/** SQL: the rates (`Rate[]`) by which the row `p` is shipped to `country`; null where `shippedTo` is false. */
export const ratesTo = (p: string, country: RawBuilder<unknown>, now: Temporal.Instant, owned: Owned) => sql`(
  select json_agg(json_build_object('service', r.service, 'by', r.priced_by, 'bands', r.bands,
    'price_minor', r.price_minor, 'free_from_minor', r.free_from_minor, 'min_days', r.min_days, 'max_days', r.max_days) order by r.service)
  from shipping.zone_countries z join markets.countries m on m.country = z.country
  join shipping.rates r on ${owned('r.store_id')} and r.store_id = ${sql.ref(`${p}.store_id`)} and r.store_id = z.store_id
    and r.template_id = z.template_id and r.zone = z.zone
  where ${isServed(p, country, now, owned)})`

/** SQL: the zones (`Zone[]`) of the row `t` (an alias of shipping.templates). */
export const zonesOf = (t: string, owned: Owned) => sql`(
  select json_agg(json_build_object('countries', z.countries, 'rates', (
    select json_object_agg(r.service, json_build_object('by', r.priced_by, 'bands', r.bands,
      'price_minor', r.price_minor, 'free_from_minor', r.free_from_minor, 'carriers', (
        select json_object_agg(c.carrier, json_build_object('min_days', c.min_days, 'max_days', c.max_days) order by c.carrier)
        from shipping.rate_carriers c where ${owned('c.store_id')} and c.store_id = r.store_id and c.template_id = r.template_id
          and c.zone = r.zone and c.service = r.service)))
    from shipping.rates r where ${owned('r.store_id')} and r.store_id = ${sql.ref(`${t}.store_id`)} and r.template_id = ${sql.ref(`${t}.id`)} and r.zone = z.zone)) order by z.zone)
  from (select zone, json_agg(country order by country) as countries from shipping.zone_countries
    where ${owned('zone_countries.store_id')} and store_id = ${sql.ref(`${t}.store_id`)} and template_id = ${sql.ref(`${t}.id`)} group by zone) z)`

/** Why a product is not sold to a country. */
export const unavailableReasons = ['not_in_market', 'market_closed', 'market_not_open_yet', 'not_in_template'] as const

type Served = {
  readonly country: string
  readonly unavailable_reason: (typeof unavailableReasons)[number] | null
}

/** Whether a template serves a country where the market is open at `now`; the reason when not (R5.1). */
export function servedIn(zones: readonly Zone[], country: string, markets: Markets, now: Temporal.Instant): Served {
  const market = markets.get(country)
  if (!market) return { country, unavailable_reason: 'not_in_market' }
  if (market.closed) return { country, unavailable_reason: 'market_closed' }
  if (!isOpen(market, now)) return { country, unavailable_reason: 'market_not_open_yet' }
  return {
    country,
    unavailable_reason: zones.some(zone => zone.countries.includes(country)) ? null : 'not_in_template',
  }
}

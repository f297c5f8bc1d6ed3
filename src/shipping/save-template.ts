import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { ownedBy } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import { insertRows } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'
import { shippingEvents } from '#shipping/events.ts'
import { zonesOf } from '#shipping/read-template.ts'
import { shippingRefusals } from '#shipping/refusals.ts'
import { daysOf, type Service } from '#shipping/services.ts'
import type { Template, Zone } from '#shipping/template.ts'

const refuse = refuser(shippingRefusals)

/** Creates a shipping template and returns its id. Refuses what `checkZones` refuses. */
export async function createTemplate(tx: Tx, storeId: string, { name, zones }: Template): Promise<string> {
  await checkZones(tx, zones)
  const id = newId()
  await sql`
    insert into shipping.templates (store_id, id, name, created_at) values (${storeId}, ${id}, ${name}, ${tx.now})
  `.execute(tx)
  await insertZones(tx, storeId, id, zones)
  return id
}

/**
 * Replaces a template's content for all products that use it, and returns the previous one. Orders keep the terms they
 * were placed under. Refuses `shipping.template_not_found` and what `checkZones` refuses.
 */
export async function updateTemplate(
  tx: Tx,
  storeId: string,
  id: string,
  { name, zones }: Template,
): Promise<Template> {
  const before = await lockTemplate(tx, storeId, id)
  await checkZones(tx, zones)
  await Promise.all([
    sql`update shipping.templates set name = ${name} where store_id = ${storeId} and id = ${id}`.execute(tx),
    sql`delete from shipping.zone_countries where store_id = ${storeId} and template_id = ${id}`.execute(tx),
    sql`delete from shipping.rates where store_id = ${storeId} and template_id = ${id}`.execute(tx),
  ])
  await insertZones(tx, storeId, id, zones)
  await emit(tx, shippingEvents['template.changed'], [{ owner: storeId, subject: id, body: {} }])
  return before
}

/** Creates a second template like this one, under another name. Refuses `shipping.template_not_found`. */
export async function duplicateTemplate(tx: Tx, storeId: string, id: string, name: string): Promise<string> {
  const { zones } = await lockTemplate(tx, storeId, id)
  return createTemplate(tx, storeId, { name, zones })
}

/**
 * Deletes a template. The caller has made sure, after `lockTemplate`, that no product uses it; otherwise the database
 * throws.
 */
export async function deleteTemplate(tx: Tx, storeId: string, id: string): Promise<void> {
  await sql`delete from shipping.templates where store_id = ${storeId} and id = ${id}`.execute(tx)
}

/**
 * A template's content, locked: no other transaction changes it or assigns it to a product until this one ends. Refuses
 * `shipping.template_not_found`.
 */
export async function lockTemplate(tx: Tx, storeId: string, id: string): Promise<Template> {
  const { rows } = await sql<Template>`
    select t.name, ${zonesOf('t', ownedBy(storeId))} as zones from shipping.templates t
    where t.store_id = ${storeId} and t.id = ${id} for update of t
  `.execute(tx)
  if (!rows[0]) throw refuse('shipping.template_not_found')
  return rows[0]
}

/**
 * Locks templates of a store against being deleted, not against being changed, until the transaction ends. False when
 * one does not exist.
 */
export async function keepTemplates(tx: Tx, storeId: string, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from shipping.templates where store_id = ${storeId} and id = any(${ids}::uuid[]) order by id for key share
  `.execute(tx)
  return rows.length === new Set(ids).size
}

/**
 * Adds a carrier to the rates for `country` and `service` in templates of a store (R51.5), with that rate's days; an
 * existing one is not changed. `carrier` must be a known code.
 */
export async function addCarrier(
  tx: Tx,
  storeId: string,
  templateIds: readonly string[],
  { carrier, country, service }: { carrier: string; country: string; service: Service },
): Promise<void> {
  await sql`
    insert into shipping.rate_carriers (store_id, template_id, zone, service, carrier, min_days, max_days)
    select r.store_id, r.template_id, r.zone, r.service, ${carrier}, r.min_days, r.max_days
    from shipping.zone_countries z
    join shipping.rates r on r.store_id = z.store_id and r.template_id = z.template_id and r.zone = z.zone
    where z.store_id = ${storeId} and z.template_id = any(${templateIds}::uuid[]) and z.country = ${country}
      and r.service = ${service}
    on conflict do nothing
  `.execute(tx)
}

/** Refuses `shipping.country_twice`, `shipping.country_unknown` and `shipping.carrier_unknown`, naming which. */
async function checkZones(tx: Tx, zones: readonly Zone[]): Promise<void> {
  const countries = zones.flatMap(zone => zone.countries)
  const twice = countries.filter((country, n) => countries.indexOf(country) !== n)
  if (twice.length > 0) throw refuse('shipping.country_twice', { countries: [...new Set(twice)] })
  const carriers = [...new Set(ratesOf(zones).flatMap(({ rate }) => Object.keys(rate.carriers)))]
  const { rows } = await sql<{ countries: string[]; carriers: string[] }>`
    select
      array(select unnest(${countries}::text[]) except select country from markets.countries) as countries,
      array(select unnest(${carriers}::text[]) except select code from shipping.carriers where code <> 'other') as carriers
  `.execute(tx)
  const unknown = rows[0]!
  if (unknown.countries.length > 0) throw refuse('shipping.country_unknown', { countries: unknown.countries.sort() })
  if (unknown.carriers.length > 0) throw refuse('shipping.carrier_unknown', { carriers: unknown.carriers.sort() })
}

const ratesOf = (zones: readonly Zone[]) =>
  zones.flatMap(({ rates }, zone) => Object.entries(rates).map(([service, rate]) => ({ zone, service, rate })))

async function insertZones(tx: Tx, storeId: string, templateId: string, zones: readonly Zone[]): Promise<void> {
  const template = { store_id: storeId, template_id: templateId }
  const rates = ratesOf(zones)
  await insertRows(
    tx,
    'shipping.zone_countries',
    { store_id: 'uuid', template_id: 'uuid', country: 'text', zone: 'int' },
    zones.flatMap(({ countries }, zone) => countries.map(country => ({ ...template, country, zone }))),
  )
  await insertRows(
    tx,
    'shipping.rates',
    {
      store_id: 'uuid',
      template_id: 'uuid',
      zone: 'int',
      service: 'text',
      priced_by: 'text',
      bands: 'jsonb',
      price_minor: 'bigint',
      free_from_minor: 'bigint',
      min_days: 'int',
      max_days: 'int',
    },
    rates.map(({ zone, service, rate }) => ({
      ...template,
      zone,
      service,
      priced_by: rate.by,
      bands: JSON.stringify(rate.bands),
      price_minor: rate.price_minor,
      free_from_minor: rate.free_from_minor,
      ...daysOf(rate.carriers),
    })),
  )
  await insertRows(
    tx,
    'shipping.rate_carriers',
    {
      store_id: 'uuid',
      template_id: 'uuid',
      zone: 'int',
      service: 'text',
      carrier: 'text',
      min_days: 'int',
      max_days: 'int',
    },
    rates.flatMap(({ zone, service, rate }) =>
      Object.entries(rate.carriers).map(([carrier, days]) => ({ ...template, zone, service, carrier, ...days })),
    ),
  )
}

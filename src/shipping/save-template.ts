import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import { insertRows } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'
import { shippingRefusals } from '#shipping/refusals.ts'
import type { Service } from '#shipping/services.ts'

const refuse = refuser(shippingRefusals)

export type Rate = {
  readonly country: string
  readonly service: Service
  readonly priceMinor: bigint
  /** Calendar days from accepted tracking to recorded delivery. */
  readonly minDays: number
  readonly maxDays: number
}
export type Template = { readonly name: string; readonly rates: readonly Rate[]; readonly carriers: readonly string[] }

/** Creates a shipping template and returns its id. Refuses `shipping.no_rates` and `shipping.carrier_unknown`. */
export async function createTemplate(tx: Tx, storeId: string, template: Template): Promise<string> {
  if (template.rates.length === 0) throw refuse('shipping.no_rates')
  const id = newId()
  await sql`
    insert into shipping.templates (store_id, id, name, created_at) values (${storeId}, ${id}, ${template.name}, ${tx.now})
  `.execute(tx)
  await insertRows(
    tx,
    'shipping.rates',
    {
      store_id: 'uuid',
      template_id: 'uuid',
      country: 'text',
      service: 'text',
      price_minor: 'bigint',
      min_days: 'int',
      max_days: 'int',
    },
    template.rates.map(rate => ({
      store_id: storeId,
      template_id: id,
      country: rate.country,
      service: rate.service,
      price_minor: rate.priceMinor,
      min_days: rate.minDays,
      max_days: rate.maxDays,
    })),
  )
  await addCarriers(tx, storeId, [id], template.carriers)
  return id
}

/** Adds carriers to templates of a store (R51.5); those already there stay. Refuses `shipping.carrier_unknown`. */
export async function addCarriers(
  tx: Tx,
  storeId: string,
  templateIds: readonly string[],
  carriers: readonly string[],
): Promise<void> {
  const known = await sql<{ code: string }>`
    select code from shipping.carriers where code = any(${carriers}::text[])
  `.execute(tx)
  const unknown = carriers.filter(carrier => !known.rows.some(row => row.code === carrier))
  if (unknown.length > 0) throw refuse('shipping.carrier_unknown', { carriers: unknown })
  await insertRows(
    tx,
    'shipping.template_carriers',
    { store_id: 'uuid', template_id: 'uuid', carrier: 'text' },
    templateIds.flatMap(template => carriers.map(carrier => ({ store_id: storeId, template_id: template, carrier }))),
    sql`on conflict do nothing`,
  )
}

import { z } from 'zod'
import { sql } from '#platform/db.ts'

/** The seller: what buyers must be able to read where they buy (Digital Services Act, article 30). */
export const TraderSchema = z
  .object({
    legal_name: z.string(),
    line1: z.string(),
    postal_code: z.string(),
    city: z.string(),
    country: z.string(),
    phone: z.string(),
    email: z.string(),
    register_number: z.string(),
    vat_number: z.string().nullable(),
    /** Certified to offer only what complies with EU law. */
    self_certified: z.literal(true),
  })
  .meta({ id: 'Trader' })

export type Trader = z.output<typeof TraderSchema>

/**
 * SQL: the trader of the row `s` (an alias of sellers.stores); null when its details are incomplete, which is possible
 * only for stores that put nothing on sale any more.
 */
export const trader = (s: string) => sql`(
  select json_build_object('legal_name', c.legal_name, 'line1', c.line1, 'postal_code', c.postal_code, 'city', c.city,
    'country', c.country, 'phone', c.phone, 'email', ${sql.ref(`${s}.email`)}, 'register_number', c.register_number,
    'vat_number', c.vat_number, 'self_certified', true)
  from sellers.companies c where c.id = ${sql.ref(`${s}.company_id`)} and ${sql.ref(`${s}.email`)} is not null and c.self_certified_at is not null
    and num_nulls(c.legal_name, c.line1, c.postal_code, c.city, c.phone, c.register_number) = 0
)`

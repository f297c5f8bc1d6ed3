import { z } from 'zod'
import { postalCodeIn } from '#markets/index.ts'

const text = (max: number) => z.string().trim().min(1).max(max)

/** A delivery address. */
export const AddressSchema = z
  .object({
    name: text(100),
    line1: text(200),
    line2: z.string().trim().max(200).default(''),
    postal_code: text(12),
    city: text(100),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .meta({ description: 'ISO 3166-1 alpha-2' }),
  })
  .meta({ id: 'Address' })
export type Address = z.output<typeof AddressSchema>

/** An address with its postal code as its country writes it. Refuses `address.postal_code_wrong`. */
export const postal = (address: Address): Address => ({
  ...address,
  postal_code: postalCodeIn(address.country, address.postal_code),
})

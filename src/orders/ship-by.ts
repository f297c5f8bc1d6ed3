import { z } from 'zod'
import { processingDaysMost } from '#catalog/limits.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import { CountryInput, InstantInput, InstantSchema, instant } from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { isTimeZone } from '#sellers/index.ts'

/** The calculator of R56.1: ship-by for any start, by the same function that orders use. */
export const calculateShipBy = route({
  method: 'GET',
  path: '/api/ship-by',
  audience: 'public',
  summary: 'When an order must be shipped: working days from confirmed funds, in a store’s time zone and country',
  input: z.object({
    paid_at: InstantInput,
    working_days: z.coerce.number().int().min(1).max(processingDaysMost),
    country: CountryInput,
    time_zone: z.string().max(60).refine(isTimeZone),
  }),
  example: { paid_at: '2026-11-23T09:00:00Z', working_days: 2, country: 'FR', time_zone: 'Europe/Paris' },
  output: z.object({ ship_by: InstantSchema }),
  refusals: [],
  async handle({ db }, { paid_at, working_days, country, time_zone }) {
    const start = Temporal.Instant.from(paid_at)
    return { ship_by: instant(addWorkingDays(start, working_days, time_zone, db.holidays.of(country))) }
  },
})

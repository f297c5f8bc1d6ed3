import { z } from 'zod'
import { exportFormats } from '#exports/limits.ts'
import { DayInput } from '#platform/json.ts'

export const Started = z.object({ id: z.string() })

export const refusals = ['job.too_many', 'export.period_backwards', 'export.too_many_orders'] as const

/** Days on which orders were placed, both inclusive. */
export const period = { from: DayInput, to: DayInput, format: z.enum(exportFormats) }

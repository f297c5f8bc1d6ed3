import { z } from 'zod'
import { reasonMaxCharacters, reasonMinCharacters } from '#api/ops/limits.ts'

/** An operator's reason for a change. */
export const Reason = z.string().trim().min(reasonMinCharacters).max(reasonMaxCharacters)

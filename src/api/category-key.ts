import { z } from 'zod'

export const Key = z.string().max(80)

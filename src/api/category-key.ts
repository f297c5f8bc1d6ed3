import { z } from 'zod'
import { keyMaxCharacters } from '#taxonomy/limits.ts'

export const Key = z.string().max(keyMaxCharacters)

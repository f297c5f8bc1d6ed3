import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'

export const taxonomyEvents = declareEvents({
  'category.changed': {
    about: 'A category was renamed, moved, opened or closed, or who may sell in it changed.',
    body: { category: z.string() },
  },
})

import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'

const takedown = { store_id: z.uuid(), takedown_id: z.uuid() }

export const catalogEvents = declareEvents({
  'product.changed': { about: 'A product was saved, put on sale or taken off sale.', body: {} },
  'product.taken_down': { about: 'The platform took a product down.', body: takedown },
  'product.reinstated': { about: 'The platform reinstated a product.', body: takedown },
})

import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'

const takedown = { store_id: z.uuid(), takedown_id: z.uuid() }

export const catalogEvents = declareEvents({
  'product.changed': { about: 'A product was saved, put on sale or taken off sale.', body: {} },
  'product.taken_down': { about: 'The platform took a product off sale.', body: takedown },
  'product.put_back': { about: 'The platform lets a store sell a product again.', body: takedown },
})

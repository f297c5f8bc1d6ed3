import { declareEvents } from '#platform/events.ts'

export const shippingEvents = declareEvents({
  'template.changed': { about: 'A shipping template was saved.', body: {} },
})

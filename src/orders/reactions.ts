import { expireUnpaid, missShipment } from '#orders/close-orders.ts'
import { completeByTime } from '#orders/complete-orders.ts'
import type { orderDeadlines } from '#orders/deadlines.ts'
import { simulateTracking } from '#orders/track-shipment.ts'
import type { HandlersOf } from '#platform/deadlines.ts'

export const orderDeadlineHandlers: HandlersOf<typeof orderDeadlines> = {
  'orders.pay_by': { bulk: expireUnpaid },
  'orders.ship_by': { bulk: missShipment },
  'orders.complete_by': { bulk: completeByTime },
  'orders.track': { bulk: simulateTracking },
}

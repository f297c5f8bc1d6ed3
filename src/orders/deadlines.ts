import { expireUnpaid, missShipment } from '#orders/close-orders.ts'
import { completeByTime } from '#orders/complete-orders.ts'
import { simulateTracking } from '#orders/track-shipment.ts'
import type { DeadlineHandlers } from '#platform/deadlines.ts'

export const orderDeadlines: DeadlineHandlers = {
  'orders.pay_by': { bulk: expireUnpaid },
  'orders.ship_by': { bulk: missShipment },
  'orders.complete_by': { bulk: completeByTime },
  'orders.track': { bulk: simulateTracking },
}

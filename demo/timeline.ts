import type { PlannedProduct } from '#demo/plan-products.ts'
import type { PlannedOrder, PlannedPurchase } from '#demo/plan-purchases.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import type { Db } from '#platform/db.ts'

/** An event and when it happens, in `days` before the end. */
export type Event = { readonly days: number } & (
  | { readonly kind: 'create'; readonly product: PlannedProduct }
  | { readonly kind: 'unlist'; readonly product: PlannedProduct }
  | { readonly kind: 'place' | 'pay_again' | 'cancel'; readonly purchase: PlannedPurchase }
  | { readonly kind: 'ship' | 'confirm'; readonly purchase: PlannedPurchase; readonly order: PlannedOrder }
)

/** All events in order of time. Events after the end are left out, so those orders are still open. */
export function timelineOf(
  db: Db,
  end: Temporal.Instant,
  products: readonly PlannedProduct[],
  purchases: readonly PlannedPurchase[],
): Event[] {
  const productEvents = products.flatMap((product): Event[] => [
    { kind: 'create', product, days: product.age },
    ...(product.state === 'offline' ? [{ kind: 'unlist', product, days: product.age / 2 } as const] : []),
  ])
  const purchaseEvents = purchases.flatMap(purchase => eventsOf(purchase, ageOf(db, end, purchase)))
  return [...productEvents, ...purchaseEvents].filter(event => event.days > 0).sort((a, b) => b.days - a.days)
}

function eventsOf(purchase: PlannedPurchase, placed: number): Event[] {
  const changed = placed - purchase.changedAfter
  const events: Event[] = [{ kind: 'place', purchase, days: placed }]
  if (purchase.payment === 'second_try') events.push({ kind: 'pay_again', purchase, days: changed })
  if (purchase.payment === 'canceled') events.push({ kind: 'cancel', purchase, days: changed })
  if (purchase.payment !== 'at_once' && purchase.payment !== 'second_try') return events
  const paid = purchase.payment === 'second_try' ? changed : placed
  for (const order of purchase.orders) {
    if (order.shippedAfter !== null) events.push({ kind: 'ship', purchase, order, days: paid - order.shippedAfter })
    if (order.confirmedAfter !== null)
      events.push({ kind: 'confirm', purchase, order, days: paid - order.confirmedAfter })
  }
  return events
}

/**
 * How many days ago it is placed. To be due in some hours it is placed at the earliest hour that still leaves that
 * many, by the working days of its slowest store.
 */
function ageOf(db: Db, end: Temporal.Instant, { age, dueInHours, orders }: PlannedPurchase): number {
  if (dueInHours === null) return age
  const due = end.add({ hours: dueInHours })
  const isOpen = ({ store, lines }: PlannedOrder, placed: Temporal.Instant) => {
    const days = Math.max(...lines.map(line => line.product.processingDays))
    const shipBy = addWorkingDays(placed, days, store.timeZone, db.holidays.of(store.country))
    return Temporal.Instant.compare(shipBy, due) >= 0
  }
  let hours = 24 * 14
  while (hours > 1 && !orders.every(order => isOpen(order, end.subtract({ hours })))) hours--
  return hours / 24
}

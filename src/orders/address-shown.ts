import { addressDays } from '#orders/policy.ts'
import type { OrderState } from '#orders/states.ts'
import type { PolicyReader } from '#platform/policy.ts'

/** Why a store does not see where an order goes. */
export const addressHidden = ['not_paid', 'not_shipped', 'ended'] as const
export type AddressHidden = (typeof addressHidden)[number]

/**
 * Whether the store may see the buyer's name and address, which it needs for shipping alone: null from the payment until
 * some days after the end (`orders.address_days`); else why not: it is not paid, nothing was shipped and it ended, or it
 * ended long ago.
 */
export function addressHiddenBecause(
  order: { state: OrderState; shippedAt: Temporal.Instant | null; endedAt: Temporal.Instant | null },
  now: Temporal.Instant,
  policy: PolicyReader,
): AddressHidden | null {
  const { state, shippedAt, endedAt } = order
  if (state === 'awaiting_shipment' || state === 'awaiting_receipt') return null
  if (state === 'awaiting_payment' || state === 'payment_in_progress') return 'not_paid'
  if (!shippedAt) return 'not_shipped'
  const until = endedAt?.add({ hours: 24 * policy(addressDays) })
  return until && Temporal.Instant.compare(now, until) < 0 ? null : 'ended'
}

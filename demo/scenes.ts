import type { Payment } from '#demo/plan-purchases.ts'

/**
 * What happens to an order once it is paid. `shipped` is half a day after; `by_time` is shipped and never confirmed.
 */
export type Outcome = 'to_ship' | 'missed' | 'shipped' | 'confirmed' | 'by_time'

/** A purchase that must exist, so that visitors of the demo find every state. */
export type Scene = {
  readonly buyer: 'demo' | 'anybody'
  readonly stores: readonly ('demo' | 'other')[]
  /** Days before the end. */
  readonly age: number
  readonly dueInHours?: number
  readonly payment?: Payment
  readonly outcome: Outcome
}

/**
 * The demo buyer's orders, then the demo store's. Unpaid ones are canceled after 3 days. An order shipped 15.2 days ago
 * has been delivered (no store takes longer than 15 days) and is not completed yet (at the earliest after 1 + 15 days).
 */
export const scenes: readonly Scene[] = [
  { buyer: 'demo', stores: ['demo', 'other'], age: 96.2, outcome: 'confirmed' },
  { buyer: 'demo', stores: ['other'], age: 61.1, outcome: 'by_time' },
  { buyer: 'demo', stores: ['demo'], age: 1.6, outcome: 'shipped' },
  { buyer: 'demo', stores: ['other'], age: 15.7, outcome: 'shipped' },
  { buyer: 'demo', stores: ['demo'], age: 0.6, outcome: 'to_ship' },
  { buyer: 'demo', stores: ['other'], age: 0.3, payment: 'never', outcome: 'to_ship' },
  { buyer: 'demo', stores: ['other'], age: 40.2, payment: 'never', outcome: 'to_ship' },
  { buyer: 'demo', stores: ['demo'], age: 75.1, outcome: 'missed' },
  { buyer: 'demo', stores: ['other'], age: 0.15, payment: 'pending', outcome: 'to_ship' },

  { buyer: 'anybody', stores: ['demo'], age: 1.1, payment: 'never', outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.4, payment: 'left_at_bank', outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.3, payment: 'pending', outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 1, dueInHours: 3, outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 1, dueInHours: 6, outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo', 'other'], age: 1, dueInHours: 26, outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.2, outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.7, payment: 'second_try', outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 1.9, outcome: 'shipped' },
  { buyer: 'anybody', stores: ['demo'], age: 15.7, outcome: 'shipped' },
  { buyer: 'anybody', stores: ['demo', 'other'], age: 15.8, outcome: 'shipped' },
  { buyer: 'anybody', stores: ['demo'], age: 33.2, outcome: 'confirmed' },
  { buyer: 'anybody', stores: ['demo'], age: 52.1, outcome: 'by_time' },
  { buyer: 'anybody', stores: ['demo'], age: 21.4, payment: 'canceled', outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 27.2, payment: 'left_at_bank', outcome: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 45.2, outcome: 'missed' },
]

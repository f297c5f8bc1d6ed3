import type { Payment } from '#demo/plan-purchases.ts'

/** How an order goes on once it is paid. `shipped` is half a day after; `by_time` is shipped and never confirmed. */
export type Fate = 'to_ship' | 'missed' | 'shipped' | 'confirmed' | 'by_time'

/** A purchase that must be there, so that whoever looks at the demo finds every state. */
export type Scene = {
  readonly buyer: 'demo' | 'anybody'
  readonly stores: readonly ('demo' | 'other')[]
  /** Days before the end. */
  readonly age: number
  readonly dueInHours?: number
  readonly payment?: Payment
  readonly fate: Fate
}

/**
 * The demo buyer's orders, then the demo store's. Unpaid ones close after 3 days. What was shipped 15.2 days ago has
 * arrived (no store takes longer than 15), and has not completed (at the earliest after 1 + 15).
 */
export const scenes: readonly Scene[] = [
  { buyer: 'demo', stores: ['demo', 'other'], age: 96.2, fate: 'confirmed' },
  { buyer: 'demo', stores: ['other'], age: 61.1, fate: 'by_time' },
  { buyer: 'demo', stores: ['demo'], age: 1.6, fate: 'shipped' },
  { buyer: 'demo', stores: ['other'], age: 15.7, fate: 'shipped' },
  { buyer: 'demo', stores: ['demo'], age: 0.6, fate: 'to_ship' },
  { buyer: 'demo', stores: ['other'], age: 0.3, payment: 'never', fate: 'to_ship' },
  { buyer: 'demo', stores: ['other'], age: 40.2, payment: 'never', fate: 'to_ship' },
  { buyer: 'demo', stores: ['demo'], age: 75.1, fate: 'missed' },
  { buyer: 'demo', stores: ['other'], age: 0.15, payment: 'pending', fate: 'to_ship' },

  { buyer: 'anybody', stores: ['demo'], age: 1.1, payment: 'never', fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.4, payment: 'left_at_bank', fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.3, payment: 'pending', fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 1, dueInHours: 3, fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 1, dueInHours: 6, fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo', 'other'], age: 1, dueInHours: 26, fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.2, fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 0.7, payment: 'second_try', fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 1.9, fate: 'shipped' },
  { buyer: 'anybody', stores: ['demo'], age: 15.7, fate: 'shipped' },
  { buyer: 'anybody', stores: ['demo', 'other'], age: 15.8, fate: 'shipped' },
  { buyer: 'anybody', stores: ['demo'], age: 33.2, fate: 'confirmed' },
  { buyer: 'anybody', stores: ['demo'], age: 52.1, fate: 'by_time' },
  { buyer: 'anybody', stores: ['demo'], age: 21.4, payment: 'canceled', fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 27.2, payment: 'left_at_bank', fate: 'to_ship' },
  { buyer: 'anybody', stores: ['demo'], age: 45.2, fate: 'missed' },
]

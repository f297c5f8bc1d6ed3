import type { OrderTransition } from '#orders/states.ts'
import type { TimelineStep } from './primitives/timeline.tsx'

/** How a timeline shows a step of an order; an attempt to pay may have failed. `current`: it stands there now. */
export const pastOrCurrent = (
  { name }: { name: OrderTransition | 'refuse_payment' },
  current: boolean,
): TimelineStep['when'] =>
  current ? 'current' : name === 'refuse_payment' || name === 'fail_payment' ? 'failed' : 'done'

/** `pay_by` of `orders.pay_by`: keys of texts have no dots. */
export const deadlineName = <Name extends string>(kind: `orders.${Name}`) => kind.slice(kind.indexOf('.') + 1) as Name

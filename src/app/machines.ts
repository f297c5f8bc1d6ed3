import { productMachine } from '#catalog/states.ts'
import { orderMachine } from '#orders/states.ts'
import { attemptMachine, refundMachine } from '#payments/states.ts'
import { batchMachine, payoutMachine } from '#payouts/states.ts'
import type { Machine } from '#platform/machine.ts'
import { applicationMachine } from '#sellers/states.ts'

/** All that changes its state, with the table that holds it. */
export const machines: readonly { readonly machine: Machine; readonly table: string }[] = [
  { machine: applicationMachine, table: 'sellers.applications' },
  { machine: productMachine, table: 'catalog.products' },
  { machine: attemptMachine, table: 'payments.attempts' },
  { machine: refundMachine, table: 'payments.refunds' },
  { machine: payoutMachine, table: 'payouts.payouts' },
  { machine: batchMachine, table: 'payouts.batches' },
  { machine: orderMachine, table: 'orders.orders' },
]

import { useTranslations } from 'use-intl'
import type { ClosedCause, OrderState } from '#orders/states.ts'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

const tones: Record<OrderState, Tone> = {
  awaiting_payment: 'neutral',
  payment_in_progress: 'warn',
  awaiting_shipment: 'info',
  awaiting_receipt: 'info',
  completed: 'ok',
  closed: 'neutral',
}

/** The state of an order; when closed, with its cause. */
export function OrderBadge({ state, cause = null }: { state: OrderState; cause?: ClosedCause | null }) {
  const t = useTranslations('ops.state')
  const why = useTranslations('ops.cause')
  return (
    <StatusBadge state={state} tones={tones}>
      {cause ? why(cause) : t(state)}
    </StatusBadge>
  )
}

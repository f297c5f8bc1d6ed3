import { useTranslations } from 'use-intl'
import type { ClosedCause, OrderState } from '#orders/states.ts'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

const tones: Record<OrderState, Tone> = {
  awaiting_payment: 'warn',
  payment_in_progress: 'info',
  awaiting_shipment: 'info',
  awaiting_receipt: 'info',
  completed: 'ok',
  closed: 'neutral',
}

/** The state of an order from the buyer's side; when closed, with its cause. */
export function OrderBadge({ state, cause }: { state: OrderState; cause: ClosedCause | null }) {
  const t = useTranslations('storefront.order')
  return (
    <StatusBadge state={state} tones={tones}>
      {cause ? t(`cause.${cause}`) : t(`state.${state}`)}
    </StatusBadge>
  )
}

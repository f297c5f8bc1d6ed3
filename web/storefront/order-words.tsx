import { useTranslations } from 'use-intl'
import type { OrderState } from '#orders/states.ts'
import { StatusBadge, type Tone } from '../kit/primitives/badge.tsx'

const tones: Record<OrderState, Tone> = {
  awaiting_payment: 'warn',
  payment_in_progress: 'info',
  awaiting_shipment: 'info',
  awaiting_receipt: 'info',
  completed: 'ok',
  closed: 'neutral',
}

/** Where an order stands, in the buyer's words. */
export function OrderBadge({ state }: { state: OrderState }) {
  const t = useTranslations('storefront.order')
  return (
    <StatusBadge state={state} tones={tones}>
      {t(`state.${state}`)}
    </StatusBadge>
  )
}

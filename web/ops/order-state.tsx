import { useTranslations } from 'use-intl'
import type { OrderState } from '#orders/states.ts'
import { StatusBadge, type Tone } from '../kit/primitives/badge.tsx'

const tones: Record<OrderState, Tone> = {
  awaiting_payment: 'neutral',
  payment_in_progress: 'warn',
  awaiting_shipment: 'info',
  awaiting_receipt: 'info',
  completed: 'ok',
  closed: 'neutral',
}

export function OrderBadge({ state }: { state: OrderState }) {
  const t = useTranslations('ops.state')
  return (
    <StatusBadge state={state} tones={tones}>
      {t(state)}
    </StatusBadge>
  )
}

import { useTranslations } from 'use-intl'
import type { BatchState, PayoutState } from '#payouts/states.ts'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

const payoutTones: Record<PayoutState, Tone> = {
  requested: 'warn',
  in_batch: 'info',
  sent: 'info',
  paid: 'ok',
  returned: 'bad',
  canceled: 'neutral',
}

export function PayoutBadge({ state }: { state: PayoutState }) {
  const t = useTranslations('ops.payouts.states')
  return (
    <StatusBadge state={state} tones={payoutTones}>
      {t(state)}
    </StatusBadge>
  )
}

const batchTones: Record<BatchState, Tone> = { proposed: 'warn', approved: 'info', sent: 'ok', dissolved: 'neutral' }

export function BatchBadge({ state }: { state: BatchState }) {
  const t = useTranslations('ops.batch.states')
  return (
    <StatusBadge state={state} tones={batchTones}>
      {t(state)}
    </StatusBadge>
  )
}

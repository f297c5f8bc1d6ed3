import { useTranslations } from 'use-intl'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

export const productStates = ['online', 'offline', 'taken_down', 'draft'] as const
type State = (typeof productStates)[number]

const tones: Record<State, Tone> = { online: 'ok', offline: 'warn', taken_down: 'bad', draft: 'neutral' }

export function ProductBadge({ state }: { state: State }) {
  const t = useTranslations('ops.products.states')
  return (
    <StatusBadge state={state} tones={tones}>
      {t(state)}
    </StatusBadge>
  )
}

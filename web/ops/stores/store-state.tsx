import { useTranslations } from 'use-intl'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

type State = 'selling' | 'preparing' | 'suspended'
const tones: Record<State, Tone> = { selling: 'ok', preparing: 'neutral', suspended: 'bad' }

export function StoreBadge({ state }: { state: State }) {
  const t = useTranslations('ops.stores.states')
  return (
    <StatusBadge state={state} tones={tones}>
      {t(state)}
    </StatusBadge>
  )
}

import { useTranslations } from 'use-intl'
import type { ApplicationState } from '#sellers/states.ts'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

const tones = {
  draft: 'neutral',
  submitted: 'info',
  changes_requested: 'warn',
  rejected: 'bad',
  approved: 'ok',
} as const satisfies Record<ApplicationState, Tone>

export function ApplicationBadge({ state }: { state: ApplicationState }) {
  const t = useTranslations('ops.application.state')
  return (
    <StatusBadge state={state} tones={tones}>
      {t(state)}
    </StatusBadge>
  )
}

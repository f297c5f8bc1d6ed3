import { useTranslations } from 'use-intl'
import { Badge, StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'

export const productStates = ['online', 'draft', 'offline'] as const
type ProductState = (typeof productStates)[number]

const tones: Record<ProductState, Tone> = { online: 'ok', draft: 'neutral', offline: 'warn' }

/** Whether a product can be bought. */
export function ProductBadge({ state, takenDown }: { state: ProductState; takenDown: boolean }) {
  const t = useTranslations('seller.products')
  if (takenDown)
    return (
      <Badge tone="bad" dot>
        {t('takenDown')}
      </Badge>
    )
  return (
    <StatusBadge state={state} tones={tones}>
      {t(state)}
    </StatusBadge>
  )
}

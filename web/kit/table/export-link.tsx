import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../primitives/button.tsx'

/** Downloads the list as CSV with its current filters. `path` is the API's: `/api/ops/orders.csv`, or of a page that asks it. */
export function ExportLink({ path }: { path: string }) {
  const t = useTranslations('console.filters')
  const [search] = useSearchParams()
  const filters = new URLSearchParams([...search].filter(([name, value]) => name !== 'after' && value))
  return (
    <a href={`${path}${filters.size > 0 ? `?${filters}` : ''}`} download className={buttonClass({ size: 'sm' })}>
      {t('export')}
    </a>
  )
}

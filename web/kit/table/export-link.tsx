import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../primitives/button.tsx'

/** Takes the list away as CSV, as it is filtered now. `path` is the API's: `/api/ops/orders.csv`. */
export function ExportLink({ path }: { path: string }) {
  const t = useTranslations('kit.filters')
  const [search] = useSearchParams()
  const filters = new URLSearchParams([...search].filter(([name, value]) => name !== 'after' && value))
  return (
    <a href={`${path}${filters.size > 0 ? `?${filters}` : ''}`} download className={buttonClass({ size: 'sm' })}>
      {t('export')}
    </a>
  )
}

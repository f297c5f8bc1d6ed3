import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Filter } from '../kit/table/filter-bar.tsx'

/** A filter by one store, for lists that a store's page links to. `name` is taken from any row. */
export function useGivenStore(name: string | null | undefined): Filter[] {
  const t = useTranslations('ops.stores')
  const [search] = useSearchParams()
  return search.get('store_id') ? [{ kind: 'given', name: 'store_id', label: t('store'), valueLabel: name ?? '…' }] : []
}

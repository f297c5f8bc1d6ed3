import { useSearchParams } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { accountNames } from '#ledger/accounts.ts'
import { journalKinds } from '#ledger/journal-kinds.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { type Filter, FilterBar } from '../../kit/table/filter-bar.tsx'
import { formatDate } from '../../kit/time/date-time.tsx'
import { filtersOf } from '../filters-of.ts'
import { useGivenStore } from '../store-filter.ts'
import type { Route } from './+types/journals.ts'
import { useJournalName } from './journal-names.ts'
import { JournalTable } from './journal-table.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) => api.listJournals({ ...filtersOf(url), limit: 50 }))

export default function Journals({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('ops.journals')
  const account = useTranslations('ops.account')
  const kindName = useJournalName()
  const givenStore = useGivenStore(items[0]?.store.name)
  const givenTime = useGivenTime()
  return (
    <>
      <PageHeader title={t('title')} actions={<ExportLink path="/api/ops/journals.csv" />} />
      <Card flush>
        <FilterBar
          filters={[
            ...givenStore,
            ...givenTime,
            {
              kind: 'select',
              name: 'kind',
              label: t('kind'),
              options: journalKinds.map(kind => ({ value: kind, label: kindName(kind) })),
            },
            {
              kind: 'select',
              name: 'account',
              label: t('account'),
              options: accountNames.map(name => ({
                value: name,
                label: account(`${name}.name`),
              })),
            },
          ]}
        />
        <JournalTable journals={items} />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

/** The period that a line of the trial balance links to. */
function useGivenTime(): Filter[] {
  const t = useTranslations('ops.journals')
  const [search] = useSearchParams()
  const locale = useLocale()
  return (['from', 'until'] as const).flatMap(name => {
    const at = search.get(name)
    return at ? [{ kind: 'given', name, label: t(name), valueLabel: formatDate(at, 'full', locale) } as const] : []
  })
}

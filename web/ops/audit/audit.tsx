import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { filtersOf } from '../filters-of.ts'
import { useGivenStore } from '../store-filter.ts'
import type { Route } from './+types/audit.ts'
import { auditActions, useActionName } from './audit-names.ts'
import { AuditTable } from './audit-table.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) => api.listAudit({ ...filtersOf(url), limit: 50 }))

export default function Audit({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('ops.audit')
  const actionName = useActionName()
  const givenStore = useGivenStore(items[0]?.store)
  const [search] = useSearchParams()
  const subject = search.get('subject')
  const givenSubject = subject
    ? [{ kind: 'given', name: 'subject', label: t('thing'), valueLabel: items[0]?.thing?.name ?? subject } as const]
    : []
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/audit.csv" />} />
      <Card flush>
        <FilterBar
          filters={[
            ...givenStore,
            ...givenSubject,
            {
              kind: 'select',
              name: 'action',
              label: t('action'),
              options: auditActions.map(action => ({ value: action, label: actionName(action) })),
            },
            { kind: 'search', name: 'by', label: t('by') },
            { kind: 'search', name: 'store', label: t('storeAddress') },
            { kind: 'date', name: 'from', label: t('from') },
            { kind: 'date', name: 'to', label: t('to') },
          ]}
        />
        <AuditTable entries={items} />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

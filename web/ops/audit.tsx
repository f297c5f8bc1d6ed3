import { useTranslations } from 'use-intl'
import { page, type Web } from '../kit/page/page.ts'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { ExportLink } from '../kit/table/export-link.tsx'
import { FilterBar } from '../kit/table/filter-bar.tsx'
import type { Route } from './+types/audit.ts'
import { AuditTable } from './audit-table.tsx'
import { filtersOf } from './filters-of.ts'
import { useGivenStore } from './given-store.ts'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) => api.listAudit({ ...filtersOf(url), limit: 50 }))

const actions = [
  'clock.move',
  'order.ship',
  'policy.set',
  'product.create',
  'product.publish',
  'product.unlist',
  'product.update',
  'stock.set',
  'store.open',
  'template.create',
]

export default function Audit({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('ops.audit')
  const givenStore = useGivenStore(items[0]?.store)
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/audit.csv" />} />
      <Card flush>
        <FilterBar
          filters={[
            ...givenStore,
            {
              kind: 'select',
              name: 'action',
              label: t('action'),
              options: actions.map(action => ({ value: action, label: action })),
            },
          ]}
        />
        <AuditTable entries={items} />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

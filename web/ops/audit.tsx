import { History } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { page, type Web } from '../kit/page/page.ts'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { type Column, DataTable } from '../kit/table/data-table.tsx'
import { ExportLink } from '../kit/table/export-link.tsx'
import { FilterBar } from '../kit/table/filter-bar.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import type { Route } from './+types/audit.ts'
import { filtersOf } from './filters-of.ts'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) => api.listAudit({ ...filtersOf(url), limit: 50 }))

type Entry = Route.ComponentProps['loaderData']['items'][number]
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
  const columns: Column<Entry>[] = [
    {
      key: 'action',
      head: t('action'),
      phone: 'title',
      cell: entry => <span className="font-medium">{entry.action}</span>,
    },
    { key: 'user', head: t('user'), phone: 'below', cell: entry => entry.user.name },
    { key: 'store', head: t('store'), phone: 'below', cell: entry => entry.store },
    { key: 'at', head: t('at'), phone: 'side', cell: entry => <DateTime at={entry.at} /> },
    {
      key: 'what',
      head: t('what'),
      phone: 'below',
      cell: entry => (
        <code className="block max-w-md truncate text-xs">
          {entry.before != null && `${JSON.stringify(entry.before)} → `}
          {entry.after != null ? JSON.stringify(entry.after) : entry.subject}
        </code>
      ),
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/audit.csv" />} />
      <Card flush>
        <FilterBar
          filters={[
            {
              kind: 'select',
              name: 'action',
              label: t('action'),
              options: actions.map(action => ({ value: action, label: action })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={entry => entry.id}
          empty={<EmptyState icon={<History size={20} />} title={t('empty')} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

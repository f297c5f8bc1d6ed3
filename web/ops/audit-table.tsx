import { History } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { EmptyState } from '../kit/primitives/states.tsx'
import { type Column, DataTable } from '../kit/table/data-table.tsx'
import { DateTime } from '../kit/time/date-time.tsx'

type Entry = Awaited<ReturnType<Api['listAudit']>>['items'][number]

/** What members and operators wrote: who, what, to which thing. */
export function AuditTable({ entries }: { entries: readonly Entry[] }) {
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
    <DataTable
      label={t('title')}
      rows={entries}
      columns={columns}
      id={entry => entry.id}
      empty={<EmptyState icon={<History size={20} />} title={t('empty')} />}
    />
  )
}

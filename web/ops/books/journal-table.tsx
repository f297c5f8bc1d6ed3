import { BookOpen, Link2 } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useJournalName } from './journal-names.ts'
import { Transfers } from './transfers.tsx'

type Journal = Awaited<ReturnType<Api['listJournals']>>['items'][number]

/** Journals with their transfers, and whether they are sealed; `ofStore`: all are of the store that the page names. */
export function JournalTable({ journals, ofStore = false }: { journals: readonly Journal[]; ofStore?: boolean }) {
  const t = useTranslations('ops.journals')
  const kindName = useJournalName()
  const storeColumn: Column<Journal> = {
    key: 'store',
    head: t('store'),
    phone: 'below',
    cell: journal => (
      <Link to={`/ops/stores/${journal.store.id}`} className="hover:underline">
        {journal.store.name}
      </Link>
    ),
  }
  const columns: Column<Journal>[] = [
    {
      key: 'kind',
      head: t('kind'),
      phone: 'title',
      cell: journal => <span className="font-medium">{kindName(journal.kind)}</span>,
    },
    {
      key: 'at',
      head: t('at'),
      phone: 'below',
      cell: journal => <DateTime at={journal.at} className="whitespace-nowrap" />,
    },
    ...(ofStore ? [] : [storeColumn]),
    {
      key: 'order',
      head: t('order'),
      phone: 'side',
      cell: journal =>
        journal.order && (
          <Link to={`/ops/orders/${journal.order.id}`} className="whitespace-nowrap hover:underline">
            {journal.order.number}
          </Link>
        ),
    },
    { key: 'transfers', head: t('transfers'), phone: 'wide', cell: journal => <Transfers of={journal.transfers} /> },
    {
      key: 'sealed',
      head: t('sealed'),
      phone: 'none',
      cell: journal => journal.sealed && <Link2 size={14} aria-label={t('isSealed')} className="text-ink-3" />,
    },
  ]
  return (
    <DataTable
      label={t('title')}
      rows={journals}
      columns={columns}
      id={journal => journal.id}
      empty={<EmptyState icon={<BookOpen size={20} />} title={t('empty')} />}
    />
  )
}

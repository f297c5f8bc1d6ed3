import { AlarmClock } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/deadlines.ts'
import { deadlineKinds, useDeadlineName } from './deadline-names.ts'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const [deadlines, events] = await Promise.all([
    api.listDeadlines({ ...filtersOf(url), limit: 50 }),
    api.listFailedEvents({}),
  ])
  return { ...deadlines, events: events.items }
})

type Deadline = Route.ComponentProps['loaderData']['items'][number]

export default function Deadlines({ loaderData: { items, next, events } }: Route.ComponentProps) {
  const t = useTranslations('ops.deadlines')
  const kindName = useDeadlineName()
  const columns: Column<Deadline>[] = [
    {
      key: 'kind',
      head: t('kind'),
      phone: 'title',
      cell: deadline => <span className="font-medium">{kindName(deadline.kind)}</span>,
    },
    { key: 'due', head: t('due'), phone: 'below', cell: deadline => <DateTime at={deadline.due_at} /> },
    {
      key: 'left',
      head: t('left'),
      phone: 'side',
      cell: deadline => (deadline.fired_at ? <DateTime at={deadline.fired_at} /> : <Countdown due={deadline.due_at} />),
    },
    {
      key: 'order',
      head: t('order'),
      phone: 'side',
      cell: deadline =>
        deadline.order_id && (
          <Link to={`/ops/orders/${deadline.order_id}`} className="text-brand hover:underline">
            {deadline.order_number ?? t('open')}
          </Link>
        ),
    },
    {
      key: 'error',
      head: t('error'),
      phone: 'below',
      cell: deadline =>
        deadline.error && (
          <details>
            <summary className="cursor-pointer text-bad">{t('tries', { count: deadline.attempts })}</summary>
            <pre className="max-w-xl overflow-x-auto whitespace-pre-wrap text-xs">{deadline.error}</pre>
          </details>
        ),
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/deadlines.csv" />} />
      <Card flush>
        <Tabs
          label={t('title')}
          param="which"
          tabs={[
            { value: '', label: t('toCome') },
            { value: 'failed', label: t('failed') },
            { value: 'fired', label: t('fired') },
          ]}
        />
        <FilterBar
          keep={['which']}
          filters={[
            {
              kind: 'select',
              name: 'kind',
              label: t('kind'),
              options: deadlineKinds.map(kind => ({ value: kind, label: kindName(kind) })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={deadline => deadline.kind + deadline.subject}
          empty={<EmptyState icon={<AlarmClock size={20} />} title={t('empty')} />}
        />
        <CursorPager next={next} />
      </Card>
      {events.length > 0 && (
        <Card title={t('events')} className="mt-3">
          <ul className="flex flex-col gap-1">
            {events.map(event => (
              <li key={event.id} className="flex justify-between gap-4">
                <span>
                  {event.name} {event.error && <span className="text-bad">{event.error.split('\n')[0]}</span>}
                </span>
                <DateTime at={event.at} className="text-ink-3" />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

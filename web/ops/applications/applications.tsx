import { FileCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { applicationStates } from '#sellers/states.ts'
import { countriesByName, countryName } from '../../kit/country.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { RelativeTime } from '../../kit/time/relative-time.tsx'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/applications.ts'
import { ApplicationBadge } from './application-state.tsx'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const [applications, { countries }] = await Promise.all([
    api.listApplications({ ...filtersOf(url), limit: 50 }),
    api.sellingTerms({}),
  ])
  return { ...applications, countries }
})

type Row = Route.ComponentProps['loaderData']['items'][number]

/** Applications; by default those waiting for review, the longest waiting first. */
export default function Applications({ loaderData: { items, next, counts, countries } }: Route.ComponentProps) {
  const t = useTranslations('ops.applications')
  const state = useTranslations('ops.application.state')
  const locale = useLocale()
  const columns: Column<Row>[] = [
    {
      key: 'company',
      head: t('company'),
      phone: 'title',
      cell: row => <span className="font-medium">{row.company}</span>,
    },
    { key: 'store', head: t('store'), phone: 'below', cell: row => row.store },
    { key: 'country', head: t('country'), phone: 'below', cell: row => countryName(row.country, locale) },
    { key: 'state', head: t('state'), phone: 'below', cell: row => <ApplicationBadge state={row.state} /> },
    {
      key: 'submissions',
      head: t('submissions'),
      align: 'end',
      phone: 'none',
      from: 'lg',
      cell: row => row.submissions,
    },
    {
      key: 'submitted',
      head: t('submitted'),
      phone: 'none',
      from: 'lg',
      cell: row => row.submitted_at && <DateTime at={row.submitted_at} />,
    },
    {
      key: 'waiting',
      head: t('waiting'),
      phone: 'side',
      cell: row => row.state === 'submitted' && row.submitted_at && <RelativeTime at={row.submitted_at} />,
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/applications.csv" />} />
      <Card flush>
        <Tabs
          label={t('state')}
          param="state"
          tabs={applicationStates
            .filter(each => each !== 'draft')
            .map(each => ({
              value: each === 'submitted' ? '' : each,
              label: state(each),
              count: counts[each] ?? 0,
            }))}
        />
        <FilterBar
          keep={['state']}
          filters={[
            {
              kind: 'select',
              name: 'country',
              label: t('country'),
              options: countriesByName(countries, locale).map(({ code, name }) => ({ value: code, label: name })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={row => row.id}
          to={row => `/ops/applications/${row.id}`}
          empty={<EmptyState icon={<FileCheck size={20} />} title={t('empty')} text={t('emptyText')} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

import { Store } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { countriesByName, countryName } from '../../kit/country.ts'
import { Money } from '../../kit/money/money.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/stores.ts'
import { StoreBadge } from './store-state.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) => api.listAllStores({ ...filtersOf(url), limit: 50 }))

type Row = Route.ComponentProps['loaderData']['items'][number]

export default function Stores({ loaderData: { items, next, countries } }: Route.ComponentProps) {
  const t = useTranslations('ops.stores')
  const locale = useLocale()
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('store'),
      phone: 'title',
      cell: row => (
        <span className="flex items-center gap-2 font-medium">
          <StoreMark name={row.name} /> {row.name}
        </span>
      ),
    },
    { key: 'country', head: t('country'), phone: 'below', cell: row => countryName(row.country, locale) },
    { key: 'state', head: t('state'), phone: 'below', cell: row => <StoreBadge state={row.state} /> },
    {
      key: 'opened',
      head: t('opened'),
      phone: 'none',
      from: 'lg',
      cell: row => <DateTime at={row.opened_at} as="date" />,
    },
    {
      key: 'products',
      head: t('products'),
      align: 'end',
      phone: 'below',
      phoneHead: true,
      cell: row => formatNumber(row.products, locale),
    },
    {
      key: 'orders',
      head: t('openOrders'),
      align: 'end',
      phone: 'below',
      phoneHead: true,
      cell: row => formatNumber(row.open_orders, locale),
    },
    { key: 'balance', head: t('balance'), align: 'end', phone: 'side', cell: row => <Money of={row.balance} /> },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ExportLink path="/api/ops/stores.csv" />
            <LinkButton to="/ops/stores/new" size="sm">
              {t('open')}
            </LinkButton>
          </>
        }
      />
      <Card flush>
        <FilterBar
          filters={[
            { kind: 'search', name: 'name', label: t('name') },
            {
              kind: 'select',
              name: 'country',
              label: t('country'),
              options: countriesByName(countries, locale).map(({ code, name }) => ({ value: code, label: name })),
            },
            {
              kind: 'select',
              name: 'state',
              label: t('state'),
              options: (['selling', 'preparing'] as const).map(state => ({
                value: state,
                label: t(`states.${state}`),
              })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={row => row.id}
          to={row => `/ops/stores/${row.id}`}
          empty={<EmptyState icon={<Store size={20} />} title={t('empty')} text={t('emptyText')} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

import { Package } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { Money } from '../../kit/money/money.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { filtersOf } from '../filters-of.ts'
import { useGivenStore } from '../store-filter.ts'
import type { Route } from './+types/products.ts'
import { ProductBadge, productStates } from './product-state.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listAllProducts({ ...filtersOf(url), limit: 50 }),
)

type Row = Route.ComponentProps['loaderData']['items'][number]

export default function Products({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('ops.products')
  const locale = useLocale()
  const givenStore = useGivenStore(items[0]?.store.name)
  const columns: Column<Row>[] = [
    {
      key: 'title',
      head: t('product'),
      phone: 'title',
      cell: row => (
        <span className="flex items-center gap-3">
          <Photo of={row} />
          <span className="line-clamp-2 font-medium">{row.title || t('untitled')}</span>
        </span>
      ),
    },
    { key: 'store', head: t('store'), phone: 'below', cell: row => row.store.name },
    { key: 'state', head: t('state'), phone: 'side', cell: row => <ProductBadge state={row.state} /> },
    {
      key: 'created',
      head: t('created'),
      phone: 'none',
      from: 'lg',
      cell: row => <DateTime at={row.created_at} as="date" />,
    },
    {
      key: 'stock',
      head: t('stock'),
      align: 'end',
      phone: 'below',
      phoneHead: true,
      cell: row => (
        <>
          {row.reserved > 0 && (
            <span className="mr-2 text-ink-3 text-xs">{t('reserved', { count: row.reserved })}</span>
          )}
          {formatNumber(row.on_hand, locale)}
        </>
      ),
    },
    {
      key: 'price',
      head: t('price'),
      align: 'end',
      phone: 'side',
      cell: row => row.price_from && <Money of={row.price_from} />,
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} actions={<ExportLink path="/api/ops/products.csv" />} />
      <Card flush>
        <FilterBar
          filters={[
            ...givenStore,
            { kind: 'search', name: 'title', label: t('words') },
            {
              kind: 'select',
              name: 'state',
              label: t('state'),
              options: productStates.map(state => ({ value: state, label: t(`states.${state}`) })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={row => row.id}
          to={row => `/ops/products/${row.id}`}
          empty={<EmptyState icon={<Package size={20} />} title={t('empty')} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

function Photo({ of: { picture } }: { of: Row }) {
  return picture ? (
    <Thumbnail src={picture} size={40} lazy />
  ) : (
    <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-surface-2 text-ink-3">
      <Package size={16} />
    </span>
  )
}

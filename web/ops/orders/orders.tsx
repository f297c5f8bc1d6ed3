import { useTranslations } from 'use-intl'
import { orderStates } from '#orders/states.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { filtersOf } from '../filters-of.ts'
import { useGivenStore } from '../store-filter.ts'
import type { Route } from './+types/orders.ts'
import { OrderTable } from './order-table.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) => api.listAllOrders({ ...filtersOf(url), limit: 50 }))

export default function Orders({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('ops.orders')
  const jobs = useTranslations('ops.jobs')
  const givenStore = useGivenStore(items[0]?.store.name)
  const state = useTranslations('ops.state')
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ExportLink path="/api/ops/orders.csv" />
            <LinkButton to="/ops/jobs" size="sm">
              {jobs('exportPeriod')}
            </LinkButton>
          </>
        }
      />
      <OrderTable orders={items} next={next}>
        <FilterBar
          filters={[
            ...givenStore,
            { kind: 'search', name: 'number', label: t('number') },
            { kind: 'search', name: 'email', label: t('email') },
            { kind: 'date', name: 'from', label: t('from') },
            { kind: 'date', name: 'to', label: t('to') },
            {
              kind: 'select',
              name: 'state',
              label: t('state'),
              options: orderStates.map(each => ({ value: each, label: state(each) })),
            },
          ]}
        />
      </OrderTable>
    </>
  )
}

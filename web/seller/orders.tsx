import { Receipt } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { orderStates } from '#orders/states.ts'
import { languageTags } from '../kit/i18n.tsx'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { Tabs } from '../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../kit/table/data-table.tsx'
import { FilterBar } from '../kit/table/filter-bar.tsx'
import { Countdown } from '../kit/time/countdown.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import type { Route } from './+types/orders.ts'
import { OrderBadge } from './order-state.tsx'

/** What the address says, without what it leaves empty. */
const filtersOf = (url: URL) => Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listStoreOrders({ ...filtersOf(url), limit: 25 }),
)

type Order = Route.ComponentProps['loaderData']['items'][number]

const countries = ['AT', 'BE', 'DE', 'ES', 'FR', 'IE', 'IT', 'LU', 'NL', 'PL', 'PT', 'SE']

export default function Orders({ loaderData: { items, next, counts } }: Route.ComponentProps) {
  const t = useTranslations('seller.orders')
  const state = useTranslations('seller.order.state')
  const locale = useLocale()
  const country = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })
  const columns: Column<Order>[] = [
    {
      key: 'order',
      head: t('order'),
      phone: 'title',
      cell: order => (
        <>
          <span className="font-medium">{order.number}</span> <span className="text-ink-2">{order.title}</span>
        </>
      ),
    },
    { key: 'placed', head: t('placed'), phone: 'below', cell: order => <DateTime at={order.placed_at} /> },
    { key: 'country', head: t('country'), phone: 'none', cell: order => country.of(order.country) },
    { key: 'units', head: t('units'), align: 'end', phone: 'none', cell: order => order.units },
    { key: 'state', head: t('state'), phone: 'below', cell: order => <OrderBadge state={order.state} /> },
    {
      key: 'deadline',
      head: t('deadline'),
      phone: 'side',
      cell: order =>
        order.deadline ? <Countdown due={order.deadline.due_at} /> : <span className="text-ink-3">–</span>,
    },
    { key: 'total', head: t('total'), align: 'end', phone: 'side', cell: order => <Money of={order.total} /> },
  ]
  return (
    <>
      <PageHeader title={t('title')} />
      <Card flush>
        <Tabs
          label={t('states')}
          param="state"
          tabs={[
            { value: '', label: t('all') },
            ...orderStates.map(each => ({ value: each, label: state(each), count: counts[each] })),
          ]}
        />
        <FilterBar
          keep={['state']}
          filters={[
            { kind: 'search', name: 'number', label: t('number') },
            {
              kind: 'select',
              name: 'country',
              label: t('country'),
              options: countries.map(code => ({ value: code, label: country.of(code) ?? code })),
            },
            { kind: 'date', name: 'from', label: t('from') },
            { kind: 'date', name: 'to', label: t('to') },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={order => order.id}
          to={order => `/seller/orders/${order.id}`}
          empty={<EmptyState icon={<Receipt size={20} />} title={t('empty')} text={t('emptyText')} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

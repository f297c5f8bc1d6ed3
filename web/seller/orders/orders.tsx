import { Receipt } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { OrderState } from '#orders/states.ts'
import { countriesByName, countryName } from '../../kit/country.ts'
import { Money } from '../../kit/money/money.tsx'
import { deadlineName } from '../../kit/orders.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import type { Route } from './+types/orders.ts'
import { OrderBadge } from './order-state.tsx'

/** The filters in the address, without empty ones. */
const filtersOf = (url: URL) => Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const [orders, markets] = await Promise.all([
    api.listStoreOrders({ sort: 'due', ...filtersOf(url), limit: 25 }),
    api.listMarkets({}),
  ])
  return { ...orders, markets: markets.items.map(market => market.country) }
})

type Order = Route.ComponentProps['loaderData']['items'][number]

/** What to do today first, then the order of states. */
const tabs: OrderState[] = [
  'awaiting_shipment',
  'awaiting_payment',
  'payment_in_progress',
  'awaiting_receipt',
  'completed',
  'closed',
]

export default function Orders({ loaderData: { items, next, counts, markets } }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller.orders')
  const jobs = useTranslations('seller.jobs')
  const state = useTranslations('seller.order.state')
  const locale = useLocale()
  const columns = useColumns()
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ExportLink path={at('/download/orders.csv')} />
            <LinkButton to={at('/jobs')} size="sm">
              {jobs('exportPeriod')}
            </LinkButton>
          </>
        }
      />
      <Card flush>
        <Tabs
          label={t('states')}
          param="state"
          tabs={[
            { value: '', label: t('all') },
            ...tabs.map(each => ({ value: each, label: state(each), count: counts[each] })),
          ]}
        />
        <FilterBar
          keep={['state', 'sort']}
          filters={[
            { kind: 'search', name: 'q', label: t('search') },
            {
              kind: 'select',
              name: 'country',
              label: t('country'),
              options: countriesByName(markets, locale).map(({ code, name }) => ({ value: code, label: name })),
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
          to={order => at(`/orders/${order.id}`)}
          empty={<NoOrders ever={Object.values(counts).some(count => count > 0)} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

function NoOrders({ ever }: { ever: boolean }) {
  const t = useTranslations('seller.orders')
  const [search] = useSearchParams()
  const filtered = [...search.keys()].some(name => name !== 'state')
  if (ever && filtered)
    return (
      <EmptyState
        icon={<Receipt size={20} />}
        title={t('noMatch')}
        text={t('noMatchText')}
        action={
          <LinkButton to={`?${new URLSearchParams(search.has('state') ? { state: search.get('state')! } : {})}`}>
            {t('showAll')}
          </LinkButton>
        }
      />
    )
  if (ever) return <EmptyState icon={<Receipt size={20} />} title={t('noneInState')} text={t('noneInStateText')} />
  return <EmptyState icon={<Receipt size={20} />} title={t('empty')} text={t('emptyText')} />
}

function useColumns(): Column<Order>[] {
  const t = useTranslations('seller.orders')
  const locale = useLocale()
  return [
    { key: 'order', head: t('order'), phone: 'title', cell: order => <OrderName of={order} /> },
    { key: 'deadline', head: t('deadline'), phone: 'side', cell: order => <Due of={order} /> },
    {
      key: 'units',
      head: t('units'),
      align: 'end',
      phone: 'side',
      cell: ({ units }) => <span className={units > 1 ? 'font-semibold' : 'text-ink-2'}>{t('times', { units })}</span>,
    },
    {
      key: 'country',
      head: t('country'),
      phone: 'none',
      from: 'lg',
      cell: order => countryName(order.country, locale),
    },
    {
      key: 'state',
      head: t('state'),
      phone: 'below',
      cell: order => <OrderBadge state={order.state} cause={order.closed_cause} />,
    },
    {
      key: 'placed',
      head: t('placed'),
      phone: 'none',
      from: 'lg',
      cell: order => <DateTime at={order.placed_at} as="day" />,
    },
    { key: 'total', head: t('total'), align: 'end', phone: 'side', cell: order => <Money of={order.total} /> },
  ]
}

/** The picture and title of the first line, and how many lines more there are. */
function OrderName({ of: { number, title, sku, picture, lines } }: { of: Order }) {
  const t = useTranslations('seller.orders')
  return (
    <span className="flex min-w-0 items-center gap-3 py-0.5">
      {picture ? (
        <Thumbnail src={picture} size={36} lazy />
      ) : (
        <span className="size-9 shrink-0 rounded-lg bg-mat" aria-hidden />
      )}
      <span className="min-w-0">
        <span className="line-clamp-1 font-medium">
          {title}
          {lines > 1 && <span className="font-normal text-ink-2"> {t('moreLines', { count: lines - 1 })}</span>}
        </span>
        <span className="block truncate font-normal text-ink-3 text-xs">
          {number} · {sku}
        </span>
      </span>
    </span>
  )
}

/** The time left, with what it is left for. */
function Due({ of: { deadline } }: { of: Order }) {
  const t = useTranslations('seller.orders.due')
  if (!deadline) return null
  return (
    <span className="flex flex-col max-sm:items-end">
      <Countdown due={deadline.due_at} />
      <span className="text-ink-3 text-xs">{t(deadlineName(deadline.kind))}</span>
    </span>
  )
}

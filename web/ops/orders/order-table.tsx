import { Receipt } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Money } from '../../kit/money/money.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { OrderBadge } from './order-state.tsx'

type Order = Awaited<ReturnType<Api['listAllOrders']>>['items'][number]

/** Orders of all stores, with their next deadline. */
export function OrderTable({
  title,
  orders,
  next,
  ofStore = false,
  children,
}: {
  title?: React.ReactNode
  orders: readonly Order[]
  next: string | null
  /** All are of one store, which the page names. */
  ofStore?: boolean
  children?: React.ReactNode
}) {
  const t = useTranslations('ops.orders')
  const storeColumn: Column<Order> = {
    key: 'store',
    head: t('store'),
    phone: 'below',
    cell: order => order.store.name,
  }
  const columns: Column<Order>[] = [
    {
      key: 'number',
      head: t('order'),
      phone: 'title',
      cell: order => <span className="font-medium">{order.number}</span>,
    },
    ...(ofStore ? [] : [storeColumn]),
    { key: 'placed', head: t('placed'), phone: 'below', cell: order => <DateTime at={order.placed_at} /> },
    {
      key: 'state',
      head: t('state'),
      phone: 'below',
      cell: order => <OrderBadge state={order.state} cause={order.closed_cause} />,
    },
    {
      key: 'deadline',
      head: t('deadline'),
      phone: 'side',
      cell: order => order.deadline && <Countdown due={order.deadline.due_at} />,
    },
    { key: 'total', head: t('total'), align: 'end', phone: 'side', cell: order => <Money of={order.total} /> },
  ]
  return (
    <Card flush title={title}>
      {children}
      <DataTable
        label={t('title')}
        rows={orders}
        columns={columns}
        id={order => order.id}
        to={order => `/ops/orders/${order.id}`}
        empty={<EmptyState icon={<Receipt size={20} />} title={t('empty')} />}
      />
      <CursorPager next={next} />
    </Card>
  )
}

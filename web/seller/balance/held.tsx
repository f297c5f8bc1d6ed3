import { Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Money } from '../../kit/money/money.tsx'
import { useStorePath } from '../../kit/page/store-path.ts'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'

type HeldOrder = Awaited<ReturnType<Api['listHeldOrders']>>['items'][number]

/** The orders whose money is held, and when each releases it. */
export function Held({ items }: { items: readonly HeldOrder[] }) {
  const t = useTranslations('seller.balance')
  const state = useTranslations('seller.order.state')
  const at = useStorePath()
  const columns: Column<HeldOrder>[] = [
    { key: 'order', head: t('order'), phone: 'title', cell: order => order.number },
    {
      key: 'released',
      head: t('releasedBy'),
      phone: 'below',
      cell: ({ released_at }) =>
        released_at ? (
          <DateTime at={released_at} as="date" />
        ) : (
          <span className="text-ink-3">{t('afterShipping')}</span>
        ),
    },
    { key: 'state', head: t('state'), phone: 'below', cell: order => state(order.state) },
    { key: 'held', head: t('heldAmount'), align: 'end', phone: 'side', cell: order => <Money of={order.held} /> },
  ]
  return (
    <DataTable
      label={t('held')}
      rows={items}
      columns={columns}
      id={order => order.id}
      to={order => at(`/orders/${order.id}`)}
      empty={<EmptyState icon={<Clock size={20} />} title={t('heldEmpty')} text={t('heldEmptyText')} />}
    />
  )
}

import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { LoweredMoney } from '../../kit/money/lowered-money.tsx'
import { deadlineName } from '../../kit/orders.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { OrderBadge } from './order-words.tsx'

type OrderRowData = Awaited<ReturnType<Api['listMyOrders']>>['items'][number] & {
  /** The secret that opens it without an account. */
  link?: string | null
}

/** One order of a list: items, store, state, time until the next deadline. */
export function OrderRow({ order }: { order: OrderRowData }) {
  const t = useTranslations('storefront.order')
  const path = useShopPath()
  return (
    <li className="relative flex gap-4 rounded-xl border border-line bg-surface p-4 hover:border-edge">
      {order.pictures[0] && <Thumbnail src={order.pictures[0]} size={72} />}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <OrderBadge state={order.state} cause={order.closed_cause} />
          {order.deadline && (
            <span className="text-ink-2 text-sm">
              {t(`until.${deadlineName(order.deadline.kind)}`)} <Countdown due={order.deadline.due_at} />
            </span>
          )}
        </p>
        <Link
          to={path(order.link ? `/orders/${order.id}?link=${order.link}` : `/orders/${order.id}`)}
          className="mt-1 block truncate font-medium after:absolute after:inset-0 after:rounded-xl after:content-['']"
        >
          {order.titles.join(', ')}
        </Link>
        <p className="text-ink-3 text-sm">
          {order.number} · {order.store.name} · <DateTime at={order.placed_at} as="date" />
        </p>
      </div>
      <span className="max-sm:w-min">
        <LoweredMoney of={order.total} before={order.placed_total} className="font-medium" />
      </span>
    </li>
  )
}

import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { BagIcon } from '../../kit/primitives/icons.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import type { Route } from './+types/orders.ts'
import { OrderRow } from './order-row.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listMyOrders({ after: url.searchParams.get('after') ?? undefined }),
)

export default function Orders({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('storefront.orders')
  const path = useShopPath()
  return (
    <div className="mx-auto max-w-3xl">
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      {items.length === 0 ? (
        <EmptyState
          icon={<BagIcon size={22} />}
          title={t('empty')}
          text={t('emptyText')}
          action={<LinkButton to={path('/search')}>{t('browse')}</LinkButton>}
        />
      ) : (
        <ul className="flex flex-col gap-3">
          {items.map(order => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      <CursorPager next={next} />
    </div>
  )
}

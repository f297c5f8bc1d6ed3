import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { AreaChart } from '../kit/charts/charts.tsx'
import { formatMoney } from '../kit/money/money.ts'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Card, Stat, StatGrid } from '../kit/primitives/card.tsx'
import { CheckIcon } from '../kit/primitives/icons.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { Countdown } from '../kit/time/countdown.tsx'
import { formatDate } from '../kit/time/date-time.tsx'
import type { Route } from './+types/home.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.sellerToday({}))

export default function Home({ loaderData: today }: Route.ComponentProps) {
  const t = useTranslations('seller.home')
  return (
    <>
      <PageHeader title={t('title')} />
      <StatGrid>
        <Stat label={t('toShip')} value={today.to_ship} note={t('dueSoon', { count: today.due_soon })} />
        <Stat label={t('awaitingPayment')} value={today.awaiting_payment} />
        <Stat label={t('onTheWay')} value={today.on_the_way} />
        <Stat label={t('drafts')} value={today.drafts} />
      </StatGrid>
      <div className="mt-3 grid items-start gap-3 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <ToShip today={today} />
        <div className="flex flex-col gap-3">
          <LowStock today={today} />
          <Paid today={today} />
        </div>
      </div>
    </>
  )
}

type Props = { today: Route.ComponentProps['loaderData'] }

function ToShip({ today }: Props) {
  const t = useTranslations('seller.home')
  return (
    <Card title={t('next')} flush>
      {today.next.length === 0 ? (
        <EmptyState icon={<CheckIcon size={20} />} title={t('nothing')} text={t('nothingText')} />
      ) : (
        <ul className="mt-2">
          {today.next.map(order => (
            <li
              key={order.id}
              className="relative flex items-center gap-3 border-line border-t px-4 py-2.5 hover:bg-surface-2"
            >
              <span className="min-w-0 flex-1">
                <Link
                  to={`/seller/orders/${order.id}`}
                  className="block truncate font-medium after:absolute after:inset-0 after:content-['']"
                >
                  {order.title}
                </Link>
                <span className="text-ink-3 text-xs">{order.number}</span>
              </span>
              <Countdown due={order.due_at} className="text-sm" />
              <Money of={order.total} className="w-24 text-right" />
            </li>
          ))}
        </ul>
      )}
      {today.to_ship > today.next.length && (
        <p className="border-line border-t px-4 py-3">
          <LinkButton to="/seller/orders?state=awaiting_shipment" size="sm">
            {t('allToShip', { count: today.to_ship })}
          </LinkButton>
        </p>
      )}
    </Card>
  )
}

function LowStock({ today }: Props) {
  const t = useTranslations('seller.home')
  if (today.low_stock.length === 0) return null
  return (
    <Card title={t('lowStock')} flush>
      <ul className="mt-2">
        {today.low_stock.map(item => (
          <li key={item.sku} className="relative flex gap-3 border-line border-t px-4 py-2 hover:bg-surface-2">
            <Link
              to={`/seller/products/${item.product_id}`}
              className="min-w-0 flex-1 truncate after:absolute after:inset-0 after:content-['']"
            >
              {item.title} <span className="text-ink-3">{item.variant}</span>
            </Link>
            <span className={item.available <= 0 ? 'font-medium text-bad' : 'font-medium text-warn'}>
              {item.available <= 0 ? t('soldOut') : t('left', { count: item.available })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Paid({ today }: Props) {
  const t = useTranslations('seller.home')
  const locale = useLocale()
  const sum = today.paid_by_day.reduce((total, day) => total + day.total.amount_minor, 0)
  const currency = today.paid_by_day[0]?.total.currency ?? 'EUR'
  const money = (value: number) => formatMoney({ amount_minor: value, currency }, locale)
  return (
    <Card title={t('paid')} text={money(sum)}>
      <AreaChart
        label={t('paid')}
        format={money}
        data={today.paid_by_day.map(day => ({
          label: formatDate(`${day.on}T12:00:00Z`, 'day', locale),
          value: day.total.amount_minor,
        }))}
      />
    </Card>
  )
}

import { CalendarClock, PackageCheck, PackagePlus, Store, Truck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Permission } from '#accounts/roles.ts'
import { BarsByDay } from '../../kit/charts/charts.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { countText } from '../../kit/numbers.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath, useStorePath } from '../../kit/page/store-path.ts'
import { useVisit } from '../../kit/page/visit.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { formatDate } from '../../kit/time/date-time.tsx'
import { useMay } from '../may.ts'
import type { Route } from './+types/home.ts'
import { Approval } from './approval.tsx'
import { FirstSteps } from './first-steps.tsx'

/** Members who may not see orders start with the products. */
export const loader = page(async ({ api, viewer, params }: Web<Route.LoaderArgs>) => {
  const may = (permission: Permission) => viewer.kind === 'user' && viewer.permissions.includes(permission)
  if (may('products.read') && !may('orders.read')) throw redirect(storePath(params.store, '/products'))
  const [today, store] = await Promise.all([api.sellerToday({}), api.ownStore({})])
  const isNew = today.products === 0 && may('products.edit')
  const hasTemplate = !isNew || (await api.listTemplates({})).items.length > 0
  return { today, store, isNew, hasTemplate }
})

type Today = Route.ComponentProps['loaderData']['today']

export default function Home({ loaderData: { today, store, isNew, hasTemplate } }: Route.ComponentProps) {
  const t = useTranslations('seller.home')
  const may = useMay()
  if (isNew)
    return (
      <>
        <Suspended store={store} />
        <Approval store={store} />
        <FirstSteps store={store.name} hasTemplate={hasTemplate} />
      </>
    )
  return (
    <>
      <PageHeader title={t('title')} />
      <Suspended store={store} />
      <Approval store={store} />
      <Lost today={today} />
      <Figures today={today} />
      <div className="mt-3 grid items-start gap-3 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <ToShip today={today} />
        <div className="flex min-w-0 flex-col gap-3 lg:row-span-2">
          {may('products.read') && <Shelf today={today} />}
          <QuickLinks slug={store.slug} />
        </div>
        {today.paid_by_day && <Paid days={today.paid_by_day} />}
      </div>
    </>
  )
}

/** Why the store is suspended, as its owners were told by e-mail. */
function Suspended({ store: { suspension } }: { store: Route.ComponentProps['loaderData']['store'] }) {
  const t = useTranslations('seller.home.suspended')
  if (!suspension) return null
  return (
    <Callout tone="bad" title={t('title')} className="mb-3">
      <p className="whitespace-pre-line">{suspension.reason}</p>
      <p className="mt-1">{t(suspension.hold_payouts ? 'held' : 'open')}</p>
    </Callout>
  )
}

function Figures({ today }: { today: Today }) {
  const at = useStorePath()
  const t = useTranslations('seller.home')
  const orders = (state: string, text: string) => (
    <Link
      to={at(`/orders?state=${state}`)}
      className="rounded after:absolute after:inset-0 after:content-[''] hover:underline"
    >
      {text}
    </Link>
  )
  return (
    <StatGrid>
      <Stat
        className="relative"
        label={orders('awaiting_shipment', t('toShip'))}
        value={countText(today.to_ship)}
        note={
          <span className={today.due_soon > 0 ? 'font-medium text-warn' : undefined}>
            {t('dueSoon', { count: today.due_soon })}
          </span>
        }
      />
      <Stat
        className="relative"
        label={orders('awaiting_payment', t('awaitingPayment'))}
        value={countText(today.awaiting_payment)}
        note={
          today.payment_in_progress > 0
            ? t('paymentInProgress', { count: today.payment_in_progress })
            : t('awaitingPaymentNote')
        }
      />
      <Stat
        className="relative"
        label={orders('awaiting_receipt', t('onTheWay'))}
        value={countText(today.on_the_way)}
        note={t('onTheWayNote')}
      />
      {today.paid_by_day && (
        <Stat label={t('paid')} value={<Money of={paidIn(today.paid_by_day)} />} note={t('paidNote')} />
      )}
    </StatGrid>
  )
}

/** Orders that were cancelled because they were not shipped in time: what silence has cost. */
function Lost({ today: { lost } }: { today: Today }) {
  const t = useTranslations('seller.home')
  const at = useStorePath()
  if (lost.orders === 0) return null
  return (
    <Callout
      tone="bad"
      title={t('lost', { count: lost.orders })}
      className="mb-3"
      action={
        <LinkButton to={at('/orders?state=closed')} size="sm">
          {t('lostSee')}
        </LinkButton>
      }
    >
      {t.rich('lostText', { total: () => <Money of={lost.total} /> })}
    </Callout>
  )
}

type Days = NonNullable<Today['paid_by_day']>

const paidIn = (days: Days) => ({
  amount_minor: days.reduce((sum, day) => sum + day.total.amount_minor, 0),
  currency: days[0]!.total.currency,
})

/** Today's work, the most urgent first. */
function ToShip({ today }: { today: Today }) {
  const at = useStorePath()
  const t = useTranslations('seller.home')
  const dayFromNow = Date.parse(useVisit().now) + 86_400_000
  const soon = today.next.filter(order => Date.parse(order.due_at) < dayFromNow)
  const later = today.next.slice(soon.length)
  const hadOrders = today.on_the_way > 0 || (today.paid_by_day?.some(day => day.orders > 0) ?? true)
  if (today.next.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<PackageCheck size={20} />}
          title={t(hadOrders ? 'allShipped' : 'noneYet')}
          text={t(hadOrders ? 'allShippedText' : 'noneYetText')}
        />
      </Card>
    )
  return (
    <Card
      title={t('next')}
      actions={
        today.to_ship > today.next.length && (
          <LinkButton to={at('/orders?state=awaiting_shipment')} size="sm">
            {t('allToShip', { count: today.to_ship })}
          </LinkButton>
        )
      }
      flush
    >
      <OrderGroup title={t('withinADay')} orders={soon} />
      <OrderGroup title={soon.length > 0 ? t('later') : undefined} orders={later} />
    </Card>
  )
}

function OrderGroup({ title, orders }: { title: string | undefined; orders: Today['next'] }) {
  const at = useStorePath()
  if (orders.length === 0) return null
  return (
    <section className="mt-3">
      {title && <h3 className="px-4 pb-1.5 text-ink-3 text-xs">{title}</h3>}
      <ul>
        {orders.map(order => (
          <TaskRow
            key={order.id}
            to={at(`/orders/${order.id}`)}
            title={order.title}
            text={order.number}
            aside={
              <span className="flex flex-col items-end sm:flex-row sm:gap-6">
                <Countdown due={order.due_at} />
                <Money of={order.total} className="min-w-20 text-right text-ink-2" />
              </span>
            }
          />
        ))}
      </ul>
    </section>
  )
}

/** Stock that needs attention: low units, and drafts that nobody can buy yet. */
function Shelf({ today }: { today: Today }) {
  const at = useStorePath()
  const t = useTranslations('seller.home')
  if (today.low_stock.length === 0 && today.drafts === 0) return null
  return (
    <Card title={t('shelf')} flush>
      <ul className="mt-3">
        {today.low_stock.map(item => (
          <TaskRow
            key={item.sku}
            to={at(`/products/${item.product_id}`)}
            title={item.title}
            text={item.variant}
            aside={
              <span className={item.available <= 0 ? 'font-medium text-bad' : 'font-medium text-warn'}>
                {item.available <= 0 ? t('soldOut') : t('left', { count: item.available })}
              </span>
            }
          />
        ))}
        {today.drafts > 0 && (
          <TaskRow
            to={at('/products?state=draft')}
            title={t('drafts', { count: today.drafts })}
            text={t('draftsText')}
          />
        )}
      </ul>
    </Card>
  )
}

function TaskRow({ to, title, text, aside }: { to: string; title: string; text: string; aside?: ReactNode }) {
  return (
    <li className="relative flex items-center gap-4 border-line border-t px-4 py-2 hover:bg-surface-2">
      <span className="min-w-0 flex-1">
        <Link
          to={to}
          prefetch="intent"
          className="block truncate font-medium after:absolute after:inset-0 after:content-['']"
        >
          {title}
        </Link>
        <span className="block truncate text-ink-3 text-xs">{text}</span>
      </span>
      {aside}
    </li>
  )
}

function QuickLinks({ slug }: { slug: string }) {
  const at = useStorePath()
  const t = useTranslations('seller')
  const may = useMay()
  const link = 'flex min-h-9 items-center gap-2.5 rounded-lg px-2 pointer-coarse:min-h-11 hover:bg-surface-2'
  return (
    <Card title={t('home.quickLinks')}>
      <ul className="-mx-2 -my-2">
        {may('products.edit') && (
          <>
            <li>
              <Link to={at('/products/new')} className={link}>
                <PackagePlus size={16} className="text-ink-3" />
                {t('products.new')}
              </Link>
            </li>
            <li>
              <Link to={at('/templates')} className={link}>
                <Truck size={16} className="text-ink-3" />
                {t('templates.title')}
              </Link>
            </li>
          </>
        )}
        <li>
          <Link to={at('/ship-by')} className={link}>
            <CalendarClock size={16} className="text-ink-3" />
            {t('shipBy.title')}
          </Link>
        </li>
        <li>
          <a href={`/s/${slug}`} className={link}>
            <Store size={16} className="text-ink-3" />
            {t('home.seeStore')}
          </a>
        </li>
      </ul>
    </Card>
  )
}

function Paid({ days }: { days: Days }) {
  const t = useTranslations('seller.home')
  const locale = useLocale()
  const { currency } = days[0]!.total
  return (
    <Card title={t('paidByDay')}>
      <BarsByDay
        label={t('paidByDay')}
        format={value => formatMoney({ amount_minor: value, currency }, locale)}
        data={days.map(day => ({
          // noon, so that the label is the same day in every time zone of the market
          label: formatDate(`${day.on}T12:00:00Z`, 'day', locale),
          value: day.total.amount_minor,
        }))}
      />
    </Card>
  )
}

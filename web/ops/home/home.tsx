import clsx from 'clsx'
import { CircleCheck } from 'lucide-react'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { AreaChart } from '../../kit/charts/charts.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { formatNumber } from '../../kit/numbers.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { formatDate } from '../../kit/time/date-time.tsx'
import { RelativeTime } from '../../kit/time/relative-time.tsx'
import { AuditTable } from '../audit/audit-table.tsx'
import type { Route } from './+types/home.ts'

export const loader = page(async ({ api, now }: Web<Route.LoaderArgs>) => {
  const [due, sales, health, audit] = await Promise.all([
    api.showWorkDue({}),
    api.showSales({}),
    api.showHealth({}),
    api.listAudit({ limit: 5 }),
  ])
  return { due: due.items, sales, checks: health.checks, audit: audit.items, now }
})

/** What is wrong, what is due, how the market does: in this order. */
export default function Home({ loaderData: { due, sales, checks, audit, now } }: Route.ComponentProps) {
  const t = useTranslations('ops.home')
  return (
    <>
      <PageHeader title={t('title')} text={formatDate(now, 'full', useLocale())} />
      <HealthStrip checks={checks} />
      <WorkDue due={due} />
      <Sales sales={sales} />
      <Card
        flush
        className="mt-3"
        title={
          <Link to="/ops/audit" className="hover:underline">
            {t('changes')}
          </Link>
        }
      >
        <AuditTable entries={audit} />
      </Card>
    </>
  )
}

type Checks = Route.ComponentProps['loaderData']['checks']

const strip = { ok: 'text-ink-3', warn: 'bg-warn-soft text-warn', bad: 'bg-bad-soft text-bad' }

/** One cell for each check; on a phone only what is not fine, and how many others are. */
function HealthStrip({ checks }: { checks: Checks }) {
  const t = useTranslations('ops.health')
  const home = useTranslations('ops.home')
  const entries = Object.entries(checks) as [keyof Checks, Checks[keyof Checks]][]
  const fine = entries.filter(([, verdict]) => verdict === 'ok').length
  return (
    <Link
      to="/ops/health"
      aria-label={home('health')}
      className="mb-3 flex flex-wrap overflow-clip rounded-xl border border-line bg-surface hover:border-line-2"
    >
      {entries.map(([name, verdict]) => (
        <span
          key={name}
          className={clsx(
            'flex-1 border-line px-3 py-2 text-sm not-first:border-l',
            strip[verdict],
            verdict === 'ok' && 'max-sm:hidden',
          )}
        >
          <span className="block text-ink text-xs">{t(`checks.${name}`)}</span>
          <span className="font-medium">
            <span aria-hidden>● </span>
            {t(`verdicts.${verdict}`)}
          </span>
        </span>
      ))}
      <span className="px-3 py-2 text-ink-2 text-sm sm:hidden">{home('othersFine', { count: fine })}</span>
    </Link>
  )
}

type Due = Awaited<ReturnType<Api['showWorkDue']>>['items'][number]

const lists: Readonly<Record<Due['queue'], string>> = {
  failed_deadlines: '/ops/deadlines?which=failed',
  failed_events: '/ops/health',
  failed_mails: '/ops/mails?state=failed',
  applications: '/ops/applications',
  payouts_requested: '/ops/payouts',
  batches_to_approve: '/ops/payouts?state=batches',
  files_to_send: '/ops/payouts?state=batches',
  payouts_at_bank: '/ops/payouts?state=sent',
}

function WorkDue({ due }: { due: readonly Due[] }) {
  const t = useTranslations('ops.home')
  const locale = useLocale()
  const sum = (of: 'late' | 'today' | 'later') => due.reduce((all, each) => all + each[of], 0)
  const number = (value: number, late = false) => (
    <span
      className={clsx(
        'tabular-nums',
        value === 0 ? 'text-ink-3' : late && 'rounded-md bg-bad-soft px-1.5 font-medium text-bad',
      )}
    >
      {formatNumber(value, locale)}
    </span>
  )
  const columns: Column<Due>[] = [
    {
      key: 'queue',
      head: t('queue'),
      phone: 'title',
      cell: ({ queue }) => (
        <>
          <span className="font-medium">{t(`queues.${queue}.name`)}</span>
          <span className="block font-normal text-ink-3 text-xs">{t(`queues.${queue}.text`)}</span>
        </>
      ),
    },
    {
      key: 'late',
      head: t('late'),
      align: 'end',
      phone: 'below',
      phoneHead: true,
      cell: each => number(each.late, true),
    },
    { key: 'today', head: t('today'), align: 'end', phone: 'below', phoneHead: true, cell: each => number(each.today) },
    { key: 'later', head: t('later'), align: 'end', phone: 'below', phoneHead: true, cell: each => number(each.later) },
    {
      key: 'oldest',
      head: t('oldest'),
      align: 'end',
      from: 'lg',
      phone: 'none',
      cell: ({ oldest_at }) => oldest_at && <RelativeTime at={oldest_at} />,
    },
    {
      key: 'next',
      head: t('next'),
      align: 'end',
      phone: 'side',
      cell: ({ next_due_at }) => next_due_at && <Countdown due={next_due_at} />,
    },
  ]
  return (
    <Card
      flush
      className="mb-3"
      title={t('due')}
      text={t('dueText', { late: sum('late'), today: sum('today'), later: sum('later') })}
    >
      <DataTable
        label={t('due')}
        rows={due.filter(({ late, today, later }) => late + today + later > 0)}
        columns={columns}
        id={({ queue }) => queue}
        to={({ queue }) => lists[queue]}
        empty={<EmptyState icon={<CircleCheck size={20} />} title={t('nothing')} text={t('nothingText')} />}
      />
    </Card>
  )
}

/** A change against the time before, in per cent; null without anything to compare with. */
const change = (now: number, before: number): number | null => (before > 0 ? now / before - 1 : null)

function Sales({ sales }: { sales: Route.ComponentProps['loaderData']['sales'] }) {
  const t = useTranslations('ops.home')
  const locale = useLocale()
  const orders = sales.days.reduce((sum, day) => sum + day.orders, 0)
  const value = sales.days.reduce((sum, day) => sum + day.value.amount_minor, 0)
  const { currency } = sales.before.value
  const against = (now: number, before: number) => {
    const changed = change(now, before)
    return changed === null ? t('noBefore') : t('against', { change: changed })
  }
  const day = (on: string) => formatDate(`${on}T12:00:00Z`, 'day', locale)
  return (
    <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Card title={t('gmv')} text={t('gmvText')}>
        <AreaChart
          label={t('gmv')}
          data={sales.days.map(each => ({ label: day(each.on), value: each.value.amount_minor }))}
          format={minor => formatMoney({ amount_minor: Math.round(minor), currency }, locale)}
        />
      </Card>
      <Card title={t('ordersPerDay')} text={t('ordersText')}>
        <AreaChart
          label={t('ordersPerDay')}
          data={sales.days.map(each => ({ label: day(each.on), value: each.orders }))}
          format={count => formatNumber(count, locale)}
        />
      </Card>
      <StatGrid className="lg:col-span-2">
        <Stat
          label={
            <Link to="/ops/orders" className="hover:underline">
              {t('gmv')}
            </Link>
          }
          value={formatMoney({ amount_minor: value, currency }, locale)}
          note={against(value, sales.before.value.amount_minor)}
        />
        <Stat
          label={
            <Link to="/ops/orders" className="hover:underline">
              {t('paidOrders')}
            </Link>
          }
          value={formatNumber(orders, locale)}
          note={against(orders, sales.before.orders)}
        />
        <Stat
          label={
            <Link to="/ops/stores" className="hover:underline">
              {t('newStores')}
            </Link>
          }
          value={formatNumber(sales.new_stores, locale)}
          note={against(sales.new_stores, sales.new_stores_before)}
        />
      </StatGrid>
    </div>
  )
}

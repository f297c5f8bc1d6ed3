import { Link2, Wallet } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { Card, Stat, StatGrid } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { type Column, DataTable } from '../kit/table/data-table.tsx'
import { ExportLink } from '../kit/table/export-link.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import type { Route } from './+types/balance.ts'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const after = url.searchParams.get('after') ?? undefined
  const [balance, movements] = await Promise.all([api.showBalance({}), api.listMovements({ after, limit: 25 })])
  return { balance, movements }
})

type Movement = Route.ComponentProps['loaderData']['movements']['items'][number]

export default function Balance({ loaderData: { balance, movements } }: Route.ComponentProps) {
  const t = useTranslations('seller.balance')
  const columns: Column<Movement>[] = [
    {
      key: 'order',
      head: t('order'),
      phone: 'title',
      cell: each =>
        each.order && (
          <Link to={`/seller/orders/${each.order.id}`} className="font-medium hover:underline">
            {each.order.number}
          </Link>
        ),
    },
    { key: 'at', head: t('at'), phone: 'below', cell: each => <DateTime at={each.at} /> },
    { key: 'gross', head: t('gross'), align: 'end', phone: 'none', cell: each => <Money of={each.gross} /> },
    {
      key: 'commission',
      head: t('commission'),
      align: 'end',
      phone: 'none',
      cell: each => <Money of={each.commission} />,
    },
    {
      key: 'amount',
      head: t('amount'),
      align: 'end',
      phone: 'side',
      cell: each => <Money of={each.amount} sign className="font-medium" />,
    },
    {
      key: 'sealed',
      head: t('sealed'),
      phone: 'none',
      cell: each =>
        each.sealed ? (
          <Link2 size={14} aria-label={t('isSealed')} className="text-ink-3" />
        ) : (
          <span className="text-ink-3">{t('soon')}</span>
        ),
    },
  ]
  return (
    <>
      <PageHeader title={t('title')} actions={<ExportLink path="/api/seller/balance/movements.csv" />} />
      <StatGrid className="mb-3">
        <Stat label={t('available')} value={<Money of={balance.available} />} note={t('availableText')} />
        <Stat
          label={t('kept')}
          value={<Money of={balance.escrow} />}
          note={t('keptText', { count: balance.orders_in_escrow })}
        />
      </StatGrid>
      <Card flush>
        <DataTable
          label={t('movements')}
          rows={movements.items}
          columns={columns}
          id={each => each.id}
          empty={<EmptyState icon={<Wallet size={20} />} title={t('empty')} text={t('emptyText')} />}
        />
        <CursorPager next={movements.next} />
      </Card>
    </>
  )
}

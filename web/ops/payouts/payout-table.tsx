import { Banknote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { payoutMachine } from '#payouts/states.ts'
import { may } from '#platform/machine.ts'
import { Money } from '../../kit/money/money.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { PayoutBadge } from './payout-state.tsx'

type Payout = Awaited<ReturnType<Api['listAllPayouts']>>['items'][number]

/** Payouts of any stores; `bulk` as in `DataTable`. */
export function PayoutTable({ payouts, bulk }: { payouts: readonly Payout[]; bulk?: ReactNode }) {
  const t = useTranslations('ops.payouts')
  const columns: Column<Payout>[] = [
    {
      key: 'number',
      head: t('number'),
      phone: 'title',
      cell: each => <span className="font-medium">{each.number}</span>,
    },
    { key: 'store', head: t('store'), phone: 'below', cell: each => each.store.name },
    {
      key: 'to',
      head: t('to'),
      phone: 'below',
      cell: each => (
        <>
          {each.holder}{' '}
          <span className="whitespace-nowrap text-ink-3">
            {each.account} {each.scheme === 'international' && each.bic}
          </span>
        </>
      ),
    },
    { key: 'scheme', head: t('scheme'), phone: 'below', cell: each => t(`schemes.${each.scheme}`) },
    { key: 'at', head: t('at'), from: 'lg', phone: 'below', cell: each => <DateTime at={each.requested_at} /> },
    {
      key: 'state',
      head: t('state'),
      phone: 'below',
      cell: each => (
        <span className="flex flex-wrap items-center gap-x-2">
          <PayoutBadge state={each.state} /> <span className="text-ink-3">{each.return_reason}</span>
        </span>
      ),
    },
    { key: 'fee', head: t('fee'), align: 'end', from: 'lg', phone: 'none', cell: each => <Money of={each.fee} /> },
    {
      key: 'net',
      head: t('net'),
      align: 'end',
      phone: 'side',
      cell: each => <Money of={each.arrives} className="font-medium" />,
    },
  ]
  return (
    <DataTable
      label={t('title')}
      rows={payouts}
      columns={columns}
      id={each => each.id}
      bulk={bulk}
      choosable={each => may(payoutMachine, each.state, 'collect') || may(payoutMachine, each.state, 'pay')}
      empty={<EmptyState icon={<Banknote size={20} />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}

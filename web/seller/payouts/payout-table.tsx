import { Landmark } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { type PayoutState, payoutMachine } from '#payouts/states.ts'
import { may } from '#platform/machine.ts'
import { isRefused } from '../../kit/forms/refused.ts'
import { RefusalText, SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useMay } from '../may.ts'

const tones: Record<PayoutState, Tone> = {
  requested: 'neutral',
  in_batch: 'info',
  sent: 'info',
  paid: 'ok',
  returned: 'bad',
  canceled: 'neutral',
}

type Payout = Awaited<ReturnType<Api['listPayouts']>>['items'][number]

/** The store's payouts; one that is not in a batch yet can be canceled. */
export function PayoutTable({ payouts, result }: { payouts: readonly Payout[]; result: unknown }) {
  const t = useTranslations('seller.payouts')
  const balance = useTranslations('seller.balance')
  const mayPayOut = useMay()('balance.pay_out')
  const columns: Column<Payout>[] = [
    {
      key: 'number',
      head: t('number'),
      phone: 'title',
      cell: each => <span className="font-medium">{each.number}</span>,
    },
    { key: 'at', head: balance('at'), phone: 'below', cell: each => <DateTime at={each.requested_at} /> },
    { key: 'to', head: t('to'), phone: 'below', phoneHead: true, cell: each => each.account },
    { key: 'state', head: t('state'), phone: 'below', cell: each => <State of={each} /> },
    { key: 'fee', head: t('fee'), align: 'end', phone: 'none', cell: each => <Money of={each.fee} /> },
    {
      key: 'net',
      head: t('net'),
      align: 'end',
      phone: 'side',
      cell: each => <Money of={each.arrives} className="font-medium" />,
    },
    {
      key: 'cancel',
      head: '',
      align: 'end',
      phone: 'side',
      cell: ({ id, number, state }) =>
        may(payoutMachine, state, 'cancel') &&
        mayPayOut && (
          <WriteForm name={id} className="">
            <input type="hidden" name="payout" value={id} />
            <SubmitButton variant="outline" size="sm" aria-label={t('cancelNamed', { number })}>
              {t('cancel')}
            </SubmitButton>
          </WriteForm>
        ),
    },
  ]
  return (
    <>
      {isRefused(result) && result.values.payout && (
        <Callout tone="bad" role="alert" className="m-3">
          <RefusalText of={result} />
        </Callout>
      )}
      <DataTable
        label={balance('payouts')}
        rows={payouts}
        columns={columns}
        id={each => each.id}
        empty={<EmptyState icon={<Landmark size={20} />} title={t('empty')} text={t('emptyText')} />}
      />
    </>
  )
}

function State({ of: { state, arrives_by, return_reason } }: { of: Payout }) {
  const t = useTranslations('seller.payouts')
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <StatusBadge state={state} tones={tones}>
        {t(`states.${state}`)}
      </StatusBadge>
      <span className="text-ink-3">
        {arrives_by && t.rich('expected', { at: () => <DateTime at={arrives_by} as="day" /> })}
        {return_reason && t(`reasons.${return_reason}`)}
      </span>
    </span>
  )
}

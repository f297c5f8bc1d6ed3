import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { batchMachine, type ReturnReason, returnReasons } from '#payouts/states.ts'
import { may } from '#platform/machine.ts'
import { Select } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { DownloadFile } from '../download-file.tsx'
import { ProofField } from '../proof.tsx'
import { ReasonField } from '../reason.tsx'
import type { Route } from './+types/payout-batch.ts'
import { BatchBadge } from './payout-state.tsx'
import { PayoutTable } from './payout-table.tsx'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(async ({ api, params, url }: Web<Route.LoaderArgs>) => {
  const after = url.searchParams.get('after') ?? undefined
  const [batch, payouts] = await Promise.all([
    api.showPayoutBatch({ batch_id: params.id }),
    api.listAllPayouts({ batch_id: params.id, after, limit: 100 }),
  ])
  return { batch, payouts }
})

export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'ops')
  const here = url.pathname + url.search
  const batch_id = params.id
  const payout_ids = form.getAll('id').map(String)
  switch (formName) {
    case 'approve':
      await api.approvePayoutBatch({ batch_id }, key)
      return goTo(here, visit, notice('batchApproved'))
    case 'dissolve':
      await api.dissolvePayoutBatch({ batch_id, reason: String(form.get('reason')) }, key)
      return goTo(here, visit, notice('batchDissolved'))
  }
  if (form.get('bank') === 'paid') {
    await api.markPaid({ payout_ids }, key)
    return goTo(here, visit, notice('payoutsPaid', { count: payout_ids.length }))
  }
  await api.markReturned({ payout_ids, reason: String(form.get('reason')) as ReturnReason }, key)
  return goTo(here, visit, notice('payoutsReturned', { count: payout_ids.length }))
})

type Batch = Route.ComponentProps['loaderData']['batch']

export default function PayoutBatch({ loaderData: { batch, payouts }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.batch')
  return (
    <>
      <PageHeader
        title={t('title', { number: batch.number })}
        above={
          <Link to="/ops/payouts?state=batches" className="text-ink-3 text-sm hover:underline">
            {t('all')}
          </Link>
        }
        text={<BatchBadge state={batch.state} />}
      />
      <div className="mb-3 grid items-start gap-3 lg:grid-cols-2">
        <Card>
          <Facts of={batch} />
        </Card>
        <NextStep batch={batch} result={actionData} />
      </div>
      <Card flush title={t('payouts')}>
        <WriteForm result={actionData} name="mark" className="mt-2">
          <PayoutTable payouts={payouts.items} bulk={batch.state === 'sent' && <BankSays />} />
        </WriteForm>
        <CursorPager next={payouts.next} />
      </Card>
    </>
  )
}

function Facts({ of: batch }: { of: Batch }) {
  const t = useTranslations('ops.batch')
  const list = useTranslations('ops.payouts')
  const done = (at: string | null, name: string | null): ReactNode =>
    at && name && t.rich('by', { at: () => <DateTime at={at} />, name })
  return (
    <DefinitionList className="-my-2">
      <KeyValue label={list('scheme')}>{list(`schemes.${batch.scheme}`)}</KeyValue>
      <KeyValue label={t('reference')}>
        <span className="break-all font-mono text-xs">{batch.reference}</span>
      </KeyValue>
      <KeyValue label={t('made')}>{done(batch.made_at, batch.made_by)}</KeyValue>
      {batch.approved_at && <KeyValue label={t('approved')}>{done(batch.approved_at, batch.approved_by)}</KeyValue>}
      {batch.sent_at && <KeyValue label={t('sent')}>{done(batch.sent_at, batch.sent_by)}</KeyValue>}
      {batch.dissolved_at && (
        <KeyValue label={t('dissolved')}>
          {done(batch.dissolved_at, batch.dissolved_by)}: {batch.dissolved_reason}
        </KeyValue>
      )}
      {batch.debtor && (
        <KeyValue label={t('from')}>
          {batch.debtor.name} {batch.debtor.iban}
        </KeyValue>
      )}
      <KeyValue label={t('payouts')}>{batch.payouts}</KeyValue>
      <KeyValue label={t('open')}>{batch.open}</KeyValue>
      <KeyValue label={t('total')} strong>
        <Money of={batch.total} />
      </KeyValue>
    </DefinitionList>
  )
}

/** The possible actions of the batch. */
function NextStep({ batch, result }: { batch: Batch; result: unknown }) {
  const t = useTranslations('ops.batch')
  if (batch.state === 'sent')
    return (
      <Card>
        {batch.open > 0 && <p className="mb-4">{t('sentText')}</p>}
        <DownloadFile batchId={batch.id} scheme={batch.scheme} again />
      </Card>
    )
  const can = (name: keyof typeof batchMachine.transitions) => may(batchMachine, batch.state, name)
  if (!can('dissolve')) return null
  return (
    <Card>
      <div className="flex flex-col gap-4">
        {can('send') ? (
          <DownloadFile batchId={batch.id} scheme={batch.scheme} />
        ) : batch.own ? (
          <p>{t('own')}</p>
        ) : (
          <div>
            <p className="mb-3">{t('approveText')}</p>
            <ConfirmDialog
              button={t('approve')}
              title={t('approveTitle')}
              text={t.rich('approveEffect', {
                payouts: batch.payouts,
                total: () => <Money of={batch.total} />,
                from: batch.payer ? `${batch.payer.name} ${batch.payer.iban}` : '–',
              })}
              confirm={t.rich('approveButton', { total: () => <Money of={batch.total} /> })}
              name="approve"
              result={result}
              tone="primary"
            >
              <ProofField />
            </ConfirmDialog>
          </div>
        )}
        <div>
          <ConfirmDialog
            button={t('dissolve')}
            title={t('dissolve')}
            text={t('dissolveText')}
            confirm={t('dissolve')}
            name="dissolve"
            result={result}
          >
            <ReasonField />
          </ConfirmDialog>
        </div>
      </div>
    </Card>
  )
}

/** Records what the bank did with the checked payouts. */
function BankSays() {
  const t = useTranslations('ops.batch')
  return (
    <>
      <SubmitButton variant="soft" size="sm" name="bank" value="paid">
        {t('paid')}
      </SubmitButton>
      <Select name="reason" aria-label={t('why')} className="w-52 shrink-0">
        {returnReasons.map(reason => (
          <option key={reason} value={reason}>
            {t(`reasons.${reason}`)}
          </option>
        ))}
      </Select>
      <SubmitButton variant="danger" size="sm" name="bank" value="returned">
        {t('returned')}
      </SubmitButton>
    </>
  )
}

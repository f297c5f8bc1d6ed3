import { Layers } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type PayoutState, payoutStates } from '#payouts/states.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/payouts.ts'
import { BatchBadge } from './payout-state.tsx'
import { PayoutTable } from './payout-table.tsx'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

/** Payouts waiting for a batch are shown first; batches are a tab next to the states. */
export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const state = url.searchParams.get('state') || 'requested'
  const after = url.searchParams.get('after') ?? undefined
  const [open, list] = await Promise.all([
    api.showOpenPayouts({}),
    state === 'batches'
      ? api.listPayoutBatches({ after, limit: 50 }).then(batches => ({ batches, payouts: null }))
      : api
          .listAllPayouts({ state: state as PayoutState, after, limit: 100 })
          .then(payouts => ({ batches: null, payouts })),
  ])
  return { open: open.items, state, ...list }
})

export const action = write(async ({ api, form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const { id } = await api.createPayoutBatch({ payout_ids: form.getAll('id').map(String) }, key)
  return goTo(`/ops/payouts/${id}`, visit, textsOf(visit.locale, 'ops')('batchMade'))
})

export default function Payouts({ loaderData: { open, state, ...list }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.payouts')
  const collecting = state === 'requested'
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={<ExportLink path={list.payouts ? '/api/ops/payouts.csv' : '/api/ops/payout-batches.csv'} />}
      />
      <StatGrid className="mb-3">
        {open.map(each => (
          <Stat
            key={each.state}
            label={t(`states.${each.state}`)}
            value={<Money of={each.total} />}
            note={t('count', { count: each.payouts })}
          />
        ))}
      </StatGrid>
      <Card flush>
        <Tabs
          label={t('lists')}
          param="state"
          tabs={[
            { value: '', label: t('states.requested') },
            { value: 'batches', label: t('batches') },
            ...payoutStates
              .filter(each => each !== 'requested')
              .map(each => ({ value: each, label: t(`states.${each}`) })),
          ]}
        />
        {list.batches ? (
          <Batches items={list.batches.items} />
        ) : (
          <WriteForm result={actionData} className="">
            <PayoutTable
              payouts={list.payouts.items}
              bulk={
                collecting && (
                  <SubmitButton variant="soft" size="sm">
                    {t('makeBatch')}
                  </SubmitButton>
                )
              }
            />
          </WriteForm>
        )}
        <CursorPager next={(list.batches ?? list.payouts).next} />
      </Card>
    </>
  )
}

type Batch = NonNullable<Route.ComponentProps['loaderData']['batches']>['items'][number]

function Batches({ items }: { items: readonly Batch[] }) {
  const t = useTranslations('ops.batch')
  const list = useTranslations('ops.payouts')
  const columns: Column<Batch>[] = [
    {
      key: 'number',
      head: t('number'),
      phone: 'title',
      cell: each => <span className="font-medium">{each.number}</span>,
    },
    { key: 'made', head: t('made'), phone: 'below', cell: each => <DateTime at={each.made_at} /> },
    { key: 'by', head: '', phone: 'below', cell: each => each.made_by },
    { key: 'state', head: list('state'), phone: 'below', cell: each => <BatchBadge state={each.state} /> },
    {
      key: 'scheme',
      head: list('scheme'),
      phone: 'below',
      cell: each => list(`schemes.${each.scheme}`),
    },
    { key: 'payouts', head: t('payouts'), align: 'end', phone: 'none', cell: each => each.payouts },
    { key: 'open', head: t('open'), align: 'end', phone: 'none', cell: each => each.open },
    {
      key: 'total',
      head: t('total'),
      align: 'end',
      phone: 'side',
      cell: each => <Money of={each.total} className="font-medium" />,
    },
  ]
  return (
    <DataTable
      label={list('batches')}
      rows={items}
      columns={columns}
      id={each => each.id}
      to={each => `/ops/payouts/${each.id}`}
      empty={<EmptyState icon={<Layers size={20} />} title={list('empty')} />}
    />
  )
}

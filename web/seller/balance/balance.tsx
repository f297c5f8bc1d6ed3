import { Wallet } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { marketCurrency } from '#platform/market.ts'
import { parseMoney } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { useMay } from '../may.ts'
import { BankAccount } from '../payouts/bank-account.tsx'
import { PayOut } from '../payouts/pay-out.tsx'
import { PayoutTable } from '../payouts/payout-table.tsx'
import type { Route } from './+types/balance.ts'
import { Held } from './held.tsx'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const shown = { after: url.searchParams.get('after') ?? undefined, limit: 25 }
  const day = (name: string) => url.searchParams.get(name) || undefined
  const list = url.searchParams.get('list')
  const [balance, terms, payouts, held, movements] = await Promise.all([
    api.showBalance({}),
    api.showPayoutTerms({}),
    list === 'payouts' ? api.listPayouts(shown) : null,
    list === 'held' ? api.listHeldOrders(shown) : null,
    list === 'payouts' || list === 'held' ? null : api.listMovements({ ...shown, from: day('from'), to: day('to') }),
  ])
  return { balance, terms, payouts, held, movements }
})

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'seller')
  const text = (name: string): string => String(form.get(name) ?? '')
  switch (formName) {
    case 'account':
      await api.saveBankAccount({
        country: text('country'),
        iban: text('iban') || null,
        account_number: text('account_number') || null,
        holder: text('holder'),
        holder_address: text('holder_address') || null,
        bic: text('bic') || null,
        bank_name: text('bank_name') || null,
        bank_address: text('bank_address') || null,
        code: text('code'),
        password: text('password'),
      })
      return goTo(url.pathname, visit, notice('accountSaved'))
    case 'request': {
      const amount_minor = parseMoney(text('amount'), marketCurrency, visit.locale) ?? Number.NaN
      await api.requestPayout({ amount_minor }, key)
      return goTo(`${url.pathname}?list=payouts`, visit, notice('payoutRequested'))
    }
    default:
      await api.cancelPayout({ payout_id: text('payout') }, key)
      return goTo(url.pathname + url.search, visit, notice('payoutCanceled'))
  }
})

export default function Balance({ loaderData: { balance, terms, ...list }, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller.balance')
  const mayPayOut = useMay()('balance.pay_out')
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <ExportLink path={at(`/download/${list.payouts ? 'payouts' : list.held ? 'held' : 'movements'}.csv`)} />
        }
      />
      <StatGrid className="mb-3">
        <Stat label={t('available')} value={<Money of={balance.available} />} note={t('availableText')} />
        <Stat
          label={
            <Link to="?list=held" className="hover:underline">
              {t('kept')}
            </Link>
          }
          value={<Money of={balance.escrow} />}
          note={t('keptText', { count: balance.orders_in_escrow })}
        />
        {balance.frozen.amount_minor > 0 && (
          <Stat label={t('frozen')} value={<Money of={balance.frozen} />} note={t('frozenText')} />
        )}
        {balance.owed.amount_minor > 0 && (
          <Stat label={t('owed')} value={<Money of={balance.owed} />} note={t('owedText')} />
        )}
      </StatGrid>
      {mayPayOut && (
        <div className="mb-3 grid items-start gap-3 lg:grid-cols-2">
          <PayOut available={balance.available} terms={terms} result={actionData} />
          <BankAccount terms={terms} result={actionData} />
        </div>
      )}
      <Card flush>
        <Tabs
          label={t('lists')}
          param="list"
          tabs={[
            { value: '', label: t('movements') },
            { value: 'held', label: t('held'), count: balance.orders_in_escrow },
            { value: 'payouts', label: t('payouts') },
          ]}
        />
        {list.payouts && <PayoutTable payouts={list.payouts.items} result={actionData} />}
        {list.held && <Held items={list.held.items} />}
        {list.movements && (
          <>
            <FilterBar
              filters={[
                { kind: 'date', name: 'from', label: t('from') },
                { kind: 'date', name: 'to', label: t('to') },
              ]}
            />
            <Movements items={list.movements.items} />
          </>
        )}
        <CursorPager next={(list.payouts ?? list.held ?? list.movements)!.next} />
      </Card>
    </>
  )
}

const minus = ({ amount_minor, currency }: Movement['commission']) => ({ amount_minor: -amount_minor, currency })

type Movement = NonNullable<Route.ComponentProps['loaderData']['movements']>['items'][number]

function Movements({ items }: { items: readonly Movement[] }) {
  const t = useTranslations('seller.balance')
  const columns: Column<Movement>[] = [
    {
      key: 'what',
      head: t('what'),
      phone: 'title',
      cell: ({ kind, order, payout, gross, commission }) => (
        <>
          {t.rich(`kinds.${kind}`, {
            number: () => (order ? <OrderLink order={order} /> : <span className="font-medium">{payout?.number}</span>),
          })}
          {commission.amount_minor !== 0 && (
            <span className="block font-normal text-ink-3 text-xs">
              {t.rich('deducted', {
                gross: () => <Money of={gross} />,
                commission: () => <Money of={minus(commission)} />,
              })}
            </span>
          )}
        </>
      ),
    },
    { key: 'at', head: t('at'), phone: 'below', cell: each => <DateTime at={each.at} /> },
    {
      key: 'amount',
      head: t('amount'),
      align: 'end',
      phone: 'side',
      cell: each => (
        <>
          <Money of={each.amount} sign className="font-medium" />
          {(['frozen', 'owed'] as const).map(
            part =>
              each[part].amount_minor !== 0 && (
                <div key={part} className="text-xs text-ink-2">
                  {t.rich(`${part}Part`, { amount: () => <Money of={each[part]} sign /> })}
                </div>
              ),
          )}
        </>
      ),
    },
    {
      key: 'after',
      head: t('after'),
      align: 'end',
      phone: 'side',
      phoneHead: true,
      cell: each => <Money of={each.available_after} className="text-ink-2" />,
    },
  ]
  return (
    <DataTable
      label={t('movements')}
      rows={items}
      columns={columns}
      id={each => each.id}
      empty={<EmptyState icon={<Wallet size={20} />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}

function OrderLink({ order }: { order: NonNullable<Movement['order']> }) {
  return (
    <Link to={useStorePath()(`/orders/${order.id}`)} className="font-medium hover:underline">
      {order.number}
    </Link>
  )
}

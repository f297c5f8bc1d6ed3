import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { Money } from '../../kit/money/money.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { OrderTable } from '../orders/order-table.tsx'
import type { Route } from './+types/home.ts'

/** The accounts that show how the market is doing; the trial balance has all. */
const shown = ['clearing', 'escrow', 'available', 'payout_due', 'commission'] as const

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => {
  const [balance, health, orders] = await Promise.all([
    api.showTrialBalance({}),
    api.showHealth({}),
    api.listAllOrders({ limit: 10 }),
  ])
  return {
    accounts: shown.map(account => balance.items.find(item => item.account === account)!),
    ill: Object.values(health.checks).includes('bad'),
    orders: orders.items,
  }
})

export default function Home({ loaderData: { accounts, ill, orders } }: Route.ComponentProps) {
  const t = useTranslations('ops.home')
  const name = useTranslations('ops.account')
  return (
    <>
      <PageHeader title={t('title')} />
      {ill && (
        <Callout tone="bad" className="mb-3" action={<LinkButton to="/ops/health">{t('look')}</LinkButton>}>
          {t('checkFailed')}
        </Callout>
      )}
      <StatGrid className="mb-3">
        {accounts.map(({ account, closing: { debit, credit } }) => (
          <Stat
            key={account}
            label={
              <Link to={`/ops/journals?account=${account}`} className="hover:underline">
                {name(`${account}.name`)}
              </Link>
            }
            value={<Money of={debit.amount_minor > 0 ? debit : credit} />}
            note={name(`${account}.about`)}
          />
        ))}
      </StatGrid>
      <OrderTable title={t('latest')} orders={orders} next={null} />
    </>
  )
}

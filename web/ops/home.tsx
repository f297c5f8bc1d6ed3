import { useTranslations } from 'use-intl'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { Stat, StatGrid } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/home.ts'
import { OrderTable } from './order-table.tsx'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => {
  const [accounts, failed, orders] = await Promise.all([
    api.showTrialBalance({}),
    api.listDeadlines({ which: 'failed', limit: 1 }),
    api.listAllOrders({ limit: 10 }),
  ])
  return {
    accounts: accounts.items,
    failed: failed.items.length > 0,
    waiting: failed.waiting_events,
    orders: orders.items,
  }
})

export default function Home({ loaderData: { accounts, failed, waiting, orders } }: Route.ComponentProps) {
  const t = useTranslations('ops.home')
  const name = useTranslations('ops.account')
  return (
    <>
      <PageHeader title={t('title')} />
      {failed && (
        <Callout
          tone="bad"
          className="mb-3"
          action={<LinkButton to="/ops/deadlines?which=failed">{t('look')}</LinkButton>}
        >
          {t('failed')}
        </Callout>
      )}
      <StatGrid className="mb-3">
        {accounts.map(account => (
          <Stat
            key={account.account}
            label={name(`${account.account}.name`)}
            value={
              <Money of={account.closing.debit.amount_minor > 0 ? account.closing.debit : account.closing.credit} />
            }
            note={name(`${account.account}.about`)}
          />
        ))}
        <Stat label={t('waiting')} value={waiting} />
      </StatGrid>
      <OrderTable title={t('latest')} orders={orders} next={null} />
    </>
  )
}

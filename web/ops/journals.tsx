import { useTranslations } from 'use-intl'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card, Stat, StatGrid } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { ExportLink } from '../kit/table/export-link.tsx'
import { FilterBar } from '../kit/table/filter-bar.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import type { Route } from './+types/journals.ts'
import { filtersOf } from './filters-of.ts'
import { useGivenStore } from './given-store.ts'
import { JournalTable } from './journal-table.tsx'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const [journals, accounts, { latest }] = await Promise.all([
    api.listJournals({ ...filtersOf(url), limit: 50 }),
    api.showAccounts({}),
    api.showBookCheck({}),
  ])
  return { ...journals, accounts: accounts.items, check: latest }
})

const kinds = ['order.paid', 'order.released', 'refund.ordered', 'refund.done']

export default function Journals({ loaderData: { items, next, accounts, check } }: Route.ComponentProps) {
  const t = useTranslations('ops.journals')
  const givenStore = useGivenStore(items[0]?.store.name)
  return (
    <>
      <PageHeader title={t('title')} actions={<ExportLink path="/api/ops/journals.csv" />} />
      {check && <BookCheck {...check} />}
      <StatGrid className="mb-3">
        {accounts.map(account => (
          <Stat
            key={account.account}
            label={account.account}
            value={<Money of={account.balance} />}
            note={account.about}
          />
        ))}
      </StatGrid>
      <Card flush>
        <FilterBar
          filters={[
            ...givenStore,
            {
              kind: 'select',
              name: 'kind',
              label: t('kind'),
              options: kinds.map(kind => ({ value: kind, label: kind })),
            },
          ]}
        />
        <JournalTable journals={items} />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

type Check = NonNullable<Route.ComponentProps['loaderData']['check']>

function BookCheck({ at, journals, owners, faults }: Check) {
  const t = useTranslations('ops.journals')
  return (
    <Callout tone={faults.length > 0 ? 'bad' : 'ok'} className="mb-3">
      {t.rich(faults.length > 0 ? 'booksWrong' : 'booksRight', {
        journals,
        owners,
        faults: faults.length,
        at: () => <DateTime at={at} />,
      })}
      {faults.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1 text-sm">
          {faults.map(({ owner, what }) => (
            <li key={owner + what}>
              {owner}: {what}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  )
}

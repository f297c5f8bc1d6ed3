import { BookOpen, Link2 } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card, Stat, StatGrid } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { type Column, DataTable } from '../kit/table/data-table.tsx'
import { ExportLink } from '../kit/table/export-link.tsx'
import { FilterBar } from '../kit/table/filter-bar.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import type { Route } from './+types/journals.ts'
import { filtersOf } from './filters-of.ts'
import { Transfers } from './transfers.tsx'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const [journals, accounts, { latest }] = await Promise.all([
    api.listJournals({ ...filtersOf(url), limit: 50 }),
    api.showAccounts({}),
    api.showBookCheck({}),
  ])
  return { ...journals, accounts: accounts.items, check: latest }
})

type Journal = Route.ComponentProps['loaderData']['items'][number]
const kinds = ['order.paid', 'order.released', 'refund.ordered', 'refund.done']

export default function Journals({ loaderData: { items, next, accounts, check } }: Route.ComponentProps) {
  const t = useTranslations('ops.journals')
  const columns: Column<Journal>[] = [
    {
      key: 'kind',
      head: t('kind'),
      phone: 'title',
      cell: journal => <span className="font-medium">{journal.kind}</span>,
    },
    { key: 'at', head: t('at'), phone: 'below', cell: journal => <DateTime at={journal.at} /> },
    { key: 'store', head: t('store'), phone: 'below', cell: journal => journal.store.name },
    {
      key: 'order',
      head: t('order'),
      phone: 'side',
      cell: journal =>
        journal.order && (
          <Link to={`/ops/orders/${journal.order.id}`} className="hover:underline">
            {journal.order.number}
          </Link>
        ),
    },
    { key: 'transfers', head: t('transfers'), phone: 'below', cell: journal => <Transfers of={journal.transfers} /> },
    {
      key: 'sealed',
      head: t('sealed'),
      phone: 'none',
      cell: journal => journal.sealed && <Link2 size={14} aria-label={t('isSealed')} className="text-ink-3" />,
    },
  ]
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
            {
              kind: 'select',
              name: 'kind',
              label: t('kind'),
              options: kinds.map(kind => ({ value: kind, label: kind })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={journal => journal.id}
          empty={<EmptyState icon={<BookOpen size={20} />} title={t('empty')} />}
        />
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

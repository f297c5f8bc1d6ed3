import { Form, Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { Input } from '../../kit/forms/inputs.tsx'
import { Money } from '../../kit/money/money.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { Button, LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { formatDate } from '../../kit/time/date-time.tsx'
import type { Route } from './+types/books.ts'
import { BookCheck } from './book-check.tsx'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const on = /^\d{4}-\d\d-\d\d$/.exec(url.searchParams.get('on') ?? '')?.[0]
  const [balance, { latest }] = await Promise.all([api.showTrialBalance({ on }), api.showBookCheck({})])
  return { asked: on ?? null, balance, check: latest }
})

type Balance = Route.ComponentProps['loaderData']['balance']
type Line = Balance['total'] & { account: Balance['items'][number]['account'] | 'total' }
const parts = ['opening', 'moved', 'closing'] as const
type Part = (typeof parts)[number]

/** The trial balance, today or at the end of any sealed day; debits and credits must be equal. */
export default function Books({ loaderData: { asked, balance, check } }: Route.ComponentProps) {
  const t = useTranslations('ops.books')
  const day = useDay()
  const equal = parts.every(part => balance.total[part].debit.amount_minor === balance.total[part].credit.amount_minor)
  return (
    <>
      <PageHeader
        title={balance.on ? `${t('title')}, ${day(balance.on)}` : t('title')}
        text={t(balance.on ? 'dayText' : 'openText')}
        actions={<DayForm balance={balance} />}
      />
      {asked && !balance.on && (
        <Callout tone="info" className="mb-3">
          {t('notSealed', { on: day(asked) })}
        </Callout>
      )}
      {check && <BookCheck {...check} />}
      <Callout tone={equal ? 'ok' : 'bad'} className="mb-3">
        {t(equal ? 'equal' : 'unequal')}
      </Callout>
      <Card flush>
        <Labels of={balance} />
        <DataTable
          label={t('title')}
          rows={[...balance.items, { ...balance.total, account: 'total' } as const]}
          columns={useColumns(balance)}
          id={line => line.account}
          empty={<EmptyState title={t('none')} />}
        />
      </Card>
    </>
  )
}

function DayForm({ balance }: { balance: Balance }) {
  const t = useTranslations('ops.books')
  if (!balance.sealed_through) return <span className="text-ink-3 text-sm">{t('none')}</span>
  return (
    <>
      <Form className="flex items-center gap-2">
        <Input
          type="date"
          name="on"
          key={balance.on}
          aria-label={t('day')}
          defaultValue={balance.on ?? balance.sealed_through}
          max={balance.sealed_through}
        />
        <Button type="submit">{t('show')}</Button>
      </Form>
      {balance.on && (
        <LinkButton to="/ops/books" variant="outline">
          {t('now')}
        </LinkButton>
      )}
    </>
  )
}

function useColumns(balance: Balance): Column<Line>[] {
  const t = useTranslations('ops.books')
  const account = useTranslations('ops.account')
  const journals = ({ account }: Line) => {
    const stretch = {
      account,
      ...(balance.from && { from: balance.from }),
      ...(balance.until && { until: balance.until }),
    }
    return `/ops/journals?${new URLSearchParams(stretch)}`
  }
  const money = (part: Part, side: 'debit' | 'credit'): Column<Line> => ({
    key: part + side,
    head: `${t(part)}, ${t(side)}`,
    align: 'end',
    phone: 'below',
    phoneHead: true,
    ...(part === 'opening' && { from: 'lg' as const }),
    cell: line => {
      const amount = line[part][side]
      if (amount.amount_minor === 0) return <span className="text-ink-3">–</span>
      const shown = (
        <Money of={amount} className={line.account === 'total' || part === 'closing' ? 'font-semibold' : ''} />
      )
      if (part !== 'moved' || line.account === 'total') return shown
      return (
        <Link to={journals(line)} className="underline decoration-line-2 underline-offset-2 hover:decoration-current">
          {shown}
        </Link>
      )
    },
  })
  return [
    {
      key: 'account',
      head: t('account'),
      phone: 'title',
      cell: ({ account: name }) =>
        name === 'total' ? (
          <span className="font-semibold">{t('total')}</span>
        ) : (
          <>
            <Link to={`/ops/journals?account=${name}`} title={t('journals')} className="font-medium hover:underline">
              {account(`${name}.name`)}
            </Link>
            <span className="block text-ink-3 text-xs">{account(`${name}.about`)}</span>
          </>
        ),
    },
    ...parts.flatMap(part => [money(part, 'debit'), money(part, 'credit')]),
  ]
}

/** For each part, whether it is sealed and up to when. */
function Labels({ of: { on, from, sealed_through } }: { of: Balance }) {
  const t = useTranslations('ops.books')
  const day = useDay()
  const locale = useLocale()
  const open: Record<Part, string> = {
    opening: sealed_through ? t('openingSealed', { day: day(sealed_through) }) : t('none'),
    moved: from ? t('movedSince', { from: formatDate(from, 'full', locale) }) : t('movedLive'),
    closing: t('closingLive'),
  }
  const sealed: Record<Part, string> = { opening: t('openingDay'), moved: t('movedDay'), closing: t('closingDay') }
  return (
    <dl className="grid gap-x-6 gap-y-1 border-line border-b px-4 py-3 text-sm sm:grid-cols-3">
      {parts.map(part => (
        <div key={part}>
          <dt className="font-medium">{t(part)}</dt>
          <dd className="text-ink-2">{(on ? sealed : open)[part]}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A date in the reader's format. */
function useDay() {
  const locale = useLocale()
  return (date: string): string => formatDate(`${date}T12:00:00Z`, 'date', locale)
}

import { Link, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { withParams } from '../../kit/primitives/url-state.ts'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/mails.ts'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const { mail: wanted, ...listed } = filtersOf(url)
  const mails = await api.listMails({
    ...listed,
    limit: 30,
  })
  const chosen = mails.items.find(mail => mail.id === wanted) ?? mails.items[0] ?? null
  return { ...mails, chosen }
})

/** Mails of the market; in a sandbox this is where they are read. */
export default function Mails({ loaderData: { items, next, chosen } }: Route.ComponentProps) {
  const t = useTranslations('ops.mails')
  const [search] = useSearchParams()
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/mails.csv" />} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <Card flush>
          <FilterBar
            filters={[
              { kind: 'search', name: 'to', label: t('to') },
              {
                kind: 'select',
                name: 'state',
                label: t('state'),
                options: (['waiting', 'failed', 'sent'] as const).map(state => ({
                  value: state,
                  label: t(`states.${state}`),
                })),
              },
            ]}
          />
          {items.length === 0 ? (
            <EmptyState title={t('empty')} />
          ) : (
            <ul>
              {items.map(mail => (
                <li key={mail.id} className="border-line border-t">
                  <Link
                    to={`${withParams(search, { mail: mail.id })}#mail`}
                    preventScrollReset
                    aria-current={mail.id === chosen?.id ? 'true' : undefined}
                    className="block px-4 py-2.5 hover:bg-surface-2 aria-[current]:bg-chosen"
                  >
                    <span className="flex justify-between gap-3">
                      <span className="truncate font-medium">{mail.subject}</span>
                      <DateTime at={mail.queued_at} className="shrink-0 text-ink-3 text-xs" />
                    </span>
                    <span className="block truncate text-ink-3 text-xs">{mail.to}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <CursorPager next={next} />
        </Card>
        {chosen && (
          <Card id="mail" title={chosen.subject} text={chosen.to}>
            {chosen.text ? <Text of={chosen.text} /> : <p className="text-ink-2">{t('closed')}</p>}
            <p className="mt-4 text-ink-3 text-xs">
              {chosen.sent_at ? t('sent') : t('kept')} {chosen.error}
            </p>
          </Card>
        )}
      </div>
    </>
  )
}

const link = /^https?:\/\/\S+$/

/** The text of a mail; a line that is an address becomes a link. */
function Text({ of }: { of: string }) {
  return (
    <div className="flex flex-col gap-2 text-md">
      {of
        .split('\n')
        .filter(line => line !== '')
        .map(line =>
          link.test(line) ? (
            <a key={line} href={line} className="break-all text-brand underline">
              {line}
            </a>
          ) : (
            <p
              key={line}
              className={
                /^\d{6}$/.test(line) ? 'select-all font-semibold text-2xl tabular-nums tracking-widest' : undefined
              }
            >
              {line}
            </p>
          ),
        )}
    </div>
  )
}

import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import type { Route } from './+types/pages.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listPagesAsOperator({}))

/** All pages of the market: what is published, drafted or missing. */
export default function Pages({ loaderData: { items } }: Route.ComponentProps) {
  const t = useTranslations('ops.pages')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <Card flush>
        <DataTable label={t('title')} rows={items} columns={useColumns()} id={row => row.page} empty={null} />
      </Card>
    </>
  )
}

type Row = Route.ComponentProps['loaderData']['items'][number]

function useColumns(): Column<Row>[] {
  const t = useTranslations('ops.pages')
  return [
    {
      key: 'page',
      head: t('page'),
      phone: 'title',
      cell: row => (
        <Link to={`/ops/pages/${row.page}`} className="hover:underline">
          {t(`titles.${row.page}`)}
        </Link>
      ),
    },
    {
      key: 'state',
      head: t('state'),
      phone: 'below',
      cell: row =>
        row.version ? (
          <Badge tone="ok">{t('published', { version: row.version })}</Badge>
        ) : row.required ? (
          <Badge tone="bad">{t('missing')}</Badge>
        ) : (
          <Badge tone="neutral">{t('none')}</Badge>
        ),
    },
    {
      key: 'languages',
      head: t('languages'),
      phone: 'below',
      cell: row => row.languages.map(language => t(`language.${language}`)).join(', '),
    },
    {
      key: 'at',
      head: t('since'),
      phone: 'below',
      phoneHead: true,
      cell: row => row.published_at && <DateTime at={row.published_at} as="date" />,
    },
    {
      key: 'draft',
      head: t('draft'),
      phone: 'below',
      phoneHead: true,
      cell: row => row.draft_saved_at && <DateTime at={row.draft_saved_at} />,
    },
  ]
}

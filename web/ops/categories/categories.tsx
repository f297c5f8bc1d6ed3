import clsx from 'clsx'
import { FolderTree } from 'lucide-react'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { categoryStates } from '#taxonomy/states.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { ChevronRightIcon } from '../../kit/primitives/icons.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { formatUnit } from '../../kit/units.ts'
import { textsOf } from '../../messages/notices.ts'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/categories.ts'
import { AddCategory, addCategoryOf } from './category-add.tsx'
import { CategoryBadge, type CategoryRow, CategoryRows, rowOf } from './category-rows.tsx'

export const loader = page(async ({ api, url, locale }: Web<Route.LoaderArgs>) => {
  const filters = filtersOf(url)
  const { items } = await api.listAllCategories(filters)
  const rows = items.map(item => rowOf(item, locale))
  if (filters.q || filters.state) return { matches: rows, departments: [] }
  const opened = url.searchParams.get('open')
  // only the department that is open brings its categories: all of them would be a page of 800 kB
  const departments = branchesOf(rows).map(branch => ({
    head: branch[0]!,
    inside: branch.length - 1,
    rows: branch[0]!.key === opened ? branch : null,
  }))
  return { matches: null, departments }
})

/** Adds a department. */
export const action = write(async ({ api, form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const added = await addCategoryOf(api, form, null, key)
  return goTo(`/ops/categories/${added}`, visit, textsOf(visit.locale, 'ops')('categoryAdded'))
})

/** The category tree; when filtered, the matches as a list. */
export default function Categories({ loaderData: { matches, departments }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.categories')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={<ExportLink path="/api/ops/categories.csv" />} />
      <Card flush>
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: t('words') },
            {
              kind: 'select',
              name: 'state',
              label: t('state'),
              options: categoryStates.map(state => ({ value: state, label: t(`states.${state}`) })),
            },
          ]}
        />
        {matches?.length === 0 && (
          <EmptyState icon={<FolderTree size={20} />} title={t('empty')} text={t('emptyText')} />
        )}
        {matches && matches.length > 0 && (
          <>
            <p className="px-4 py-2 text-ink-2 text-sm">{t('count', { count: matches.length })}</p>
            <CategoryRows rows={matches} />
          </>
        )}
        {departments.map(department => (
          <Department key={department.head.key} {...department} />
        ))}
      </Card>
      {!matches && (
        <div className="mt-3 max-w-xl">
          <AddCategory title={t('addDepartment')} result={actionData} />
        </div>
      )}
    </>
  )
}

/** The row of a department, a link that opens or folds it; opened, all its categories. */
function Department({
  head,
  inside,
  rows,
}: {
  head: CategoryRow
  inside: number
  rows: readonly CategoryRow[] | null
}) {
  const t = useTranslations('ops.categories')
  const locale = useLocale()
  return (
    <div id={head.key} className="scroll-mt-16 border-line border-t first-of-type:border-t-0">
      <Link
        to={rows ? '?' : `?open=${head.key}#${head.key}`}
        preventScrollReset
        aria-expanded={rows !== null}
        className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-1.5 hover:bg-surface-2"
      >
        <ChevronRightIcon size={16} className={clsx('-ml-1 text-ink-3 transition-transform', rows && 'rotate-90')} />
        <span className="min-w-0 flex-1 font-medium">{head.name}</span>
        <CategoryBadge state={head.state} own={head.own_state} />
        <span className="text-ink-3 text-xs max-sm:hidden">{t('inside', { count: inside })}</span>
        <span className="w-16 text-right text-sm tabular-nums">
          {head.rate_bps === null ? t('noRate') : formatUnit('bps', head.rate_bps, locale)}
        </span>
      </Link>
      {rows && <CategoryRows rows={rows} tree />}
    </div>
  )
}

/** One list per department, itself first: rows come in tree order. */
function branchesOf(rows: readonly CategoryRow[]): CategoryRow[][] {
  const branches: CategoryRow[][] = []
  for (const row of rows) row.depth === 0 ? branches.push([row]) : branches.at(-1)!.push(row)
  return branches
}

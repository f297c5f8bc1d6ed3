import { FolderTree } from 'lucide-react'
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
  return { rows: items.map(item => rowOf(item, locale)), narrowed: Boolean(filters.q || filters.state) }
})

/** Adds a department. */
export const action = write(async ({ api, form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const added = await addCategoryOf(api, form, null, key)
  return goTo(`/ops/categories/${added}`, visit, textsOf(visit.locale, 'ops')('categoryAdded'))
})

/** The category tree; when filtered, the matches as a list. */
export default function Categories({ loaderData: { rows, narrowed }, actionData }: Route.ComponentProps) {
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
        {rows.length === 0 && <EmptyState icon={<FolderTree size={20} />} title={t('empty')} text={t('emptyText')} />}
        {narrowed && rows.length > 0 && (
          <>
            <p className="px-4 py-2 text-ink-2 text-sm">{t('count', { count: rows.length })}</p>
            <CategoryRows rows={rows} />
          </>
        )}
        {!narrowed && branchesOf(rows).map(branch => <Department key={branch[0]!.key} branch={branch} />)}
      </Card>
      {!narrowed && (
        <div className="mt-3 max-w-xl">
          <AddCategory title={t('addDepartment')} result={actionData} />
        </div>
      )}
    </>
  )
}

/** The row of a department; expanded, all its categories. */
function Department({ branch }: { branch: readonly CategoryRow[] }) {
  const t = useTranslations('ops.categories')
  const locale = useLocale()
  const [{ name, state, own_state, rate_bps }] = branch as [CategoryRow]
  return (
    <details className="group border-line border-t first-of-type:border-t-0">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-1.5 hover:bg-surface-2 [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon size={16} className="-ml-1 text-ink-3 transition-transform group-open:rotate-90" />
        <span className="min-w-0 flex-1 font-medium">{name}</span>
        <CategoryBadge state={state} own={own_state} />
        <span className="text-ink-3 text-xs max-sm:hidden">{t('inside', { count: branch.length - 1 })}</span>
        <span className="w-16 text-right text-sm tabular-nums">
          {rate_bps === null ? t('noRate') : formatUnit('bps', rate_bps, locale)}
        </span>
      </summary>
      <CategoryRows rows={branch} tree />
    </details>
  )
}

/** One list per department, itself first: rows come in tree order. */
function branchesOf(rows: readonly CategoryRow[]): CategoryRow[][] {
  const branches: CategoryRow[][] = []
  for (const row of rows) row.depth === 0 ? branches.push([row]) : branches.at(-1)!.push(row)
  return branches
}

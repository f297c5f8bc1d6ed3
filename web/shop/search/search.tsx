import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { Departments } from '../categories/departments.tsx'
import type { Route } from './+types/search.ts'
import { CategoryLinks, Results } from './results.tsx'
import { find } from './search-query.ts'

export const loader = page(async (visit: Web<Route.LoaderArgs>) => {
  const found = await find(visit)
  const nothing = found.total.count === 0
  const departments = nothing ? await visit.api.listDepartments({ limit: 8, locale: visit.locale }) : null
  return { found, departments: departments?.items ?? [] }
})

export default function Search({ loaderData: { found, departments } }: Route.ComponentProps) {
  const t = useTranslations('storefront.find')
  const { q, categories } = found
  const title = q ? t('for', { q }) : t('all')
  return (
    <>
      <title>{`${title} · Fondaco`}</title>
      <meta name="robots" content="noindex" />
      <h1 className="mb-5 break-words font-semibold text-3xl">{title}</h1>
      <Results found={found}>
        <CategoryLinks categories={categories} keep={q ? `?q=${encodeURIComponent(q)}` : ''} />
      </Results>
      <Departments departments={departments} />
    </>
  )
}

import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import type { Route } from './+types/product-categories.ts'
import { CategoryPicker } from './category-picker.tsx'

export const loader = page(async ({ api, url, locale }: Web<Route.LoaderArgs>) => {
  const q = url.searchParams.get('q') ?? ''
  const at = url.searchParams.get('in')
  return {
    found: await api.browseCategories({ locale, q, ...(at && { in: at }) }),
    q,
    product: url.searchParams.get('product'),
  }
})

/** The category picker as a page of its own; with script, the product form has it in a dialog. */
export default function ProductCategories({ loaderData: { found, q, product } }: Route.ComponentProps) {
  const t = useTranslations('seller.category')
  const there = useStorePath()(`/products/${product ?? 'new'}`)
  const at = (look: { in?: string; q?: string }) => `?${new URLSearchParams({ ...(product && { product }), ...look })}`
  return (
    <>
      <PageHeader above={<Breadcrumbs path={[{ to: there, label: t('product') }]} />} title={t('title')} />
      <Card>
        <CategoryPicker
          found={found}
          q={q}
          product={product ?? undefined}
          picking={{ at, chosen: category => `${there}?category=${category}` }}
        />
      </Card>
    </>
  )
}

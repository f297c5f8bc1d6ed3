import { useSearchParams } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { CategoryLinks, Results } from '../search/results.tsx'
import { find, isNarrowed } from '../search/search-query.ts'
import { Findable } from '../search/seo-links.tsx'
import { SocialCard } from '../search/social.tsx'
import type { Route } from './+types/category.ts'

export const loader = page(async ({ params, ...visit }: Web<Route.LoaderArgs>) => {
  const [category, found] = await Promise.all([
    visit.api.showCategory({ category: params.key, locale: visit.locale }),
    find(visit, { category: params.key }),
  ])
  return { slug: params.key, name: category.name, path: category.path.slice(0, -1), found }
})

export default function Category({ loaderData: { slug, name, path: above, found } }: Route.ComponentProps) {
  const t = useTranslations('storefront.find')
  const path = useShopPath()
  const locale = useLocale()
  const [asked] = useSearchParams()
  const title = `${name} · Fondaco`
  const text = t('categoryText', { category: name, country: countryName(found.delivery.country, locale) })
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={text} />
      <SocialCard path={`/c/${slug}`} title={title} text={text} image={found.items[0]?.picture} />
      {isNarrowed(asked) || asked.has('q') ? (
        <meta name="robots" content="noindex" />
      ) : (
        <Findable path={`/c/${slug}`} query={asked.has('after') ? `?${asked}` : ''} />
      )}
      <Breadcrumbs
        path={[
          { to: path('/c'), label: t('categories') },
          ...above.map(({ key, name }) => ({ to: path(`/c/${key}`), label: name })),
        ]}
      />
      <h1 className="mt-1 mb-5 font-semibold text-3xl">{name}</h1>
      <Results found={found}>
        <CategoryLinks categories={found.categories} keep={found.q ? `?q=${encodeURIComponent(found.q)}` : ''} />
      </Results>
    </>
  )
}

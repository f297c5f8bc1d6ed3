import { useTranslations } from 'use-intl'
import { page, type Web } from '../kit/page/page.ts'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import type { Route } from './+types/products.ts'
import { cardOf } from './card-of.ts'
import { ProductCard, ProductGrid } from './product-card.tsx'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const after = url.searchParams.get('after') ?? undefined
  const { items, next } = await api.listProducts({ limit: 40, after })
  return { products: items.map(cardOf), next }
})

export default function Products({ loaderData: { products, next } }: Route.ComponentProps) {
  const t = useTranslations('storefront.products')
  return (
    <>
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      {products.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <ProductGrid>
          {products.map((product, n) => (
            <ProductCard key={product.path} product={product} eager={n < 8} />
          ))}
        </ProductGrid>
      )}
      <div className="mt-8">
        <CursorPager next={next} />
      </div>
    </>
  )
}

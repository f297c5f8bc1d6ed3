import { useTranslations } from 'use-intl'
import { ProductCard, ProductGrid, type ProductSummary } from './product-card.tsx'

/** The products this browser viewed last; nothing without consent. */
export function RecentlyViewedProducts({ products }: { products: readonly ProductSummary[] }) {
  const t = useTranslations('storefront.seen')
  if (products.length === 0) return null
  return (
    <section className="col-span-full mt-10">
      <h2 className="mb-4 font-semibold text-2xl">{t('title')}</h2>
      <ProductGrid>
        {products.slice(0, 4).map(product => (
          <ProductCard key={product.path} product={product} heading="h3" />
        ))}
      </ProductGrid>
    </section>
  )
}

import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { HeartIcon } from '../../kit/primitives/icons.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { deliveryOf } from '../checkout/delivery.ts'
import { cardOf } from '../products/card-of.ts'
import { ProductCard, ProductGrid } from '../products/product-card.tsx'
import type { Route } from './+types/wishes.ts'

export const loader = page(async ({ api, cookies }: Web<Route.LoaderArgs>) => {
  const { country } = await deliveryOf(api, cookies)
  return { products: (await api.listWishes({ country })).items, country }
})

export default function Wishes({ loaderData: { products, country } }: Route.ComponentProps) {
  const t = useTranslations('storefront.wishes')
  const locale = useLocale()
  const path = useShopPath()
  const notDelivered = t('notDelivered', { country: countryName(country, locale) })
  return (
    <>
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      {products.length === 0 ? (
        <EmptyState
          icon={<HeartIcon size={22} />}
          title={t('empty')}
          text={t('emptyText')}
          action={<LinkButton to={path('/search')}>{t('browse')}</LinkButton>}
        />
      ) : (
        <ProductGrid>
          {products.map((product, n) => (
            <ProductCard
              key={product.id}
              product={{ ...cardOf(product), wished: true, ...(!product.delivered && { note: notDelivered }) }}
              eager={n < 4}
            />
          ))}
        </ProductGrid>
      )}
    </>
  )
}

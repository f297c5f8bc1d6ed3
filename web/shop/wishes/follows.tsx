import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { deliveryOf } from '../checkout/delivery.ts'
import { cardOf } from '../products/card-of.ts'
import { ProductCard, ProductGrid } from '../products/product-card.tsx'
import type { Route } from './+types/follows.ts'
import { SaveButton } from './save-button.tsx'

export const loader = page(async ({ api, cookies }: Web<Route.LoaderArgs>) => {
  const { country } = await deliveryOf(api, cookies)
  return (await api.listFollows({ country })).items
})

export default function Follows({ loaderData: stores }: Route.ComponentProps) {
  const t = useTranslations('storefront.follows')
  const locale = useLocale()
  const path = useShopPath()
  return (
    <>
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      {stores.length === 0 && (
        <EmptyState
          title={t('empty')}
          text={t('emptyText')}
          action={<LinkButton to={path('/')}>{t('browse')}</LinkButton>}
        />
      )}
      {stores.map(store => (
        <section key={store.id} className="mb-10">
          <header className="mb-4 flex flex-wrap items-center gap-3">
            <StoreMark name={store.name} size={44} />
            <h2 className="mr-auto">
              <Link to={path(`/s/${store.slug}`)} className="block font-semibold text-xl hover:underline">
                {store.name}
              </Link>
              <span className="font-normal text-ink-3 text-sm">{countryName(store.country, locale)}</span>
            </h2>
            <SaveButton kind="follow" id={store.id} kept />
          </header>
          <ProductGrid>
            {store.newest.map(product => (
              <ProductCard key={product.id} product={cardOf(product)} heading="h3" />
            ))}
          </ProductGrid>
        </section>
      ))}
    </>
  )
}

import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath, useShopPath } from '../../kit/page/shop-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { Departments } from '../categories/departments.tsx'
import { deliveryOf } from '../checkout/delivery.ts'
import { cardsOf } from '../products/card-of.ts'
import { ProductCard, ProductGrid } from '../products/product-card.tsx'
import { Findable, StructuredData, useOrigin } from '../search/seo-links.tsx'
import { SocialCard } from '../search/social.tsx'
import type { Route } from './+types/home.ts'

export const loader = page(async ({ api, url, locale, wishedLocale, cookies }: Web<Route.LoaderArgs>) => {
  // People type the bare address; any other page was linked in its language.
  if (url.pathname === '/' && wishedLocale !== locale) throw redirect(shopPath('/', wishedLocale) + url.search)
  const { country } = await deliveryOf(api, cookies)
  const [products, stores, departments, terms] = await Promise.all([
    api.listProducts({ limit: 12, country }),
    api.listStores({ limit: 12 }),
    api.listDepartments({ limit: 8, locale }),
    api.buyingTerms({}),
  ])
  return {
    departments: departments.items,
    products: await cardsOf(api, products.items),
    more: products.next !== null,
    stores: stores.items,
    days: terms.protection_days,
    country,
  }
})

export default function Home({
  loaderData: { departments, products, more, stores, days, country },
}: Route.ComponentProps) {
  const t = useTranslations('storefront.home')
  const path = useShopPath()
  const origin = useOrigin()
  return (
    <>
      <title>{t('title')}</title>
      <meta name="description" content={t('text')} />
      <Findable path="/" />
      <SocialCard path="/" title={t('title')} text={t('text')} image={products[0]?.picture} />
      <StructuredData
        dataOf={() => ({
          '@type': 'WebSite',
          name: 'Fondaco',
          url: origin + path('/'),
          potentialAction: {
            '@type': 'SearchAction',
            target: `${origin}${path('/search')}?q={words}`,
            'query-input': 'required name=words',
          },
        })}
      />
      <section className="mb-10 rounded-2xl bg-brand-soft px-6 py-10 md:px-12 md:py-14">
        <h1 className="max-w-2xl font-semibold text-3xl tracking-tight md:text-4xl">{t('heading')}</h1>
        <p className="mt-3 max-w-xl text-ink-2 text-md">{t('text')}</p>
        <ul className="mt-6 flex flex-wrap gap-x-8 gap-y-2 text-sm">
          {(['kept', 'protected', 'sellers'] as const).map(promise => (
            <li key={promise} className="flex items-center gap-2">
              <span aria-hidden className="size-1.5 rounded-full bg-brand" />
              {t(promise, { days })}
            </li>
          ))}
        </ul>
      </section>
      <Departments departments={departments} />
      <h2 className="mb-4 font-semibold text-2xl">{t('new')}</h2>
      {products.length === 0 ? (
        <None country={departments.length > 0 ? country : null} />
      ) : (
        <ProductGrid>
          {products.map((product, n) => (
            <ProductCard key={product.path} product={product} eager={n < 4} heading="h3" />
          ))}
        </ProductGrid>
      )}
      {more && (
        <p className="mt-8 text-center">
          <LinkButton to={path('/search')}>{t('all')}</LinkButton>
        </p>
      )}
      {stores.length > 0 && <Stores stores={stores} />}
    </>
  )
}

/** Nothing new is delivered to `country`; without it, there is nothing at all yet. */
function None({ country }: { country: string | null }) {
  const t = useTranslations('storefront.home')
  const locale = useLocale()
  if (!country) return <EmptyState title={t('empty')} text={t('emptyText')} />
  return <EmptyState title={t('noneThere', { country: countryName(country, locale) })} text={t('noneThereText')} />
}

function Stores({ stores }: { stores: Route.ComponentProps['loaderData']['stores'] }) {
  const t = useTranslations('storefront.home')
  const locale = useLocale()
  const path = useShopPath()
  return (
    <section className="mt-14">
      <h2 className="mb-4 font-semibold text-2xl">{t('stores')}</h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {stores.map(store => (
          <li key={store.id}>
            <Link
              to={path(`/s/${store.slug}`)}
              className="flex items-center gap-3 rounded-xl border border-line bg-surface p-3 hover:border-edge"
            >
              <StoreMark name={store.name} size={44} />
              <span className="min-w-0">
                <span className="block truncate font-medium">{store.name}</span>
                <span className="block text-ink-3 text-sm">
                  {t('storeLine', { country: countryName(store.country, locale), count: store.products })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

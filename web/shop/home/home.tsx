import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Money } from '../../kit/money/money.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath, useShopPath } from '../../kit/page/shop-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { ReturnIcon, ShieldIcon, TruckIcon, UserIcon } from '../../kit/primitives/icons.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { Departments as DepartmentTiles } from '../categories/departments.tsx'
import { deliveryOf } from '../checkout/delivery.ts'
import { cardOf, cardsOf } from '../products/card-of.ts'
import { ProductCard, ProductGrid, type ProductSummary } from '../products/product-card.tsx'
import { recentlyViewed } from '../products/recently-viewed.ts'
import { Findable, StructuredData, useOrigin } from '../search/seo-links.tsx'
import { SocialCard } from '../search/social.tsx'
import type { Route } from './+types/home.ts'

export const loader = page(async ({ api, url, locale, wishedLocale, ...visit }: Web<Route.LoaderArgs>) => {
  // People type the bare address; any other page was linked in its language.
  if (url.pathname === '/' && wishedLocale !== locale) throw redirect(shopPath('/', wishedLocale) + url.search)
  const { country } = await deliveryOf(api, visit.cookies)
  const viewed = recentlyViewed(visit)
  const [products, stores, departments, seen] = await Promise.all([
    api.listProducts({ limit: 12, country }),
    api.listStores({ limit: 8 }),
    api.listDepartments({ limit: 8, locale }),
    viewed.length > 0 ? api.listProductsById({ product_ids: viewed.join(), country }) : { items: [] },
  ])
  return {
    departments: departments.items,
    products: await cardsOf(api, products.items),
    more: products.next !== null,
    stores: stores.items,
    storeCount: stores.total,
    seen: seen.items.map(item => cardOf(item)),
    country,
  }
})

/** So many products stand beside the heading; as many again must be left for the list below. */
const heroProducts = 5

export default function Home({
  loaderData: { departments, products, more, stores, storeCount, seen, country },
}: Route.ComponentProps) {
  const t = useTranslations('storefront.home')
  const locale = useLocale()
  const path = useShopPath()
  const origin = useOrigin()
  const there = countryName(country, locale)
  const hero = products.length > 2 * heroProducts ? products.slice(0, heroProducts) : []
  const newest = products.slice(hero.length).slice(0, hero.length > 0 ? 6 : 12)
  return (
    <>
      <title>{t('title')}</title>
      <meta name="description" content={t('text', { country: there })} />
      <Findable path="/" />
      <SocialCard path="/" title={t('title')} text={t('text', { country: there })} image={products[0]?.picture} />
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
      <section className="mb-3 grid items-center gap-6 rounded-2xl bg-surface-2 p-5 md:p-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:gap-10">
        <div className="lg:pl-2">
          <h1 className="max-w-xl font-semibold text-2xl tracking-tight md:text-[40px] md:leading-[46px]">
            {t('heading', { count: storeCount })}
          </h1>
          <p className="mt-3 max-w-lg text-ink-2 text-md">{t('text', { country: there })}</p>
          <p className="mt-5 flex flex-wrap gap-2">
            <LinkButton to={path('/search?sort=newest')} variant="primary">
              {t('shopNew')}
            </LinkButton>
            <LinkButton to={path('/c')}>{t('allDepartments')}</LinkButton>
          </p>
        </div>
        {hero.length > 0 && <Hero products={hero} />}
      </section>
      <Promises />
      <DepartmentTiles departments={departments} />
      <section className="mb-14">
        <SectionHead
          title={t('newIn', { country: there })}
          to={more ? path('/search?sort=newest') : null}
          all={t('all')}
        />
        {newest.length === 0 ? (
          <None country={departments.length > 0 ? country : null} />
        ) : (
          <ProductGrid rail>
            {newest.map(product => (
              <ProductCard key={product.path} product={product} heading="h3" />
            ))}
          </ProductGrid>
        )}
      </section>
      {seen.length > 0 && <Seen products={seen} />}
      {stores.length > 0 && <Stores stores={stores} />}
    </>
  )
}

/** Products beside the heading, each with its price: the first one large. On phones they are a row. */
function Hero({ products }: { products: readonly ProductSummary[] }) {
  const path = useShopPath()
  return (
    <ul className="rail hero-products">
      {products.map((product, n) => (
        <li key={product.path} className="min-w-0">
          <Link
            to={path(product.path)}
            className="group flex h-full flex-col overflow-clip rounded-xl border border-line bg-surface"
          >
            <span className="block min-h-0 flex-1 bg-mat">
              {product.picture && (
                <img
                  src={product.picture}
                  alt=""
                  width={400}
                  height={400}
                  fetchPriority={n === 0 ? 'high' : undefined}
                  className="aspect-square size-full object-cover"
                />
              )}
            </span>
            <span className="flex gap-3 px-3 py-2 text-sm max-sm:flex-col max-sm:gap-0">
              <span className="truncate group-hover:underline">{product.title}</span>
              <Money of={product.price} className="ml-auto font-semibold max-sm:ml-0" />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

const promises = { payment: ShieldIcon, withdrawal: ReturnIcon, delivery: TruckIcon, sellers: UserIcon }

/** What holds for every purchase. */
function Promises() {
  const t = useTranslations('storefront.home.promises')
  return (
    <ul className="mb-14 grid grid-cols-2 gap-3 lg:grid-cols-4">
      {(['payment', 'withdrawal', 'delivery', 'sellers'] as const).map(key => {
        const Icon = promises[key]
        return (
          <li key={key} className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-sm">
            <Icon size={20} className="shrink-0 text-brand" />
            <span>
              <span className="block font-medium">{t(`${key}.title`)}</span>
              <span className="block text-ink-2 text-xs">{t(`${key}.text`)}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function SectionHead({ title, to, all }: { title: string; to: string | null; all: string }) {
  return (
    <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 className="font-semibold text-xl md:text-2xl">{title}</h2>
      {to && (
        <Link to={to} className="rounded py-2 text-brand text-sm hover:underline">
          {all}
        </Link>
      )}
    </div>
  )
}

/** The products this browser viewed last; emptied at once. */
function Seen({ products }: { products: readonly ProductSummary[] }) {
  const t = useTranslations('storefront.seen')
  const path = useShopPath()
  return (
    <section className="mb-14">
      <form method="post" action="/prefs" className="mb-4 flex items-baseline justify-between gap-4">
        <h2 className="font-semibold text-xl md:text-2xl">{t('title')}</h2>
        <input type="hidden" name="to" value={path('/')} />
        <button type="submit" name="seen" value="none" className="rounded py-2 text-brand text-sm hover:underline">
          {t('clear')}
        </button>
      </form>
      <ProductGrid rail>
        {products.slice(0, 6).map(product => (
          <ProductCard key={product.path} product={product} heading="h3" small />
        ))}
      </ProductGrid>
    </section>
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

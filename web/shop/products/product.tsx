import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { countryName } from '../../kit/country.ts'
import { Money } from '../../kit/money/money.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath, useShopPath } from '../../kit/page/shop-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Button, LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { textsOf } from '../../messages/notices.ts'
import { deliveryOf } from '../checkout/delivery.ts'
import { DeliveryCard } from '../checkout/delivery-card.tsx'
import { Findable } from '../search/seo-links.tsx'
import { SocialCard } from '../search/social.tsx'
import { SaveButton } from '../wishes/save-button.tsx'
import type { Route } from './+types/product.ts'
import { Assurances } from './assurances.tsx'
import { BuyForm } from './buy-form.tsx'
import { cardOf, cardsOf } from './card-of.ts'
import { ProductCard, ProductGrid, type ProductSummary } from './product-card.tsx'
import { choicesOf, ProductChoice, type Product as ProductJson } from './product-choice.tsx'
import { ProductData } from './product-data.tsx'
import { ProductDetails } from './product-details.tsx'
import { ProductGallery } from './product-gallery.tsx'
import { recentlyViewed, recordView } from './recently-viewed.ts'
import { RecentlyViewedProducts } from './recently-viewed-products.tsx'
import { TraderBlock } from './trader-block.tsx'

export const loader = page(async ({ api, params, url, ...visit }: Web<Route.LoaderArgs>) => {
  const others = recentlyViewed(visit).filter(id => id !== params.id)
  const delivery = await deliveryOf(api, visit.cookies)
  const { country } = delivery
  const [product, { wished }, seen] = await Promise.all([
    api.showProduct({ product_id: params.id, country, locale: visit.locale }),
    api.checkSaved({ product_ids: params.id }),
    others.length > 0 ? api.listProductsById({ product_ids: others.join(','), country }) : { items: [] },
  ])
  // Addresses with a former or invented title redirect to the current one.
  if (params.slug !== undefined && params.slug !== product.slug)
    throw redirect(shopPath(pathOf(product), visit.locale) + url.search, 301)
  recordView(visit, params.id)
  const asked = url.searchParams.get('picture')
  return {
    product,
    delivery,
    wished: wished.length > 0,
    seen: seen.items.map(item => cardOf(item)),
    similar: canBeBought(product) ? [] : await similarTo(api, product, country),
    shown: asked !== null && product.pictures[Number(asked)] ? Number(asked) : null,
    color: url.searchParams.get('color'),
  }
})

const canBeBought = ({ delivery, variants }: ProductJson): boolean =>
  delivery.offered && variants.some(({ available }) => available > 0)

/** Other products of its category that are delivered there. */
async function similarTo(api: Api, { id, categories }: ProductJson, country: string) {
  const category = categories.at(-1)?.key
  if (!category) return []
  const { items } = await api.searchProducts({ category, country, limit: 7 })
  return cardsOf(api, items.filter(item => item.id !== id).slice(0, 6))
}

export const action = write(async ({ api, form, key, url, locale, ...visit }: Writing<Route.ActionArgs>) => {
  const variantId = String(form.get('variant_id'))
  const cart = await api.addToCart({ variant_id: variantId, units: Number(form.get('units')) }, key)
  if (form.get('then') === 'checkout') return redirect(shopPath('/checkout', locale), 303)
  const t = textsOf(locale, 'storefront')
  const title = cart.stores.flatMap(store => store.lines).find(line => line.variant_id === variantId)?.title ?? ''
  return goTo(url.pathname + url.search, visit, t('added', { title }), 'ok', [
    { to: shopPath('/cart', locale), text: t('viewCart') },
    { to: shopPath('/checkout', locale), text: t('checkout') },
  ])
})

export default function Product({
  loaderData: { product, delivery, wished, seen, similar, shown, color },
  actionData,
}: Route.ComponentProps) {
  const t = useTranslations('storefront.product')
  const path = useShopPath()
  const title = `${product.title} · Fondaco`
  const text = product.description_text.slice(0, 160)
  const soldOut = product.variants.every(variant => variant.available <= 0)
  const isOffline = product.state === 'offline'
  return (
    <article className="grid gap-6 max-sm:pb-20 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-x-8 xl:gap-x-12">
      <title>{title}</title>
      <meta name="description" content={text} />
      <Findable path={pathOf(product)} />
      <SocialCard path={pathOf(product)} title={title} text={text} image={product.pictures[0]?.page} type="product" />
      <meta property="product:price:amount" content={(product.variants[0]!.price.amount_minor / 100).toFixed(2)} />
      <meta property="product:price:currency" content={product.variants[0]!.price.currency} />
      <ProductData product={product} />
      {product.categories.length > 0 && <CategoryPath categories={product.categories} />}
      {isOffline && similar.length > 0 && <Similar products={similar} />}
      <div className="min-w-0">
        <ProductGallery product={product} color={color} shown={shown} />
        <ProductDetails product={product} className="mt-8 max-lg:hidden" />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <header>
          <Link to={path(`/s/${product.store.slug}`)} className="text-ink-3 text-sm hover:underline">
            {product.store.name}
          </Link>
          <h1 lang={product.language ?? undefined} className="mt-1 font-semibold text-2xl sm:text-3xl">
            {product.title}
          </h1>
          {!isOffline && <Price variants={choicesOf(product, color)} />}
        </header>
        {isOffline ? (
          <Callout tone="warn">{t('offline')}</Callout>
        ) : !product.delivery.offered ? (
          <NotBuyable product={product} color={color} />
        ) : soldOut ? (
          <Callout tone="warn">{t('soldOutText')}</Callout>
        ) : (
          <BuyForm key={color} product={product} color={color} result={actionData} />
        )}
        <SaveButton kind="wish" id={product.id} kept={wished} />
        {!isOffline && <DeliveryCard product={product} delivery={delivery} />}
        <Assurances days={product.protection_days} />
        <StoreCard product={product} />
        <ProductDetails product={product} className="lg:hidden" />
      </div>
      {!isOffline && similar.length > 0 && <Similar products={similar} />}
      <RecentlyViewedProducts products={seen} />
    </article>
  )
}

/** The price with its tax; where variants differ, the lowest. */
function Price({ variants }: { variants: ProductJson['variants'] }) {
  const t = useTranslations('storefront.product')
  const prices = variants.map(variant => variant.price)
  return (
    <p className="mt-2">
      {prices.some(price => price.amount_minor !== prices[0]!.amount_minor) && (
        <span className="mr-2 text-base text-ink-3">{t('from')}</span>
      )}
      <Money of={cheapest(prices)} className="font-semibold text-[28px] leading-9" />
      <span className="ml-2 text-ink-3 text-sm">{t('vat')}</span>
    </p>
  )
}

/** The choice and the buttons, off; the reason stands in the delivery box below. */
function NotBuyable({ product, color }: { product: ProductJson; color: string | null }) {
  const t = useTranslations('storefront.product')
  return (
    <div className="flex flex-col gap-4">
      <ProductChoice product={product} color={color} missing={false} />
      <div className="flex gap-2">
        <Button variant="primary" disabled aria-describedby="not-delivered" className="min-h-12 flex-1">
          {t('add')}
        </Button>
        <Button disabled aria-describedby="not-delivered" className="min-h-12">
          {t('addAndGo')}
        </Button>
      </div>
    </div>
  )
}

function StoreCard({ product: { store } }: { product: ProductJson }) {
  const t = useTranslations('storefront.product')
  const locale = useLocale()
  const path = useShopPath()
  return (
    <section className="rounded-xl border border-line bg-surface">
      <div className="flex items-center gap-3 p-4">
        <StoreMark name={store.name} size={44} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{store.name}</span>
          <span className="block text-ink-3 text-sm">
            {[store.trader?.city, countryName(store.country, locale)].filter(Boolean).join(', ')}
          </span>
        </span>
        <LinkButton to={path(`/s/${store.slug}`)} size="sm">
          {t('visitStore')}
        </LinkButton>
      </div>
      <TraderBlock trader={store.trader} />
    </section>
  )
}

function Similar({ products }: { products: readonly ProductSummary[] }) {
  const t = useTranslations('storefront.product')
  return (
    <section className="col-span-full min-w-0">
      <h2 className="mb-4 font-semibold text-xl md:text-2xl">{t('similar')}</h2>
      <ProductGrid rail>
        {products.map(product => (
          <ProductCard key={product.path} product={product} heading="h3" />
        ))}
      </ProductGrid>
    </section>
  )
}

function CategoryPath({ categories }: Pick<Route.ComponentProps['loaderData']['product'], 'categories'>) {
  const find = useTranslations('storefront.find')
  const path = useShopPath()
  return (
    <div className="-mb-3 lg:col-span-2">
      <Breadcrumbs
        path={[
          { to: path('/c'), label: find('categories') },
          ...categories.map(({ key, name }) => ({ to: path(`/c/${key}`), label: name })),
        ]}
      />
    </div>
  )
}

type Amount = { amount_minor: number; currency: string }
const cheapest = (prices: readonly Amount[]): Amount =>
  prices.reduce((least, price) => (price.amount_minor < least.amount_minor ? price : least))

const pathOf = ({ id, slug }: { id: string; slug: string }): string => `/p/${id}${slug && `/${slug}`}`

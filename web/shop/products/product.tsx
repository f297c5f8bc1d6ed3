import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { NumberInput } from '../../kit/forms/number-input.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath, useShopPath } from '../../kit/page/shop-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { textsOf } from '../../messages/notices.ts'
import { deliveryOf } from '../checkout/delivery.ts'
import { DeliveryCard } from '../checkout/delivery-card.tsx'
import { Findable, useOrigin } from '../search/seo-links.tsx'
import { SaveButton } from '../wishes/save-button.tsx'
import type { Route } from './+types/product.ts'
import { cardOf } from './card-of.ts'
import { colorIn, ProductChoice } from './product-choice.tsx'
import { ProductData } from './product-data.tsx'
import { ProductDetails } from './product-details.tsx'
import { ProductGallery } from './product-gallery.tsx'
import { recentlyViewed, recordView } from './recently-viewed.ts'
import { RecentlyViewedProducts } from './recently-viewed-products.tsx'
import { TraderBlock } from './trader-block.tsx'

export const loader = page(async ({ api, params, url, ...visit }: Web<Route.LoaderArgs>) => {
  const others = recentlyViewed(visit).filter(id => id !== params.id)
  const delivery = await deliveryOf(api, visit.cookies)
  const [product, { wished }, seen] = await Promise.all([
    api.showProduct({ product_id: params.id, country: delivery.country, locale: visit.locale }),
    api.checkSaved({ product_ids: params.id }),
    others.length > 0
      ? api.listProductsById({ product_ids: others.join(','), country: delivery.country })
      : { items: [] },
  ])
  // Addresses with a former or invented title redirect to the current one.
  if (params.slug !== undefined && params.slug !== product.slug)
    throw redirect(shopPath(pathOf(product), visit.locale), 301)
  recordView(visit, params.id)
  const asked = url.searchParams.get('picture')
  return {
    product,
    delivery,
    wished: wished.length > 0,
    seen: seen.items.map(item => cardOf(item)),
    shown: asked !== null && product.pictures[Number(asked)] ? Number(asked) : null,
    color: url.searchParams.get('color'),
  }
})

export const action = write(async ({ api, form, key, url, locale, ...visit }: Writing<Route.ActionArgs>) => {
  const cart = await api.addToCart(
    { variant_id: String(form.get('variant_id')), units: Number(form.get('units')) },
    key,
  )
  if (form.get('then') === 'cart') return redirect(shopPath('/cart', locale), 303)
  return goTo(url.pathname + url.search, visit, textsOf(locale, 'storefront')('added', { units: cart.units }))
})

export default function Product({
  loaderData: { product, delivery, wished, seen, shown, color },
  actionData,
}: Route.ComponentProps) {
  const t = useTranslations('storefront.product')
  const locale = useLocale()
  const path = useShopPath()
  const origin = useOrigin()
  const prices = (colorIn(product, color) ?? product.variants).map(variant => variant.price)
  const soldOut = product.variants.every(variant => variant.available <= 0)
  const isOffline = product.state === 'offline'
  const deliveryCard = <DeliveryCard product={product} delivery={delivery} />
  return (
    <article className="grid gap-8 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:gap-12">
      <title>{`${product.title} · Fondaco`}</title>
      <meta name="description" content={product.description_text.slice(0, 160)} />
      <Findable path={pathOf(product)} />
      <meta property="og:type" content="product" />
      <meta property="og:title" content={product.title} />
      {product.pictures[0] && <meta property="og:image" content={origin + product.pictures[0].page} />}
      <ProductData product={product} />
      {product.categories.length > 0 && <CategoryPath categories={product.categories} />}
      <div>
        <ProductGallery product={product} color={color} shown={shown} />
        <ProductDetails product={product} className="mt-8 max-lg:hidden" />
      </div>
      <div className="flex flex-col gap-6">
        <header>
          <Link to={path(`/s/${product.store.slug}`)} className="text-ink-3 text-sm hover:underline">
            {product.store.name}
          </Link>
          <h1 className="mt-1 font-semibold text-3xl">{product.title}</h1>
          <p className="mt-2 text-2xl">
            {prices.some(price => price.amount_minor !== prices[0]!.amount_minor) && (
              <span className="mr-2 text-base text-ink-3">{t('from')}</span>
            )}
            <Money of={cheapest(prices)} className="font-semibold" />
          </p>
          <div className="mt-3">
            <SaveButton kind="wish" id={product.id} kept={wished} />
          </div>
        </header>
        {isOffline ? (
          <Callout tone="warn">{t('offline')}</Callout>
        ) : !product.delivery.offered ? (
          deliveryCard // says why not, and lets choose another country
        ) : soldOut ? (
          <Callout tone="warn">{t('soldOutText')}</Callout>
        ) : (
          <BuyForm product={product} color={color} result={actionData} />
        )}
        <Callout tone="ok" title={t('safe')}>
          {t('safeText', { days: product.protection_days })}
        </Callout>
        {(isOffline || product.delivery.offered) && deliveryCard}
        <Link
          to={path(`/s/${product.store.slug}`)}
          className="flex items-center gap-3 rounded-xl border border-line bg-surface p-4"
        >
          <StoreMark name={product.store.name} size={44} />
          <span>
            <span className="block font-medium">{product.store.name}</span>
            <span className="block text-ink-3 text-sm">{countryName(product.store.country, locale)}</span>
          </span>
        </Link>
        <TraderBlock trader={product.store.trader} />
        <ProductDetails product={product} className="lg:hidden" />
      </div>
      <RecentlyViewedProducts products={seen} />
    </article>
  )
}

function CategoryPath({ categories }: Pick<Route.ComponentProps['loaderData']['product'], 'categories'>) {
  const find = useTranslations('storefront.find')
  const path = useShopPath()
  return (
    <div className="-mb-4 lg:col-span-2">
      <Breadcrumbs
        path={[
          { to: path('/c'), label: find('categories') },
          ...categories.map(({ key, name }) => ({ to: path(`/c/${key}`), label: name })),
        ]}
      />
    </div>
  )
}

type BuyFormProps = Pick<Route.ComponentProps['loaderData'], 'product' | 'color'> & { result: unknown }

function BuyForm({ product, color, result }: BuyFormProps) {
  const t = useTranslations('storefront.product')
  return (
    <WriteForm result={result} preventScrollReset>
      <ProductChoice product={product} color={color} />
      <Field name="units" label={t('units')}>
        <NumberInput
          defaultValue={1}
          min={1}
          max={Math.max(1, ...product.variants.map(each => each.available))}
          required
        />
      </Field>
      <div className="sticky bottom-0 -mx-4 flex flex-wrap gap-2 bg-bg px-4 py-3 sm:static sm:mx-0 sm:px-0">
        <SubmitButton className="flex-1">{t('add')}</SubmitButton>
        <SubmitButton variant="outline" name="then" value="cart" className="max-sm:grow">
          {t('addAndGo')}
        </SubmitButton>
      </div>
    </WriteForm>
  )
}

type Amount = { amount_minor: number; currency: string }
const cheapest = (prices: readonly Amount[]): Amount =>
  prices.reduce((least, price) => (price.amount_minor < least.amount_minor ? price : least))

const pathOf = ({ id, slug }: { id: string; slug: string }): string => `/p/${id}${slug && `/${slug}`}`

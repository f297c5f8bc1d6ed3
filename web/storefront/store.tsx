import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../kit/country.ts'
import { page, type Web } from '../kit/page/page.ts'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { StoreMark } from '../kit/primitives/store-mark.tsx'
import type { Route } from './+types/store.ts'
import { cardOf } from './card-of.ts'
import { KeepButton } from './keep-button.tsx'
import { ProductCard, ProductGrid } from './product-card.tsx'
import { TraderBlock } from './trader-block.tsx'

export const loader = page(async ({ api, params, url }: Web<Route.LoaderArgs>) => {
  const store = await api.showStore({ slug: params.slug })
  const after = url.searchParams.get('after') ?? undefined
  const [{ items, next }, { followed }] = await Promise.all([
    api.listProducts({ store_id: store.id, limit: 40, after }),
    api.isKept({ store_id: store.id }),
  ])
  return { store, followed, products: items.map(cardOf), next }
})

export default function Store({ loaderData: { store, followed, products, next } }: Route.ComponentProps) {
  const t = useTranslations('storefront.store')
  const locale = useLocale()
  return (
    <>
      <title>{`${store.name} · Fondaco`}</title>
      <header className="mb-8 flex flex-wrap items-start gap-4">
        <StoreMark name={store.name} size={64} />
        <div className="mr-auto">
          <h1 className="font-semibold text-3xl">{store.name}</h1>
          <p className="text-ink-3 text-sm">
            {t('line', { country: countryName(store.country, locale), year: store.opened_on.slice(0, 4) })}
          </p>
          <p className="mt-2 max-w-2xl text-ink-2">{store.about}</p>
        </div>
        <KeepButton kind="follow" id={store.id} kept={followed} />
      </header>
      {products.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <ProductGrid>
          {products.map((product, n) => (
            <ProductCard key={product.path} product={product} eager={n < 4} />
          ))}
        </ProductGrid>
      )}
      <div className="mt-8">
        <CursorPager next={next} />
      </div>
      <div className="mt-8 max-w-xl">
        <TraderBlock trader={store.trader} />
      </div>
    </>
  )
}

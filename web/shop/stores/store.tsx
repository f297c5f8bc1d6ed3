import { Form } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Input } from '../../kit/forms/inputs.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { traderData } from '../products/product-data.tsx'
import { TraderBlock } from '../products/trader-block.tsx'
import { Results } from '../search/results.tsx'
import { find } from '../search/search-query.ts'
import { Findable, StructuredData, useOrigin } from '../search/seo-links.tsx'
import { SocialCard } from '../search/social.tsx'
import { SaveButton } from '../wishes/save-button.tsx'
import type { Route } from './+types/store.ts'

export const loader = page(async ({ params, ...visit }: Web<Route.LoaderArgs>) => {
  const { api } = visit
  const store = await api.showStore({ slug: params.slug })
  const [found, { followed }] = await Promise.all([
    find(visit, { store_id: store.id }),
    api.checkSaved({ store_id: store.id }),
  ])
  return { store, followed, found }
})

export default function Store({ loaderData: { store, followed, found } }: Route.ComponentProps) {
  const t = useTranslations('storefront.store')
  const locale = useLocale()
  const path = useShopPath()
  const origin = useOrigin()
  const title = `${store.name} · Fondaco`
  const text = store.about.slice(0, 160)
  return (
    <>
      <title>{title}</title>
      <Findable path={`/s/${store.slug}`} />
      <meta name="description" content={text} />
      <SocialCard path={`/s/${store.slug}`} title={title} text={text} image={found.items[0]?.picture} />
      <StructuredData
        dataOf={() =>
          import.meta.env.SSR
            ? {
                '@type': 'OnlineStore',
                name: store.name,
                url: origin + path(`/s/${store.slug}`),
                ...(store.about && { description: store.about }),
                ...traderData(store),
              }
            : {}
        }
      />
      {store.banner && (
        <img src={store.banner} alt="" className="mb-6 aspect-[4/1] w-full rounded-2xl bg-mat object-cover" />
      )}
      <header className="mb-8 flex flex-wrap items-start gap-4">
        <StoreMark name={store.name} size={64} {...(store.logo && { picture: store.logo })} />
        <div className="mr-auto">
          <h1 className="font-semibold text-3xl">{store.name}</h1>
          <p className="text-ink-3 text-sm">
            {t('line', { country: countryName(store.country, locale), year: store.opened_on.slice(0, 4) })}
          </p>
          <p className="mt-2 max-w-2xl text-ink-2">{store.about}</p>
        </div>
        <SaveButton kind="follow" id={store.id} kept={followed} />
      </header>
      {store.products === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <Results found={found}>
          <Form method="get" className="mb-4 flex max-w-md gap-2">
            <Input type="search" name="q" aria-label={t('search')} placeholder={t('search')} defaultValue={found.q} />
            <Button type="submit" variant="outline">
              {t('find')}
            </Button>
          </Form>
        </Results>
      )}
      <div className="mt-8 max-w-xl rounded-xl border border-line bg-surface empty:hidden">
        <TraderBlock trader={store.trader} />
      </div>
    </>
  )
}

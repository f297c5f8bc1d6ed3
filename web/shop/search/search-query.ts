import type { WebContext } from '#app/web-context.ts'
import { marketCurrency } from '#platform/market.ts'
import { queryMaxCharacters } from '#search/limits.ts'
import type { Locale } from '../../kit/i18n.tsx'
import { parseMoney } from '../../kit/money/money.ts'
import { deliveryOf } from '../checkout/delivery.ts'
import { cardsOf } from '../products/card-of.ts'

export const sorts = ['relevance', 'price', 'price_down', 'newest'] as const

/** The search in an address; `f` is repeated for each attribute value, amounts are as typed. */
const namesInAddress = ['q', 'f', 'from', 'to', 'free', 'week', 'sort', 'after', 'trail'] as const

/** Products for the address of a page, within its category or store if it has one: what `Results` shows. */
export async function find(
  { api, url, locale, cookies }: Pick<WebContext, 'api' | 'locale' | 'cookies'> & { url: URL },
  scope: { category?: string; store_id?: string } = {},
) {
  const asked = url.searchParams
  const delivery = await deliveryOf(api, cookies)
  const sort = sorts.find(each => each === asked.get('sort')) ?? 'relevance'
  const [priceFrom, priceTo] = boundsOf(asked, locale)
  const answer = await api.searchProducts({
    ...scope,
    q: (asked.get('q') ?? '').slice(0, queryMaxCharacters),
    country: delivery.country,
    filter: asked.getAll('f').join(',').slice(0, 1_000),
    price_from: priceFrom,
    price_to: priceTo,
    free_shipping: asked.has('free') ? 'true' : 'false',
    within_week: asked.has('week') ? 'true' : 'false',
    sort,
    after: asked.get('after') ?? undefined,
    locale,
    limit: 24,
  })
  return { ...answer, items: await cardsOf(api, answer.items), q: asked.get('q') ?? '', sort, delivery }
}
export type Found = Awaited<ReturnType<typeof find>>

/** Bounds of the price in cents, as typed in either notation; reversed ones are swapped, what is no amount is ignored. */
function boundsOf(asked: URLSearchParams, locale: Locale): [from: number | undefined, to: number | undefined] {
  const [from, to] = (['from', 'to'] as const).map(name => {
    const cents = parseMoney(asked.get(name) ?? '', marketCurrency, locale)
    return cents !== null && cents <= priceMax ? cents : undefined
  })
  return from !== undefined && to !== undefined && from > to ? [to, from] : [from, to]
}

/** A million euros. */
const priceMax = 100_000_000

/** Whether the list is filtered: then search engines should not index it, and the filters can be removed. */
export const isNarrowed = (asked: URLSearchParams): boolean =>
  namesInAddress.some(
    name => name !== 'q' && name !== 'sort' && name !== 'after' && name !== 'trail' && asked.has(name),
  )

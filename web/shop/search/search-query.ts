import type { WebContext } from '#app/web-context.ts'
import { queryMaxCharacters } from '#search/limits.ts'
import { deliveryOf } from '../checkout/delivery.ts'
import { cardsOf } from '../products/card-of.ts'

export const sorts = ['relevance', 'price', 'price_down', 'newest'] as const

/** The search in an address; `f` is repeated for each attribute value, amounts are in whole euros. */
const namesInAddress = ['q', 'f', 'from', 'to', 'free', 'week', 'sort', 'after'] as const

/** Products for the address of a page, within its category or store if it has one: what `Results` shows. */
export async function find(
  { api, url, locale, cookies }: Pick<WebContext, 'api' | 'locale' | 'cookies'> & { url: URL },
  scope: { category?: string; store_id?: string } = {},
) {
  const asked = url.searchParams
  const delivery = await deliveryOf(api, cookies)
  const sort = sorts.find(each => each === asked.get('sort')) ?? 'relevance'
  const answer = await api.searchProducts({
    ...scope,
    q: (asked.get('q') ?? '').slice(0, queryMaxCharacters),
    country: delivery.country,
    filter: asked.getAll('f').join(',').slice(0, 1_000),
    price_from: centsOf(asked.get('from')),
    price_to: centsOf(asked.get('to')),
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

/** Whole euros up to a million; anything else is ignored. */
const centsOf = (euros: string | null): number | undefined =>
  euros !== null && /^\d{1,6}$/.test(euros) ? Number(euros) * 100 : undefined

/** Whether the list is filtered: then search engines should not index it, and the filters can be removed. */
export const isNarrowed = (asked: URLSearchParams): boolean =>
  namesInAddress.some(name => name !== 'q' && name !== 'sort' && name !== 'after' && asked.has(name))

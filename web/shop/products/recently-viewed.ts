import type { WebContext } from '#app/web-context.ts'

const name = 'seen'
const kept = 12
const days = 30

/** The products viewed last, latest first; only with consent. */
export const recentlyViewed = ({ cookies }: Pick<WebContext, 'cookies'>): string[] =>
  cookies.consent === 'all' ? (cookies[name]?.split('.').filter(Boolean) ?? []) : []

/** Records a view of a product, in the browser only. */
export function recordView(visit: Pick<WebContext, 'cookies' | 'setCookie'>, productId: string): void {
  if (visit.cookies.consent !== 'all') return
  const seen = [productId, ...recentlyViewed(visit).filter(id => id !== productId)].slice(0, kept)
  visit.setCookie(name, seen.join('.'), { maxAgeSeconds: days * 86_400 })
}

import type { WebContext } from '#app/web-context.ts'

const name = 'seen'
const kept = 12
const days = 30

/** The products looked at last, latest first; only of who agreed to it. */
export const recentlyViewed = ({ cookies }: Pick<WebContext, 'cookies'>): string[] =>
  cookies.consent === 'all' ? (cookies[name]?.split('.').filter(Boolean) ?? []) : []

/** Remembers that a product was looked at, in the browser and nowhere else. */
export function recordView(visit: Pick<WebContext, 'cookies' | 'setCookie'>, productId: string): void {
  if (visit.cookies.consent !== 'all') return
  const seen = [productId, ...recentlyViewed(visit).filter(id => id !== productId)].slice(0, kept)
  visit.setCookie(name, seen.join('.'), { maxAgeSeconds: days * 86_400 })
}

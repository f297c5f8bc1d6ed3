import type { Api } from '#app/routes.ts'
import type { Locale } from '#platform/market.ts'

export type { Api }

export type Viewer =
  | { kind: 'guest' }
  | {
      kind: 'user'
      name: string
      email: string
      stores: { id: string; slug: string; name: string }[]
      /** The store in the address, else the only one, and what the user may do there. */
      storeId: string | null
      permissions: string[]
      operator: boolean
    }

export type { Locale } from '#platform/market.ts'
export type Theme = 'light' | 'dark' | 'system'

/** What a page may know and do while it answers one request. */
export type WebContext = {
  api: Api
  viewer: Viewer
  /** Units in the visitor's cart. */
  cartUnits: number
  /** The platform's clock, ISO 8601 in UTC. */
  now: string
  /** Whether operators may move that clock. */
  sandbox: boolean
  /** Whether somebody did: the clock is more than a minute away from real time. */
  clockMoved: boolean
  /** Where this market answers, for links that must be whole; without a slash at the end. */
  origin: string
  locale: Locale
  /** The language the visitor chose, else the one their browser prefers, independent of the address. */
  wishedLocale: Locale
  theme: Theme
  cookies: Readonly<Record<string, string>>
  /** Sends a cookie along with the answer; an age of 0 takes it away. */
  setCookie(name: string, value: string, options?: { maxAgeSeconds?: number; httpOnly?: boolean }): void
  /** Lets this page's own scripts run, and no others. */
  nonce: string
  /** Writes a bug to the server's log. */
  report(error: unknown): void
  /** Unguessable and new for each request: idempotency keys of the page's forms start with it. */
  formKey: string
}

/** What the composition root knows of a visit; the rest is read off the request. */
export type Visit = Pick<WebContext, 'api' | 'viewer' | 'cartUnits' | 'now' | 'sandbox' | 'clockMoved' | 'origin'>

const prefixed = /^\/fr(\/|$|\.data$)/
const consoles = /^\/(seller|ops|account|join|kit)(\/|$|\.data$)/

/**
 * The language of a page. The storefront's address says it, so that both languages can be linked and found; consoles
 * keep one address and follow the `lang` cookie, then the browser's preference.
 */
export function localeOf(path: string, cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  if (prefixed.test(path)) return 'fr'
  return consoles.test(path) ? preferredLocaleOf(cookie, acceptLanguage) : 'en'
}

export function preferredLocaleOf(cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  if (cookie === 'en' || cookie === 'fr') return cookie
  const wishes = (acceptLanguage ?? '').split(',').map(wish => wish.trim().slice(0, 2).toLowerCase())
  return wishes.find(wish => wish === 'en' || wish === 'fr') === 'fr' ? 'fr' : 'en'
}

export const themeOf = (cookie: string | undefined): Theme =>
  cookie === 'light' || cookie === 'dark' ? cookie : 'system'

/** The `cookie` header's pairs; a malformed value counts as absent. */
export function cookiesOf(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at < 0) continue
    try {
      cookies[pair.slice(0, at).trim()] = decodeURIComponent(pair.slice(at + 1).trim())
    } catch {}
  }
  return cookies
}

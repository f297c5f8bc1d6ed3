import { useLocale } from 'use-intl'
import type { Locale } from '../i18n.tsx'

const consoles = /^\/(seller|ops|account|join|kit)(?=\/|\?|$)/
const prefix = /^\/fr(?=\/|\?|$)/

/**
 * A storefront path in a language: `/fr/cart`, in English `/cart`. Paths of the consoles are unchanged. Several slashes
 * after the language become one: without its language, `/fr//host` would lead to another host.
 */
export function shopPath(path: string, locale: Locale): string {
  if (consoles.test(path)) return path
  const plain = path.replace(prefix, '').replace(/^[/\\\p{Cc}]+/u, '/') || '/'
  if (locale === 'en') return plain.startsWith('/') ? plain : `/${plain}`
  return plain === '/' ? '/fr' : `/fr${plain.replace(/^\/(?=\?)/, '')}`
}

/** `shopPath` in the page's language: every link on the storefront uses it. */
export function useShopPath(): (path: string) => string {
  const locale = useLocale()
  return path => shopPath(path, locale)
}

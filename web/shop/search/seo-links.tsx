import { useRouteLoaderData } from 'react-router'
import { useLocale } from 'use-intl'
import type { Locale } from '../../kit/i18n.tsx'
import { shopPath } from '../../kit/page/shop-path.ts'
import type { loader } from '../layout.tsx'

/** The origin of this market, for absolute addresses. */
export const useOrigin = (): string => useRouteLoaderData<typeof loader>('shop/layout')?.origin ?? ''

/**
 * For search engines: the canonical address of this page without filters, and its other language. `query`: what tells it
 * from other pages of its path, such as the page of a list.
 */
export function Findable({ path, query = '' }: { path: string; query?: string }) {
  const origin = useOrigin()
  const locale = useLocale()
  const at = (language: Locale) => origin + shopPath(path, language) + query
  return (
    <>
      <link rel="canonical" href={at(locale === 'fr' ? 'fr' : 'en')} />
      <link rel="alternate" hrefLang="en" href={at('en')} />
      <link rel="alternate" hrefLang="fr" href={at('fr')} />
      <link rel="alternate" hrefLang="x-default" href={at('en')} />
    </>
  )
}

/**
 * Structured data in schema.org terms, for readers that run no script: `dataOf` is called on the server only, and is no
 * part of the scripts. A `<` could end the script element, so it is escaped.
 */
export const StructuredData = ({ dataOf }: { dataOf: () => object }) => (
  <script
    type="application/ld+json"
    suppressHydrationWarning
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, with the one dangerous character escaped
    dangerouslySetInnerHTML={{
      __html: import.meta.env.SSR
        ? JSON.stringify({ '@context': 'https://schema.org', ...dataOf() }).replaceAll('<', '\\u003c')
        : '',
    }}
  />
)

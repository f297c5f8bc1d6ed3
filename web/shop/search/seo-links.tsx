import { useRouteLoaderData } from 'react-router'
import { useLocale } from 'use-intl'
import type { Locale } from '../../kit/i18n.tsx'
import { shopPath } from '../../kit/page/shop-path.ts'
import type { loader } from '../layout.tsx'

/** The origin of this market, for absolute addresses. */
export const useOrigin = (): string => useRouteLoaderData<typeof loader>('shop/layout')?.origin ?? ''

/** For search engines: the canonical address of this page without filters, and its other language. */
export function Findable({ path }: { path: string }) {
  const origin = useOrigin()
  const locale = useLocale()
  const at = (language: Locale) => origin + shopPath(path, language)
  return (
    <>
      <link rel="canonical" href={at(locale === 'fr' ? 'fr' : 'en')} />
      <link rel="alternate" hrefLang="en" href={at('en')} />
      <link rel="alternate" hrefLang="fr" href={at('fr')} />
    </>
  )
}

/** Structured data in schema.org terms. A `<` could end the script, so it is escaped. */
export const StructuredData = ({ data }: { data: object }) => (
  <script
    type="application/ld+json"
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, with the one dangerous character escaped
    dangerouslySetInnerHTML={{
      __html: JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c'),
    }}
  />
)

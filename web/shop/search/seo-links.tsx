import { useRouteLoaderData } from 'react-router'
import { useLocale } from 'use-intl'
import { shopPath } from '../../kit/page/shop-path.ts'
import type { loader } from '../layout.tsx'

/** Where this market answers, for addresses that must be whole. */
export const useOrigin = (): string => useRouteLoaderData<typeof loader>('shop/layout')?.origin ?? ''

/** For search engines: the one address of this page, whatever it was narrowed down by, and its other language. */
export function Findable({ path }: { path: string }) {
  const origin = useOrigin()
  const locale = useLocale()
  const at = (language: 'en' | 'fr') => origin + shopPath(path, language)
  return (
    <>
      <link rel="canonical" href={at(locale === 'fr' ? 'fr' : 'en')} />
      <link rel="alternate" hrefLang="en" href={at('en')} />
      <link rel="alternate" hrefLang="fr" href={at('fr')} />
    </>
  )
}

/** Facts for programs, as schema.org names them. `<` would end the script. */
export const StructuredData = ({ data }: { data: object }) => (
  <script
    type="application/ld+json"
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of ours without the one character that could end it
    dangerouslySetInnerHTML={{
      __html: JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c'),
    }}
  />
)

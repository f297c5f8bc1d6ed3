import { useLocale } from 'use-intl'
import { shopPath } from '../../kit/page/shop-path.ts'
import { useOrigin } from './seo-links.tsx'

/** What a shared link to this page looks like: Open Graph, and the same for Twitter. `image`: a path of ours. */
export function SocialCard({
  path,
  title,
  text,
  image,
  type = 'website',
}: {
  path: string
  title: string
  text: string
  image?: string | null | undefined
  type?: 'website' | 'product'
}) {
  const origin = useOrigin()
  const locale = useLocale()
  if (!import.meta.env.SSR) return null // who reads it runs no script
  return (
    <>
      <meta property="og:site_name" content="Fondaco" />
      <meta property="og:locale" content={locale === 'fr' ? 'fr_FR' : 'en_GB'} />
      <meta property="og:type" content={type} />
      <meta property="og:url" content={origin + shopPath(path, locale)} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={text} />
      {image && <meta property="og:image" content={origin + image} />}
      <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
    </>
  )
}

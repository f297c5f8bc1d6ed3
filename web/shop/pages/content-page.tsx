import { data, Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { type ContentPage, contentPages } from '#content/limits.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { cookieNames } from '../../kit/shell/cookie-list.ts'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { Findable } from '../search/seo-links.tsx'
import type { Route } from './+types/content-page.ts'
import { contentPath } from './content-path.ts'
import { CookieChoice } from './cookie-choice.tsx'

/** The published page, or with `?version=` an earlier one; cookies can be chosen before any text is published. */
export const loader = page(async ({ api, url, locale }: Web<Route.LoaderArgs>) => {
  const path = url.pathname.replace(/^\/fr(?=\/)/, '')
  const name = contentPages.find(each => contentPath(each) === path)
  if (!name) throw data(null, 404)
  const asked = Number(url.searchParams.get('version') ?? 0)
  const { items } = await api.listPages({})
  const say = textsOf(locale, 'cookies')
  const cookies = name === 'cookies' ? cookieNames.map(cookie => ({ name: cookie, text: say(cookie) })) : null
  if (cookies && !items.some(each => each.page === name)) return { name, shown: null, cookies }
  const shown = await api.showPage({ page: name, language: locale, ...(asked ? { version: asked } : {}) })
  return { name, shown, cookies }
})

export default function ContentPageOfMarket({ loaderData: { name, shown, cookies } }: Route.ComponentProps) {
  const t = useTranslations('storefront.pages')
  const title = t(`titles.${name}`)
  return (
    <article className="mx-auto max-w-2xl">
      <title>{`${title} · Fondaco`}</title>
      <Findable path={contentPath(name)} />
      <h1 className="mb-6 text-balance font-semibold text-3xl">{title}</h1>
      {shown && <Text name={name} shown={shown} />}
      {cookies && <CookieChoice cookies={cookies} />}
      {shown && <Versions name={name} shown={shown} />}
    </article>
  )
}

type Shown = NonNullable<Route.ComponentProps['loaderData']['shown']>

function Text({ name, shown }: { name: ContentPage; shown: Shown }) {
  const t = useTranslations('storefront.pages')
  const path = useShopPath()
  const current = shown.versions[0]!.version
  return (
    <>
      {shown.version !== current && (
        <Callout tone="info">
          {t('old')}{' '}
          <Link to={path(contentPath(name))} className="underline">
            {t('toCurrent')}
          </Link>
        </Callout>
      )}
      <div
        lang={shown.language}
        className="prose mt-4 break-words text-ink-2 [&_h2]:pt-3 [&_h2]:text-xl"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made of Markdown and reduced to a list of tags by the API
        dangerouslySetInnerHTML={{ __html: shown.html }}
      />
    </>
  )
}

/** When this version was published, and the earlier ones. */
function Versions({ name, shown }: { name: ContentPage; shown: Shown }) {
  const t = useTranslations('storefront.pages')
  const path = useShopPath()
  const others = shown.versions.filter(({ version }) => version !== shown.version)
  return (
    <footer className="mt-10 border-line border-t pt-4 text-ink-3 text-sm">
      <p>
        {t('version', { version: shown.version })} · <DateTime at={shown.published_at} as="date" />
      </p>
      {others.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer">{t('others')}</summary>
          <ul className="mt-1">
            {others.map(({ version, published_at }) => (
              <li key={version}>
                <Link to={`${path(contentPath(name))}?version=${version}`} className="underline">
                  {t('version', { version })}
                </Link>{' '}
                · <DateTime at={published_at} as="date" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </footer>
  )
}

import '../styles/console.css'
import { data, redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath, ownPath } from '../kit/page/refusal.ts'
import { storePath } from '../kit/page/store-path.ts'
import { Card } from '../kit/primitives/card.tsx'
import { ChevronRightIcon } from '../kit/primitives/icons.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { StoreMark } from '../kit/primitives/store-mark.tsx'
import { Console } from '../kit/shell/console.tsx'
import type { Route } from './+types/stores.ts'
import { SellerErrorPage } from './no-store.tsx'
import { storeOfIds } from './store-of-ids.ts'

export const handle: Handle = { area: 'seller' }

/**
 * Leads to the member's store; of several, to the one whose order or product `to` names, else the member chooses. `to` is
 * the page in the store.
 */
export const loader = page(({ viewer, url }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  const { stores } = viewer
  const to = ownPath(url.searchParams.get('to')).replace(/^\/$/, '')
  const store = stores.length === 1 ? stores[0] : storeOfIds(to, stores)
  if (store) throw redirect(storePath(store.slug, to))
  if (stores.length === 0) throw data({ code: 'request.forbidden' }, { status: 403 })
  return { stores, to }
})

export default function Stores({ loaderData: { stores, to } }: Route.ComponentProps) {
  const t = useTranslations('seller')
  return (
    <Console name={t('name')} home="/seller" nav={[]}>
      <div className="mx-auto max-w-lg">
        <PageHeader title={t('stores.title')} text={t('stores.text')} />
        <Card flush>
          <ul>
            {stores.map(({ slug, name }) => (
              <li key={slug} className="border-line border-t first:border-t-0">
                <a href={storePath(slug, to)} className="flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-surface-2">
                  <StoreMark name={name} />
                  <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                  <ChevronRightIcon size={16} className="text-ink-3" />
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </Console>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const t = useTranslations('seller')
  return (
    <Console name={t('name')} home="/seller" nav={[]}>
      <SellerErrorPage error={error} />
    </Console>
  )
}

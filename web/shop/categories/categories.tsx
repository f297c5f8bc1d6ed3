import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Findable } from '../search/seo-links.tsx'
import type { Route } from './+types/categories.ts'

export const loader = page(async ({ api, locale }: Web<Route.LoaderArgs>) => {
  const { items } = await api.listCategories({ locale })
  const open = items.filter(each => each.state !== 'closed')
  return open
    .filter(each => each.parent === null)
    .map(({ key, name }) => ({
      key,
      name,
      children: open.filter(child => child.parent === key).map(child => ({ key: child.key, name: child.name })),
    }))
})

export default function Categories({ loaderData: departments }: Route.ComponentProps) {
  const t = useTranslations('storefront.find')
  const path = useShopPath()
  return (
    <>
      <title>{`${t('categories')} · Fondaco`}</title>
      <Findable path="/c" />
      <h1 className="mb-6 font-semibold text-3xl">{t('categories')}</h1>
      <ul className="columns-1 gap-8 sm:columns-2 lg:columns-3 xl:columns-4">
        {departments.map(({ key, name, children }) => (
          <li key={key} className="mb-7 break-inside-avoid">
            <h2 className="mb-1 font-semibold">
              <Link to={path(`/c/${key}`)} className="rounded hover:underline">
                {name}
              </Link>
            </h2>
            <ul>
              {children.map(child => (
                <li key={child.key}>
                  <Link
                    to={path(`/c/${child.key}`)}
                    className="inline-flex min-h-8 items-center rounded text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
                  >
                    {child.name}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

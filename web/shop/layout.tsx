import '../styles/shop.css'
import { data, Outlet } from 'react-router'
import type { Handle } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { useShopPath } from '../kit/page/shop-path.ts'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'
import { deliveryOf } from './checkout/delivery.ts'
import { Storefront } from './storefront.tsx'

export const handle: Handle = { area: 'storefront' }

/** `/:lang?` matches any first segment; only known languages are accepted. */
export const loader = page(async ({ api, cookies, params, origin, locale }: Web<Route.LoaderArgs>) => {
  if (params.lang && params.lang !== 'fr') throw data(null, 404)
  const [delivery, { items: departments }] = await Promise.all([
    deliveryOf(api, cookies),
    api.listCategories({ locale, top: 'true' }),
  ])
  const open = departments.filter(({ state }) => state !== 'closed').map(({ key, name }) => ({ key, name }))
  return { ...delivery, origin, departments: open }
})

export default function StorefrontLayout() {
  return (
    <Storefront>
      <Outlet />
    </Storefront>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const path = useShopPath()
  return (
    <Storefront>
      <ErrorPage error={error} home={path('/')} />
    </Storefront>
  )
}

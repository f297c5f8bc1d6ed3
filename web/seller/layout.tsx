import '../styles/console.css'
import { CalendarClock, Home, Package, Receipt, Truck, Wallet } from 'lucide-react'
import type { ReactNode } from 'react'
import { data, Outlet, redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { useMaybeVisit } from '../kit/page/visit.ts'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'

export const handle: Handle = { area: 'seller' }

/** Members of a store only; what they may do there, each route decides. */
export const loader = page(({ viewer, url }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  if (!viewer.storeId) throw data({ code: 'request.forbidden' }, { status: 403 })
  return null
})

export default function SellerLayout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Frame>
      <ErrorPage error={error} home="/seller" />
    </Frame>
  )
}

/** The menu hides what the member's role would be refused. */
function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('seller')
  const viewer = useMaybeVisit()?.viewer
  const may = (permission: string) => viewer?.kind === 'user' && viewer.permissions.includes(permission)
  const nav = [
    { to: '/seller', label: t('nav.home'), icon: Home, end: true, needs: 'orders.read' },
    { to: '/seller/orders', label: t('nav.orders'), icon: Receipt, needs: 'orders.read' },
    { to: '/seller/products', label: t('nav.products'), icon: Package, needs: 'products.read' },
    { to: '/seller/templates', label: t('nav.templates'), icon: Truck, needs: 'products.edit' },
    { to: '/seller/balance', label: t('nav.balance'), icon: Wallet, needs: 'balance.read' },
    { to: '/seller/ship-by', label: t('nav.shipBy'), icon: CalendarClock, needs: 'orders.read' },
  ]
  return (
    <Console name={t('name')} home="/seller" nav={nav.filter(entry => may(entry.needs))}>
      {children}
    </Console>
  )
}

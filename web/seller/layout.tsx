import '../styles/console.css'
import { Building2, CalendarClock, Download, Home, Package, Receipt, Store, Truck, Users, Wallet } from 'lucide-react'
import type { ReactNode } from 'react'
import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { JobBell } from '../kit/jobs/job-bell.tsx'
import { seenUntil } from '../kit/jobs/seen-jobs.ts'
import type { Command } from '../kit/overlays/palette.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { useMaybeVisit } from '../kit/page/visit.ts'
import { buttonClass } from '../kit/primitives/button.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'
import { useMay } from './may.ts'

export const handle: Handle = { area: 'seller' }

const paletteOrders = 30

/** For members of a store only; each route decides what they may do. Loads what the frame itself shows. */
export const loader = page(async ({ api, viewer, url, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  if (!viewer.storeId) throw data({ code: 'request.forbidden' }, { status: 403 })
  if (!viewer.permissions.includes('orders.read')) return { orders: [], toShip: 0, jobs: null, seenUntil: null }
  const [{ items, counts }, jobs] = await Promise.all([
    api.listStoreOrders({ limit: paletteOrders }),
    api.listMyJobs({}),
  ])
  return {
    jobs,
    seenUntil: seenUntil({ cookies }),
    orders: items.map(({ id, number, title }) => ({ id, number, title })),
    toShip: counts.awaiting_shipment ?? 0,
  }
})

export default function SellerLayout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const viewer = useMaybeVisit()?.viewer
  return (
    <Frame>
      {viewer?.kind === 'user' && !viewer.storeId ? <NoStore /> : <ErrorPage error={error} home="/seller" />}
    </Frame>
  )
}

function NoStore() {
  const t = useTranslations('seller.noStore')
  return (
    <>
      <PageHeader title={t('title')} />
      <Card>
        <EmptyState
          icon={<Store size={20} />}
          title={t('heading')}
          text={t('text')}
          action={
            <a href="/" className={buttonClass({})}>
              {t('market')}
            </a>
          }
        />
      </Card>
    </>
  )
}

/** The menu hides what the member's role does not allow. */
function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('seller')
  const may = useMay()
  const frame = useRouteLoaderData<typeof loader>('seller/layout')
  const nav = [
    { to: '/seller', label: t('nav.home'), icon: Home, end: true, needs: 'orders.read' },
    { to: '/seller/orders', label: t('nav.orders'), icon: Receipt, needs: 'orders.read', count: frame?.toShip },
    { to: '/seller/products', label: t('nav.products'), icon: Package, needs: 'products.read' },
    { to: '/seller/templates', label: t('nav.templates'), icon: Truck, needs: 'products.edit' },
    { to: '/seller/balance', label: t('nav.balance'), icon: Wallet, needs: 'balance.read' },
    { to: '/seller/jobs', label: t('jobs.title'), icon: Download, needs: 'orders.read' },
    { to: '/seller/ship-by', label: t('nav.shipBy'), icon: CalendarClock, needs: 'orders.read' },
    { to: '/seller/team', label: t('nav.team'), icon: Users, needs: 'store.manage' },
    { to: '/seller/company', label: t('nav.company'), icon: Building2, needs: 'store.manage' },
  ] as const
  const commands: Command[] = (frame?.orders ?? []).map(({ id, number, title }) => ({
    to: `/seller/orders/${id}`,
    label: `${number} ${title}`,
    group: t('nav.recentOrders'),
  }))
  if (may('products.edit'))
    commands.unshift({ to: '/seller/products/new', label: t('products.new'), group: t('nav.products') })
  return (
    <Console
      name={t('name')}
      home="/seller"
      nav={nav.filter(({ needs }) => may(needs)).map(({ needs, ...entry }) => entry)}
      commands={commands}
      bell={frame?.jobs && <JobBell area="seller" jobs={frame.jobs} seenUntil={frame.seenUntil} />}
    >
      {children}
    </Console>
  )
}

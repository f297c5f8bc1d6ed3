import '../styles/console.css'
import { Building2, CalendarClock, Download, Home, Package, Receipt, Truck, Users, Wallet } from 'lucide-react'
import type { ReactNode } from 'react'
import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { JobBell } from '../kit/jobs/job-bell.tsx'
import { seenUntil } from '../kit/jobs/seen-jobs.ts'
import type { Command } from '../kit/overlays/palette.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { storePath, useStorePath } from '../kit/page/store-path.ts'
import { Console } from '../kit/shell/console.tsx'
import type { Route } from './+types/layout.ts'
import { useMay } from './may.ts'
import { SellerErrorPage } from './no-store.tsx'
import { useHits } from './search/hits.ts'

export const handle: Handle = { area: 'seller' }

const paletteOrders = 30

/** First parts of addresses of before stores had theirs. */
const pagesWithoutStore = new Set(['orders', 'products', 'templates', 'balance', 'company', 'ship-by', 'team', 'jobs'])

/**
 * For members of the store in the address only; each route decides what they may do. Loads what the frame itself shows.
 * An address with the store's id, as mails have it, leads to the present one; an address of before stores had theirs
 * leads to the only store or to the choice.
 */
export const loader = page(async ({ api, viewer, params, url, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  if (viewer.stores.length === 0) throw data({ code: 'request.forbidden' }, { status: 403 })
  const store = viewer.stores.find(({ id, slug }) => slug === params.store || id === params.store)
  const rest = url.pathname.slice(storePath(params.store).length) + url.search
  if (store && store.slug !== params.store) throw redirect(storePath(store.slug, rest))
  if (!store && pagesWithoutStore.has(params.store))
    throw redirect(`/seller?${new URLSearchParams({ to: url.pathname.slice('/seller'.length) + url.search })}`)
  if (!store) throw data({ code: 'request.not_found' }, { status: 404 })
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
  return (
    <Frame>
      <SellerErrorPage error={error} />
    </Frame>
  )
}

/** The menu hides what the member's role does not allow. */
function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('seller')
  const may = useMay()
  const at = useStorePath()
  const hitsOf = useHits()
  const frame = useRouteLoaderData<typeof loader>('seller/layout')
  const nav = [
    { to: at(), label: t('nav.home'), icon: Home, end: true, needs: 'orders.read' },
    { to: at('/orders'), label: t('nav.orders'), icon: Receipt, needs: 'orders.read', count: frame?.toShip },
    { to: at('/products'), label: t('nav.products'), icon: Package, needs: 'products.read' },
    { to: at('/templates'), label: t('nav.templates'), icon: Truck, needs: 'products.edit' },
    { to: at('/balance'), label: t('nav.balance'), icon: Wallet, needs: 'balance.read' },
    { to: at('/jobs'), label: t('jobs.title'), icon: Download, needs: 'orders.read' },
    { to: at('/ship-by'), label: t('nav.shipBy'), icon: CalendarClock, needs: 'orders.read' },
    { to: at('/team'), label: t('nav.team'), icon: Users, needs: 'store.manage' },
    { to: at('/company'), label: t('nav.company'), icon: Building2, needs: 'store.manage' },
  ] as const
  const commands: Command[] = (frame?.orders ?? []).map(({ id, number, title }) => ({
    to: at(`/orders/${id}`),
    label: `${number} ${title}`,
    group: t('nav.recentOrders'),
  }))
  if (may('products.edit'))
    commands.unshift({ to: at('/products/new'), label: t('products.new'), group: t('nav.products') })
  return (
    <Console
      name={t('name')}
      home={at()}
      nav={nav.filter(({ needs }) => may(needs)).map(({ needs, ...entry }) => entry)}
      commands={commands}
      search={{ page: at('/search'), label: t('search.label'), hitsOf }}
      bell={frame?.jobs && <JobBell area="seller" jobs={frame.jobs} seenUntil={frame.seenUntil} />}
    >
      {children}
    </Console>
  )
}

import '../styles/console.css'
import {
  AlarmClock,
  Banknote,
  BookOpen,
  Clock,
  FileCheck,
  FolderTree,
  HeartPulse,
  History,
  LayoutDashboard,
  ListChecks,
  Mail,
  MapPin,
  Package,
  Receipt,
  Scale,
  SearchX,
  SlidersHorizontal,
  Store,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { JobBell } from '../kit/jobs/job-bell.tsx'
import { seenUntil } from '../kit/jobs/seen-jobs.ts'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'
import { useCommandsOf } from './search/search-hits.ts'

export const handle: Handle = { area: 'ops' }

export const loader = page(async ({ api, viewer, url, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  if (!viewer.operator) throw data({ code: 'request.forbidden' }, { status: 403 })
  return { jobs: await api.listMyOpsJobs({}), seenUntil: seenUntil({ cookies }) }
})

export default function OpsLayout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Frame>
      <ErrorPage error={error} home="/ops" />
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('ops')
  const hitsOf = useCommandsOf()
  const frame = useRouteLoaderData<typeof loader>('ops/layout')
  return (
    <Console
      name={t('name')}
      home="/ops"
      nav={[
        { to: '/ops', label: t('nav.home'), icon: LayoutDashboard, end: true },
        { to: '/ops/applications', label: t('nav.applications'), icon: FileCheck },
        { to: '/ops/stores', label: t('nav.stores'), icon: Store },
        { to: '/ops/products', label: t('nav.products'), icon: Package },
        { to: '/ops/categories', label: t('nav.categories'), icon: FolderTree },
        { to: '/ops/searches', label: t('nav.searches'), icon: SearchX },
        { to: '/ops/orders', label: t('nav.orders'), icon: Receipt },
        { to: '/ops/journals', label: t('nav.journals'), icon: BookOpen },
        { to: '/ops/books', label: t('nav.books'), icon: Scale },
        { to: '/ops/payouts', label: t('nav.payouts'), icon: Banknote },
        { to: '/ops/jobs', label: t('jobs.opsTitle'), icon: ListChecks },
        { to: '/ops/health', label: t('nav.health'), icon: HeartPulse },
        { to: '/ops/deadlines', label: t('nav.deadlines'), icon: AlarmClock },
        { to: '/ops/clock', label: t('nav.clock'), icon: Clock },
        { to: '/ops/mails', label: t('nav.mails'), icon: Mail },
        { to: '/ops/markets', label: t('nav.markets'), icon: MapPin },
        { to: '/ops/policies', label: t('nav.policies'), icon: SlidersHorizontal },
        { to: '/ops/audit', label: t('nav.audit'), icon: History },
      ]}
      search={{ page: '/ops/search', label: t('search.label'), hitsOf }}
      bell={frame && <JobBell area="ops" jobs={frame.jobs} seenUntil={frame.seenUntil} />}
      commands={[{ to: '/ops/stores/new', label: t('stores.open'), group: t('name') }]}
    >
      {children}
    </Console>
  )
}

import '../styles/console.css'
import {
  AlarmClock,
  Banknote,
  BookOpen,
  Clock,
  FileCheck,
  FilePen,
  FileText,
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
  Users,
} from 'lucide-react'

import type { ReactNode } from 'react'
import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import type { Handle } from '../kit/i18n.tsx'
import { JobBell } from '../kit/jobs/job-bell.tsx'
import { seenUntil } from '../kit/jobs/seen-jobs.ts'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'
import { useMayOperate } from './may-operate.ts'
import { useCommandsOf } from './search/search-hits.ts'

export const handle: Handle = { area: 'ops' }

export const loader = page(async ({ api, viewer, url, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  if (!viewer.operator) throw data({ code: 'request.forbidden' }, { status: 403 })
  const [jobs, confirmation, due] = await Promise.all([
    api.listMyOpsJobs({}),
    api.showConfirmation({}),
    api.showWorkDue({}),
  ])
  const counts = countsOf(due.items)
  return { jobs, confirmation, counts, seenUntil: seenUntil({ cookies }) }
})

type Due = Awaited<ReturnType<Api['showWorkDue']>>['items'][number]

/** How much waits behind each entry of the menu. */
function countsOf(items: readonly Due[]) {
  const count = (...queues: Due['queue'][]) =>
    items
      .filter(({ queue }) => queues.includes(queue))
      .reduce((sum, { late, today, later }) => sum + late + today + later, 0)
  return {
    applications: count('applications'),
    payouts: count('payouts_requested', 'batches_to_approve', 'files_to_send'),
    deadlines: count('failed_deadlines', 'failed_events'),
    mails: count('failed_mails'),
  }
}

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

/** The menu hides what the operator's roles do not allow. */
function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('ops')
  const may = useMayOperate()
  const hitsOf = useCommandsOf()
  const frame = useRouteLoaderData<typeof loader>('ops/layout')
  const [desk, market, money, platform] = [t('nav.desk'), t('nav.market'), t('nav.money'), t('nav.platform')]
  const nav = [
    { to: '/ops', label: t('nav.home'), icon: LayoutDashboard, end: true, needs: 'ops.read' },
    {
      to: '/ops/applications',
      label: t('nav.applications'),
      count: frame?.counts.applications,
      icon: FileCheck,
      needs: 'ops.applications',
      group: desk,
    },
    { to: '/ops/details', label: t('nav.details'), icon: FilePen, needs: 'ops.applications', group: desk },
    { to: '/ops/orders', label: t('nav.orders'), icon: Receipt, needs: 'ops.orders', group: market },
    { to: '/ops/stores', label: t('nav.stores'), icon: Store, needs: 'ops.read', group: market },
    { to: '/ops/products', label: t('nav.products'), icon: Package, needs: 'ops.read', group: market },
    { to: '/ops/categories', label: t('nav.categories'), icon: FolderTree, needs: 'ops.read', group: market },
    { to: '/ops/searches', label: t('nav.searches'), icon: SearchX, needs: 'ops.read', group: market },
    { to: '/ops/pages', label: t('nav.pages'), icon: FileText, needs: 'ops.read', group: market },
    { to: '/ops/markets', label: t('nav.markets'), icon: MapPin, needs: 'ops.read', group: market },
    {
      to: '/ops/payouts',
      label: t('nav.payouts'),
      count: frame?.counts.payouts,
      icon: Banknote,
      needs: 'ops.money',
      group: money,
    },
    { to: '/ops/journals', label: t('nav.journals'), icon: BookOpen, needs: 'ops.money', group: money },
    { to: '/ops/books', label: t('nav.books'), icon: Scale, needs: 'ops.money', group: money },
    { to: '/ops/health', label: t('nav.health'), icon: HeartPulse, needs: 'ops.read', group: platform },
    {
      to: '/ops/deadlines',
      label: t('nav.deadlines'),
      count: frame?.counts.deadlines,
      icon: AlarmClock,
      needs: 'ops.read',
      group: platform,
    },
    { to: '/ops/jobs', label: t('jobs.opsTitle'), icon: ListChecks, needs: 'ops.read', group: platform },
    {
      to: '/ops/mails',
      label: t('nav.mails'),
      count: frame?.counts.mails,
      icon: Mail,
      needs: 'ops.people',
      group: platform,
    },
    { to: '/ops/clock', label: t('nav.clock'), icon: Clock, needs: 'ops.read', group: platform },
    { to: '/ops/policies', label: t('nav.policies'), icon: SlidersHorizontal, needs: 'ops.read', group: platform },
    { to: '/ops/operators', label: t('nav.operators'), icon: Users, needs: 'ops.operators', group: platform },
    { to: '/ops/audit', label: t('nav.audit'), icon: History, needs: 'ops.read', group: platform },
  ] as const
  return (
    <Console
      name={t('name')}
      home="/ops"
      nav={nav.filter(({ needs }) => may(needs))}
      search={{ page: '/ops/search', label: t('search.label'), hitsOf }}
      bell={frame && <JobBell area="ops" jobs={frame.jobs} seenUntil={frame.seenUntil} />}
      commands={may('ops.stores') ? [{ to: '/ops/stores/new', label: t('stores.open'), group: t('name') }] : []}
    >
      {children}
    </Console>
  )
}

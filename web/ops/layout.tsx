import '../styles/console.css'
import {
  AlarmClock,
  Banknote,
  BookOpen,
  Clock,
  FileCheck,
  History,
  LayoutDashboard,
  Mail,
  MapPin,
  Receipt,
  SlidersHorizontal,
  Store,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { data, Outlet, redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'

export const handle: Handle = { area: 'ops' }

export const loader = page(({ viewer, url }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname + url.search))
  if (!viewer.operator) throw data({ code: 'request.forbidden' }, { status: 403 })
  return null
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
  return (
    <Console
      name={t('name')}
      home="/ops"
      nav={[
        { to: '/ops', label: t('nav.home'), icon: LayoutDashboard, end: true },
        { to: '/ops/applications', label: t('nav.applications'), icon: FileCheck },
        { to: '/ops/orders', label: t('nav.orders'), icon: Receipt },
        { to: '/ops/journals', label: t('nav.journals'), icon: BookOpen },
        { to: '/ops/payouts', label: t('nav.payouts'), icon: Banknote },
        { to: '/ops/deadlines', label: t('nav.deadlines'), icon: AlarmClock },
        { to: '/ops/clock', label: t('nav.clock'), icon: Clock },
        { to: '/ops/mails', label: t('nav.mails'), icon: Mail },
        { to: '/ops/markets', label: t('nav.markets'), icon: MapPin },
        { to: '/ops/policies', label: t('nav.policies'), icon: SlidersHorizontal },
        { to: '/ops/audit', label: t('nav.audit'), icon: History },
        { to: '/ops/stores/new', label: t('nav.openStore'), icon: Store },
      ]}
    >
      {children}
    </Console>
  )
}

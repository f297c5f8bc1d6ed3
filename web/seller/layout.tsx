import '../styles/console.css'
import { Home } from 'lucide-react'
import type { ReactNode } from 'react'
import { Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'

export const handle: Handle = { area: 'seller' }

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

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('seller')
  return (
    <Console name={t('name')} home="/seller" nav={[{ to: '/seller', label: t('nav.home'), icon: Home, end: true }]}>
      {children}
    </Console>
  )
}

import '../styles/console.css'
import { Shapes } from 'lucide-react'
import type { ReactNode } from 'react'
import { data, Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { Console } from '../kit/shell/console.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import type { Route } from './+types/layout.ts'

export const handle: Handle = { area: 'gallery' }

/** The gallery shows every part of the kit in its states, in sandboxes only. */
export const loader = page(({ sandbox }: Web<Route.LoaderArgs>) => {
  if (!sandbox) throw data(null, 404)
  return null
})

export default function GalleryLayout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Frame>
      <ErrorPage error={error} home="/kit" />
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('gallery')
  return (
    <Console name={t('name')} home="/kit" nav={[{ to: '/kit', label: t('title'), icon: Shapes, end: true }]}>
      {children}
    </Console>
  )
}

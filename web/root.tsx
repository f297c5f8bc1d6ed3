import type { ReactNode } from 'react'
import { Links, Meta, Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router'
import { useLocale } from 'use-intl'
import type { Route } from './+types/root.ts'
import { areaOf } from './kit/i18n.tsx'
import { Toaster } from './kit/overlays/toaster.tsx'
import { takeFlash } from './kit/page/flash.ts'
import { page, type Web } from './kit/page/page.ts'
import { whenSessionOver } from './kit/page/session-over.ts'
import { whenUnreachable } from './kit/page/unreachable.ts'
import { useMaybeVisit, type Visit } from './kit/page/visit.ts'
import { ErrorPage } from './kit/shell/error-page.tsx'
import icon from './kit/shell/icon.svg?url'
import { NavigationProgress } from './kit/shell/navigation-progress.tsx'
import { Scripts } from './kit/shell/scripts.tsx'
import styles from './styles/shop.css?url'

export const loader = page((visit: Web<Route.LoaderArgs>): Visit => {
  const { viewer, cartUnits, locale, theme, now, sandbox, clockMoved, formKey } = visit
  const consent = visit.cookies.consent ?? null
  return { viewer, cartUnits, locale, theme, consent, now, sandbox, clockMoved, formKey, flash: takeFlash(visit) }
})

export function Layout({ children }: { children: ReactNode }) {
  const visit = useMaybeVisit()
  const area = areaOf(useMatches().map(match => match.handle))
  return (
    <html lang={useLocale()} data-theme={visit?.theme ?? 'system'} data-area={area}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href={icon} type="image/svg+xml" />
        <link rel="manifest" href={area === 'seller' ? '/seller.webmanifest' : '/manifest.webmanifest'} />
        <Meta />
        <Links />
      </head>
      <body className="font-sans">
        <NavigationProgress />
        {children}
        <ScrollRestoration />
        <Scripts deferred={area === 'storefront' || area === 'account'} />
      </body>
    </html>
  )
}

export default function App() {
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  )
}

export const clientMiddleware = [whenSessionOver, whenUnreachable]

/** Shown only when no layout could be rendered, so it includes the styles itself. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const [home] = /^\/(seller|ops)\b/.exec(useLocation().pathname) ?? []
  return (
    <>
      <link rel="stylesheet" href={styles} precedence="default" />
      <ErrorPage error={error} home={home} />
    </>
  )
}

import '../styles/shop.css'
import type { ReactNode } from 'react'
import { Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Handle } from '../kit/i18n.tsx'
import { Dropdown, DropdownSeparator, dropdownItem } from '../kit/overlays/dropdown.tsx'
import { useMaybeVisit } from '../kit/page/visit.ts'
import { UserIcon } from '../kit/primitives/icons.tsx'
import { ErrorPage } from '../kit/shell/error-page.tsx'
import { PrefsForm } from '../kit/shell/prefs.tsx'
import { SandboxRibbon } from '../kit/shell/sandbox-ribbon.tsx'
import { SkipLink } from '../kit/shell/skip-link.tsx'
import { Wordmark } from '../kit/shell/wordmark.tsx'
import type { Route } from './+types/layout.ts'

export const handle: Handle = { area: 'join' }

export default function JoinLayout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Frame>
      <ErrorPage error={error} home="/join" />
    </Frame>
  )
}

/** No navigation: applicants should stay on the application. */
function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('join.frame')
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SandboxRibbon />
      <header className="border-line border-b">
        <div className="mx-auto flex h-16 w-full max-w-3xl items-center gap-2 px-4 sm:px-6">
          <a href="/" className="mr-auto flex items-baseline gap-2 rounded-md">
            <Wordmark className="text-[22px]" />
            <span className="font-medium text-ink-3 text-sm">{t('name')}</span>
          </a>
          <AccountMenu />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl flex-1 px-4 py-6 outline-none sm:px-6 md:py-10">
        {children}
      </main>
    </div>
  )
}

function AccountMenu() {
  const t = useTranslations('join.frame')
  const viewer = useMaybeVisit()?.viewer
  return (
    <Dropdown
      buttonProps={{
        'aria-label': t('account'),
        className: 'grid size-11 shrink-0 place-items-center rounded-full hover:bg-surface-2',
      }}
      button={<UserIcon size={21} />}
    >
      {viewer?.kind === 'user' && (
        <>
          <p className="truncate px-2.5 py-1.5 text-ink-3 text-xs">{viewer.email}</p>
          {viewer.stores.length > 0 && (
            <a href="/seller" className={dropdownItem}>
              {t('seller')}
            </a>
          )}
          <form method="post" action="/account/log-out">
            <button type="submit" className={dropdownItem}>
              {t('logOut')}
            </button>
          </form>
          <DropdownSeparator />
        </>
      )}
      <PrefsForm />
    </Dropdown>
  )
}

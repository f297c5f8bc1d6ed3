import clsx from 'clsx'
import type { ComponentType, ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useTranslations } from 'use-intl'
import { countText } from '../numbers.ts'
import { CommandPalette } from '../overlays/command-palette.tsx'
import { Dropdown, DropdownSeparator, dropdownItem, useClosingOnNavigation } from '../overlays/dropdown.tsx'
import type { Command, Search } from '../overlays/palette.tsx'
import { useVisit } from '../page/visit.ts'
import { CloseIcon, MenuIcon } from '../primitives/icons.tsx'
import { StoreMark } from '../primitives/store-mark.tsx'
import { LogInOver } from './log-in-over.tsx'
import { PrefsForm } from './prefs.tsx'
import { SandboxClock } from './sandbox-clock.tsx'
import { SandboxRibbon } from './sandbox-ribbon.tsx'
import { SkipLink } from './skip-link.tsx'
import { StoreSwitch } from './store-switch.tsx'
import { Wordmark } from './wordmark.tsx'

type NavEntry = {
  to: string
  label: string
  icon: ComponentType<{ size?: number; strokeWidth?: number }>
  count?: number | undefined
  end?: boolean
  /** The heading that it stands under, with its neighbors. */
  group?: string | undefined
}

/**
 * The frame of the seller center and ops console: bar, navigation (a drawer on phones), page. `commands` are further ⌘K
 * destinations, `search` what it searches.
 */
export function Console({
  name,
  home,
  nav,
  commands = [],
  search,
  bell,
  children,
}: {
  name: string
  home: string
  nav: NavEntry[]
  commands?: readonly Command[]
  search?: Search
  /** Background work of the reader, next to their account. */
  bell?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('kit.shell')
  const drawer = useClosingOnNavigation<HTMLDivElement>()
  return (
    <>
      <SkipLink />
      <SandboxRibbon />
      <LogInOver />
      <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-line border-b bg-bg px-3 md:gap-3 md:px-4">
        <button
          type="button"
          popoverTarget="navigation"
          aria-label={t('openNavigation')}
          className={clsx(barButton, 'lg:hidden')}
        >
          <MenuIcon />
        </button>
        <HomeLink to={home} name={name} />
        <div className="flex min-w-0 flex-1 justify-end md:justify-center">
          <CommandPalette
            commands={[...nav.map(({ to, label }) => ({ to, label, group: name })), ...commands]}
            search={search}
          />
        </div>
        <SandboxClock />
        {bell}
        <AccountMenu />
      </header>
      <div className="lg:grid lg:grid-cols-[224px_minmax(0,1fr)]">
        <div className="hidden border-line border-r lg:block">
          <div className="sticky top-13 h-[calc(100dvh-52px)] overflow-y-auto p-2">
            <Navigation entries={nav} />
          </div>
        </div>
        <div
          ref={drawer}
          id="navigation"
          popover="auto"
          className="drawer m-0 w-72 max-w-[85vw] border-line border-r bg-bg p-2 text-ink"
        >
          <div className="mb-1 flex h-11 items-center justify-between pl-2.5">
            <span className="font-semibold text-base">{name}</span>
            <button
              type="button"
              popoverTarget="navigation"
              popoverTargetAction="hide"
              aria-label={t('closeNavigation')}
              className={barButton}
            >
              <CloseIcon />
            </button>
          </div>
          <Navigation entries={nav} />
        </div>
        <main id="main" tabIndex={-1} className="mx-auto w-full min-w-0 max-w-[1440px] p-4 outline-none md:p-6">
          {children}
        </main>
      </div>
    </>
  )
}

function HomeLink({ to, name }: { to: string; name: string }) {
  return (
    <NavLink to={to} className="flex items-baseline gap-2 whitespace-nowrap rounded-md px-1">
      <Wordmark className="text-md" />
      <span className="font-medium text-ink-3 text-sm max-sm:sr-only">{name}</span>
    </NavLink>
  )
}

/** A square control in the bar. */
export const barButton =
  'grid size-8 shrink-0 place-items-center rounded-lg text-ink-2 pointer-coarse:size-10 hover:bg-surface-2 hover:text-ink'

function Navigation({ entries }: { entries: NavEntry[] }) {
  const t = useTranslations('kit.shell')
  return (
    <nav aria-label={t('navigation')}>
      <ul className="flex flex-col gap-0.5">
        {entries.map(({ to, label, icon: Icon, count, end, group }, n) => (
          <li key={to}>
            {group && group !== entries[n - 1]?.group && (
              <p className="px-2.5 pt-3 pb-1 font-medium text-ink-3 text-xs">{group}</p>
            )}
            <NavLink
              to={to}
              end={end}
              prefetch="intent"
              className={({ isActive }) =>
                clsx(
                  'flex h-8 items-center gap-2.5 rounded-lg px-2.5 font-medium text-sm pointer-coarse:h-11',
                  isActive ? 'bg-surface text-ink ring-1 ring-line' : 'text-ink-2 hover:bg-surface-2 hover:text-ink',
                )
              }
            >
              <Icon size={16} strokeWidth={1.8} />
              <span className="flex-1 truncate">{label}</span>
              {count ? (
                <span className="rounded-md bg-neutral-soft px-1.5 text-2xs text-ink-2 tabular-nums">
                  {countText(count)}
                </span>
              ) : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function AccountMenu() {
  const t = useTranslations('kit.shell')
  const { viewer } = useVisit()
  const store = viewer.kind === 'user' ? viewer.stores.find(({ id }) => id === viewer.storeId) : undefined
  const name = viewer.kind === 'user' ? (store?.name ?? viewer.name) : t('account')
  return (
    <Dropdown
      buttonProps={{
        className:
          'flex h-9 min-w-0 shrink-0 items-center gap-2 rounded-lg px-1.5 font-medium text-sm hover:bg-surface-2',
      }}
      button={
        <>
          <StoreMark name={name} />
          <span className="sr-only">{t('account')}:</span>
          <span className="max-w-40 truncate max-sm:sr-only">{name}</span>
        </>
      }
    >
      {viewer.kind === 'user' && (
        <>
          <p className="px-2.5 pt-1.5 font-medium">{viewer.name}</p>
          <p className="truncate px-2.5 pb-1.5 text-ink-3 text-xs">{viewer.email}</p>
          <StoreSwitch viewer={viewer} />
          <DropdownSeparator />
        </>
      )}
      <PrefsForm />
      <DropdownSeparator />
      <a href="/" className={dropdownItem}>
        {t('market')}
      </a>
      {viewer.kind === 'user' && (
        <>
          <a href="/account" className={dropdownItem}>
            {t('settings')}
          </a>
          <form method="post" action="/account/log-out">
            <button type="submit" className={dropdownItem}>
              {t('logOut')}
            </button>
          </form>
        </>
      )}
    </Dropdown>
  )
}

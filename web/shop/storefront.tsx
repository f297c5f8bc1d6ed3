import type { ReactNode } from 'react'
import { Link, useRouteLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { Dropdown, DropdownSeparator, dropdownItem } from '../kit/overlays/dropdown.tsx'
import { useShopPath } from '../kit/page/shop-path.ts'
import { useVisit } from '../kit/page/visit.ts'
import { BagIcon, GlobeIcon, HeartIcon, MenuIcon, UserIcon } from '../kit/primitives/icons.tsx'
import { ConsentBar } from '../kit/shell/consent.tsx'
import { PrefsForm } from '../kit/shell/prefs.tsx'
import { SandboxRibbon } from '../kit/shell/sandbox-ribbon.tsx'
import { SkipLink } from '../kit/shell/skip-link.tsx'
import { Wordmark } from '../kit/shell/wordmark.tsx'
import type { Route } from './+types/layout.ts'
import { CountryForm } from './cart/country-form.tsx'
import { SearchBox } from './search/search-box.tsx'

/** The frame of the storefront: announcement, header, page, footer. */
export function Storefront({ children }: { children: ReactNode }) {
  const t = useTranslations('storefront.shell')
  const path = useShopPath()
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SandboxRibbon />
      <section aria-label={t('announcement')} className="bg-banner px-4 py-2 text-center text-banner-ink text-xs">
        {t('welcome')}
      </section>
      <header className="sticky top-0 z-20 border-line border-b bg-bg">
        <div className={`${width} flex flex-wrap items-center gap-y-2 py-2.5 sm:gap-x-1`}>
          <Link to={path('/')} className="mr-auto rounded-md md:mr-2">
            <Wordmark className="text-[20px] sm:text-[22px]" />
          </Link>
          <Link to={path('/c')} className={`${roundButton} md:hidden`} aria-label={t('categories')}>
            <MenuIcon size={21} />
          </Link>
          <Link to={path('/c')} className="hidden h-11 items-center rounded-full px-3.5 hover:bg-surface-2 md:flex">
            {t('categories')}
          </Link>
          <SearchBox id="search" className="order-last w-full md:order-none md:mr-2 md:w-auto md:flex-1" />
          <Dropdown buttonProps={{ 'aria-label': t('prefs'), className: roundButton }} button={<GlobeIcon size={21} />}>
            <DeliverTo />
            <DropdownSeparator />
            <PrefsForm />
          </Dropdown>
          <Link to={path('/wishes')} className={roundButton} aria-label={t('wishes')}>
            <HeartIcon size={21} />
          </Link>
          <AccountMenu />
          <CartLink />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={`${width} flex-1 py-6 outline-none md:py-8`}>
        {children}
      </main>
      <ConsentBar />
      <footer className="mt-16 border-line border-t">
        <div
          className={`${width} flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-10 text-base text-ink-3`}
        >
          <span>
            <Wordmark className="mr-3 text-ink" />
            {t('footer')}
          </span>
          <span className="flex flex-wrap gap-x-6 gap-y-2">
            <Link to={path('/c')} className="rounded hover:text-ink hover:underline">
              {t('categories')}
            </Link>
            <Link to={path('/sell')} className="rounded hover:text-ink hover:underline">
              {t('sell')}
            </Link>
          </span>
        </div>
      </footer>
    </div>
  )
}

const width = 'mx-auto w-full max-w-[1360px] px-4 sm:px-6'
const roundButton = 'grid size-11 shrink-0 place-items-center rounded-full hover:bg-surface-2'

/** Missing on an error page that was rendered before the layout's data were loaded. */
function DeliverTo() {
  const delivery = useRouteLoaderData<Route.ComponentProps['loaderData']>('shop/layout')
  if (!delivery) return null
  return <CountryForm delivery={delivery} className="p-2.5" />
}

function CartLink() {
  const t = useTranslations('storefront.shell')
  const path = useShopPath()
  const { cartUnits } = useVisit()
  return (
    <Link
      to={path('/cart')}
      className={`${roundButton} relative`}
      aria-label={cartUnits ? t('cartWith', { count: cartUnits }) : t('cart')}
    >
      <BagIcon size={21} />
      {cartUnits > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-brand px-1 font-semibold text-2xs text-brand-ink tabular-nums"
        >
          {cartUnits > 99 ? '99+' : cartUnits}
        </span>
      )}
    </Link>
  )
}

function AccountMenu() {
  const t = useTranslations('storefront.shell')
  const kit = useTranslations('kit.shell')
  const path = useShopPath()
  const { viewer } = useVisit()
  if (viewer.kind === 'guest')
    return (
      <a href="/account/log-in" className={roundButton} aria-label={kit('logIn')}>
        <UserIcon size={21} />
      </a>
    )
  return (
    <Dropdown buttonProps={{ 'aria-label': t('account'), className: roundButton }} button={<UserIcon size={21} />}>
      <p className="px-2.5 pt-1.5 font-medium">{viewer.name}</p>
      <p className="truncate px-2.5 pb-1.5 text-ink-3 text-xs">{viewer.email}</p>
      <DropdownSeparator />
      <Link to={path('/orders')} className={dropdownItem}>
        {t('orders')}
      </Link>
      <Link to={path('/wishes')} className={dropdownItem}>
        {t('wishes')}
      </Link>
      <Link to={path('/follows')} className={dropdownItem}>
        {t('follows')}
      </Link>
      <Link to={path('/addresses')} className={dropdownItem}>
        {t('addresses')}
      </Link>
      <a href="/account" className={dropdownItem}>
        {t('settings')}
      </a>
      {viewer.stores.length > 0 && (
        <a href="/seller" className={dropdownItem}>
          {kit('sellerCenter')}
        </a>
      )}
      {viewer.operator && (
        <a href="/ops" className={dropdownItem}>
          {kit('opsConsole')}
        </a>
      )}
      <DropdownSeparator />
      <form method="post" action="/account/log-out">
        <button type="submit" className={dropdownItem}>
          {kit('logOut')}
        </button>
      </form>
    </Dropdown>
  )
}

import { type ReactNode, useId } from 'react'
import { Link, useLocation, useRouteLoaderData } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { marketCurrency } from '#platform/market.ts'
import { countryName } from '../kit/country.ts'
import { Dropdown, DropdownSeparator, dropdownItem } from '../kit/overlays/dropdown.tsx'
import { useShopPath } from '../kit/page/shop-path.ts'
import { useVisit } from '../kit/page/visit.ts'
import {
  BagIcon,
  ChevronDownIcon,
  HeartIcon,
  MenuIcon,
  PinIcon,
  ShieldIcon,
  UserIcon,
} from '../kit/primitives/icons.tsx'
import { ConsentBar } from '../kit/shell/consent.tsx'
import { languageNames, PrefsForm } from '../kit/shell/prefs.tsx'
import { SandboxRibbon } from '../kit/shell/sandbox-ribbon.tsx'
import { SkipLink } from '../kit/shell/skip-link.tsx'
import { Wordmark } from '../kit/shell/wordmark.tsx'
import type { Route } from './+types/layout.ts'
import { CountryForm } from './cart/country-form.tsx'
import { SearchBox } from './search/search-box.tsx'

/** The frame of the storefront: where to and in what language, header, departments, page, footer. */
export function Storefront({ children }: { children: ReactNode }) {
  const t = useTranslations('storefront.shell')
  const path = useShopPath()
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SandboxRibbon />
      <section aria-label={t('prefs')} className="bg-surface-2 text-ink-2 text-sm max-md:hidden">
        <div className={`${width} flex h-9 items-center gap-6`}>
          <p className="mr-auto flex items-center gap-1.5">
            <ShieldIcon size={15} className="text-brand" />
            {t('promise')}
          </p>
          <DeliverTo className={barButton} />
          <Language className={barButton} />
          <Link to={path('/help')} className="rounded hover:text-ink hover:underline">
            {t('help')}
          </Link>
          <Link to={path('/sell')} className="rounded hover:text-ink hover:underline">
            {t('sell')}
          </Link>
        </div>
      </section>
      <header className="sticky top-0 z-20 border-line border-b bg-bg">
        <div className={`${width} flex flex-wrap items-center gap-y-2 py-2.5 sm:gap-x-1`}>
          <Link to={path('/c')} className={`${iconLink} -ml-2 md:hidden`} aria-label={t('categories')}>
            <MenuIcon size={21} />
          </Link>
          <Link to={path('/')} className="mr-auto rounded-md md:mr-4">
            <Wordmark className="text-[20px] sm:text-[22px]" />
          </Link>
          <SearchBox id="search" className="order-last w-full md:order-none md:mr-3 md:w-auto md:flex-1" />
          <AccountMenu />
          <Link to={path('/wishes')} className={iconLink}>
            <HeartIcon size={21} />
            <Label>{t('wishes')}</Label>
          </Link>
          <CartLink />
        </div>
        <Departments />
      </header>
      <PhoneDelivery />
      <main id="main" tabIndex={-1} className={`${width} flex-1 py-6 outline-none md:py-8`}>
        {children}
      </main>
      <ConsentBar />
      <Footer />
    </div>
  )
}

const width = 'mx-auto w-full max-w-[1360px] px-4 sm:px-6'
const barButton = 'flex items-center gap-1.5 rounded hover:text-ink'
/** On phones an icon, wider with its name below it. */
const iconLink =
  'relative grid h-11 min-w-11 shrink-0 place-items-center content-center rounded-lg hover:bg-surface-2 md:h-12 md:px-2'

const Label = ({ children }: { children: ReactNode }) => (
  <span className="text-2xs text-ink-2 max-md:sr-only">{children}</span>
)

/** Missing on an error page that was rendered before the layout's data were loaded. */
const useShop = () => useRouteLoaderData<Route.ComponentProps['loaderData']>('shop/layout')

/** The country of delivery, and how to choose another. */
function DeliverTo({ className }: { className: string }) {
  const t = useTranslations('storefront.shell')
  const locale = useLocale()
  const shop = useShop()
  if (!shop) return null
  const country = countryName(shop.country, locale)
  return (
    <Dropdown
      buttonProps={{ className }}
      button={
        <>
          <PinIcon size={15} />
          <span>{t.rich('deliverTo', { country: () => <b className="font-medium text-ink">{country}</b> })}</span>
          <ChevronDownIcon size={14} />
        </>
      }
    >
      <CountryForm delivery={shop} className="p-2.5" />
    </Dropdown>
  )
}

/** Language and currency of the page, and its theme. */
function Language({ className }: { className: string }) {
  const locale = useLocale()
  return (
    <Dropdown
      buttonProps={{ className }}
      button={
        <>
          {languageNames[locale]} · {marketCurrency}
          <ChevronDownIcon size={14} />
        </>
      }
    >
      <PrefsForm />
    </Dropdown>
  )
}

/** On phones where products are chosen from: below the header. */
function PhoneDelivery() {
  const t = useTranslations('storefront.shell')
  const { pathname } = useLocation()
  if (!/^(\/fr)?(\/|\/(c|s|search)(\/.*)?)?$/.test(pathname)) return null
  return (
    <section
      aria-label={t('prefs')}
      className="flex h-11 items-center justify-between gap-4 bg-surface-2 px-4 text-ink-2 text-sm md:hidden"
    >
      <DeliverTo className={`${barButton} min-h-11`} />
      <Language className={`${barButton} min-h-11`} />
    </section>
  )
}

function Departments() {
  const t = useTranslations('storefront.shell')
  const path = useShopPath()
  const departments = useShop()?.departments ?? []
  if (departments.length === 0) return null
  return (
    <nav aria-label={t('categories')} className={`${width} max-md:hidden`}>
      <ul className="flex h-10 flex-wrap items-center gap-x-6 overflow-clip text-ink-2 text-sm">
        <li className="flex h-10 items-center">
          <Link to={path('/c')} className="rounded font-medium hover:text-ink hover:underline">
            {t('categories')}
          </Link>
        </li>
        {departments.map(({ key, name }) => (
          <li key={key} className="flex h-10 items-center">
            <Link to={path(`/c/${key}`)} className="rounded hover:text-ink hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Footer() {
  const t = useTranslations('storefront.footer')
  const shell = useTranslations('storefront.shell')
  const path = useShopPath()
  const shop = useShop()
  const { now } = useVisit()
  return (
    <footer className="mt-16 border-line border-t bg-surface-2 text-base">
      <div className={`${width} grid grid-cols-2 gap-8 py-10 md:grid-cols-[1.4fr_repeat(4,1fr)]`}>
        <div className="flex flex-col items-start gap-3 max-md:col-span-2">
          <Wordmark className="text-[20px]" />
          <p className="max-w-60 text-ink-2 text-sm">{shell('footer')}</p>
          {shop && <CountryForm delivery={shop} className="w-full max-w-60" />}
          <Language className="flex min-h-11 items-center gap-1.5 text-ink-2" />
        </div>
        <Links title={t('help')}>
          <To to={path('/orders')}>{t('track')}</To>
          <To to={path('/help')}>{t('helpCenter')}</To>
          <To to={path('/legal/withdrawal')}>{t('withdrawal')}</To>
          <To to={path('/contact')}>{t('contact')}</To>
        </Links>
        <Links title={t('buying')}>
          <To to={path('/c')}>{t('departments')}</To>
          <To to={path('/search?sort=newest')}>{t('newest')}</To>
          <To to={path('/wishes')}>{shell('wishes')}</To>
          <To to={path('/follows')}>{shell('follows')}</To>
        </Links>
        <Links title={t('selling')}>
          <To to={path('/sell')}>{shell('sell')}</To>
          <To to={path('/legal/seller-terms')}>{t('sellerTerms')}</To>
          <li>
            <a href="/seller" className={footerLink}>
              {t('sellerCenter')}
            </a>
          </li>
        </Links>
        <Links title={t('legal')}>
          <To to={path('/legal/imprint')}>{t('imprint')}</To>
          <To to={path('/legal/terms')}>{t('terms')}</To>
          <To to={path('/legal/privacy')}>{t('privacy')}</To>
          <To to={path('/legal/cookies')}>{t('cookies')}</To>
          <li>
            <CookieSettings />
          </li>
        </Links>
      </div>
      <div className={`${width} border-line border-t py-5 text-ink-3 text-sm`}>
        {t('vat', { year: now.slice(0, 4) })}
      </div>
    </footer>
  )
}

const footerLink = 'inline-flex min-h-8 items-center rounded hover:text-ink hover:underline pointer-coarse:min-h-11'

const To = ({ to, children }: { to: string; children: ReactNode }) => (
  <li>
    <Link to={to} className={footerLink}>
      {children}
    </Link>
  </li>
)

function Links({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <nav aria-labelledby={id}>
      <h2 id={id} className="mb-1.5 font-semibold text-sm">
        {title}
      </h2>
      <ul className="text-ink-2">{children}</ul>
    </nav>
  )
}

/** Asks again whether optional data may be kept. */
function CookieSettings() {
  const t = useTranslations('storefront.footer')
  const { pathname, search } = useLocation()
  return (
    <form method="post" action="/prefs">
      <input type="hidden" name="to" value={pathname + search} />
      <button type="submit" name="consent" value="ask" className={footerLink}>
        {t('cookieSettings')}
      </button>
    </form>
  )
}

function CartLink() {
  const t = useTranslations('storefront.shell')
  const path = useShopPath()
  const { cartUnits } = useVisit()
  return (
    <Link
      to={path('/cart')}
      className={iconLink}
      aria-label={cartUnits ? t('cartWith', { count: cartUnits }) : t('cart')}
    >
      <BagIcon size={21} />
      <Label>{t('cart')}</Label>
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
      <a href="/account/log-in" className={iconLink}>
        <UserIcon size={21} />
        <Label>{kit('logIn')}</Label>
      </a>
    )
  return (
    <Dropdown
      buttonProps={{ 'aria-label': t('account'), className: iconLink }}
      button={
        <>
          <UserIcon size={21} />
          <Label>{t('accountShort')}</Label>
        </>
      }
    >
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

import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { formatNumber } from '../numbers.ts'
import { buttonClass } from './button.tsx'
import { ChevronLeftIcon, ChevronRightIcon } from './icons.tsx'
import { withParams } from './url-state.ts'

/**
 * Pages through a list with cursors: `next` is the cursor from the response, null at the end. Cursors only go forward,
 * so "back" leads to the first page; the browser's back button goes one page.
 */
export function CursorPager({ next, shown }: { next: string | null; shown?: string }) {
  const [search] = useSearchParams()
  const t = useTranslations('kit.navigation')
  const started = search.has('after')
  if (!started && !next) return shown ? <p className="px-4 py-3 text-ink-3 text-sm">{shown}</p> : null
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-3 px-4 py-3">
      <span className="text-ink-3 text-sm">{shown}</span>
      <span className="flex gap-2">
        <Step to={started ? withParams(search, { after: '' }) : null}>{t('toStart')}</Step>
        <Step to={next && withParams(search, { after: next })} rel="next">
          {t('next')}
          <ChevronRightIcon size={16} />
        </Step>
      </span>
    </nav>
  )
}

/**
 * Pages through results with cursors, back too: `trail` in the address holds the cursors of the pages before this one.
 * The number of a page is how many there are.
 */
export function TrailPager({ next }: { next: string | null }) {
  const [search] = useSearchParams()
  const t = useTranslations('kit.navigation')
  const locale = useLocale()
  const after = search.get('after')
  const trail = (search.get('trail') ?? '').split(',').filter(Boolean)
  if (!after && !next) return null
  const at = (cursors: readonly string[]) =>
    withParams(search, { after: cursors.at(-1) ?? '', trail: cursors.slice(0, -1).join() })
  const here = after ? [...trail, after] : []
  return (
    <nav aria-label={t('pages')} className="flex flex-wrap items-center justify-center gap-2">
      <Step to={after ? at(trail) : null} rel="prev">
        <ChevronLeftIcon size={16} />
        {t('previous')}
      </Step>
      {here.map((_, n) => (
        <Link
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its number
          key={n}
          to={at(here.slice(0, n))}
          aria-label={t('page', { page: String(n + 1) })}
          className={clsx(pageNumber, 'hover:bg-surface-2', n > 0 && n < here.length - 2 && 'max-sm:hidden')}
        >
          {formatNumber(n + 1, locale)}
        </Link>
      ))}
      <span aria-current="page" className={clsx(pageNumber, 'bg-ink font-semibold text-bg')}>
        {formatNumber(here.length + 1, locale)}
      </span>
      <Step to={next && at([...here, next])} rel="next">
        {t('next')}
        <ChevronRightIcon size={16} />
      </Step>
    </nav>
  )
}

const pageNumber =
  'grid h-9 min-w-9 place-items-center rounded-lg px-2 tabular-nums pointer-coarse:h-11 pointer-coarse:min-w-11'

/** Pages through a list of known length: first, last, and the pages around the current one (counted from 1). */
export function NumberedPager({ page, pages, param = 'page' }: { page: number; pages: number; param?: string }) {
  const [search] = useSearchParams()
  const t = useTranslations('kit.navigation')
  const locale = useLocale()
  if (pages < 2) return null
  const to = (n: number) => withParams(search, { [param]: n === 1 ? '' : String(n) })
  const around = [1, page - 1, page, page + 1, pages].filter(
    (n, i, all) => n >= 1 && n <= pages && all.indexOf(n) === i,
  )
  return (
    <nav aria-label={t('pages')} className="flex flex-wrap items-center justify-center gap-1">
      <Step to={page > 1 ? to(page - 1) : null} rel="prev">
        <ChevronLeftIcon size={16} />
        {t('previous')}
      </Step>
      {around.map((n, i) => (
        <span key={n} className="contents">
          {i > 0 && n - around[i - 1]! > 1 && <span className="px-1 text-ink-3">…</span>}
          <Link
            to={to(n)}
            aria-label={t('page', { page: String(n) })}
            aria-current={n === page ? 'page' : undefined}
            className={clsx(pageNumber, n === page ? 'bg-ink font-semibold text-bg' : 'hover:bg-surface-2')}
          >
            {formatNumber(n, locale)}
          </Link>
        </span>
      ))}
      <Step to={page < pages ? to(page + 1) : null} rel="next">
        {t('next')}
        <ChevronRightIcon size={16} />
      </Step>
    </nav>
  )
}

/** A disabled step keeps its place, so that the next click does not hit another button. */
function Step({ to, rel, children }: { to: string | null; rel?: string; children: ReactNode }) {
  const look = buttonClass({ variant: 'outline' })
  if (to === null)
    return (
      <span aria-disabled className={clsx(look, 'pointer-events-none opacity-40')}>
        {children}
      </span>
    )
  return (
    <Link to={to} rel={rel} className={look}>
      {children}
    </Link>
  )
}

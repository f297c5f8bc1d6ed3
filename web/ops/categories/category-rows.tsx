import clsx from 'clsx'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import type { CategoryState } from '#taxonomy/states.ts'
import type { Locale } from '../../kit/i18n.tsx'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { formatUnit } from '../../kit/units.ts'

type Listed = Awaited<ReturnType<Api['listAllCategories']>>['items'][number]
export type CategoryRow = ReturnType<typeof rowOf>

const tones: Record<CategoryState, Tone> = { open: 'ok', special: 'warn', closed: 'neutral' }
const indents = ['', 'pl-3 @xl:pl-6', 'pl-6 @xl:pl-12', 'pl-9 @xl:pl-18']
/** On narrow screens the state is shown under the name. */
const narrowIndents = ['', '@max-xl:pl-3', '@max-xl:pl-6', '@max-xl:pl-9']

export const nameOf = (names: { en: string } & Record<string, string>, locale: Locale): string =>
  names[locale] ?? names.en

/** The data of a row in the reader's language, since the whole tree is sent to the browser. For loaders. */
export const rowOf = ({ names, above, parent, ...row }: Listed, locale: Locale) => ({
  ...row,
  name: nameOf(names, locale),
  depth: above.length,
  above: above.map(each => nameOf(each, locale)).join(' › '),
})

/**
 * Categories with state and commission. With `tree` each is indented by its depth, otherwise its ancestors are named.
 */
export function CategoryRows({ rows, tree = false }: { rows: readonly CategoryRow[]; tree?: boolean }) {
  return (
    <ul className="@container">
      {rows.map(row => (
        <li
          key={row.key}
          className="relative flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line border-t px-4 py-1.5 text-sm pointer-coarse:min-h-11 hover:bg-surface-2"
        >
          <span className={clsx('min-w-0 basis-full @xl:flex-1 @xl:basis-48', tree && indents[row.depth])}>
            <Link
              to={`/ops/categories/${row.key}`}
              className={clsx(
                'outline-offset-4 after:absolute after:inset-0 after:content-[""]',
                !(tree && row.leaf) && 'font-medium',
              )}
            >
              {row.name}
            </Link>
            {!tree && row.above && <span className="block text-ink-3 text-xs">{row.above}</span>}
          </span>
          <span className={clsx('@xl:w-32', tree && narrowIndents[row.depth])}>
            <CategoryBadge state={row.state} own={row.own_state} />
          </span>
          <span className="ml-auto flex flex-wrap justify-end gap-x-3 tabular-nums @xl:w-48">
            <NextRate row={row} />
            <Rate row={row} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A setting of a category: normal when it is its own, grey when inherited. */
export function CategoryBadge({ state, own }: { state: CategoryState; own: boolean }) {
  const t = useTranslations('ops.categories')
  return own ? (
    <StatusBadge state={state} tones={tones}>
      {t(`states.${state}`)}
    </StatusBadge>
  ) : (
    <span className="text-ink-3 text-xs">
      {t(`states.${state}`)} <span className="sr-only">{t('inherited')}</span>
    </span>
  )
}

function Rate({ row: { rate_bps, own_rate } }: { row: CategoryRow }) {
  const t = useTranslations('ops.categories')
  const locale = useLocale()
  if (rate_bps === null) return <span className="text-ink-3">{t('noRate')}</span>
  return (
    <span className={clsx('min-w-12 text-right', own_rate ? 'font-medium' : 'text-ink-3')}>
      {formatUnit('bps', rate_bps, locale)} {!own_rate && <span className="sr-only">{t('inherited')}</span>}
    </span>
  )
}

function NextRate({ row: { next_rate } }: { row: CategoryRow }) {
  const t = useTranslations('ops.categories')
  const locale = useLocale()
  if (!next_rate) return null
  return (
    <span className="text-ink-2 text-xs">
      {t.rich('next', {
        rate: formatUnit('bps', next_rate.rate_bps, locale),
        at: () => <DateTime at={next_rate.effective_at} as="date" />,
      })}
    </span>
  )
}

import clsx from 'clsx'
import { useLocale, useTranslations } from 'use-intl'
import { formatNumber } from '../numbers.ts'

/** Stars, the average, and the number of reviews. One element for all stars, so that a page of forty costs little. */
export function Rating({ value, count, className }: { value: number; count?: number; className?: string }) {
  const t = useTranslations('kit.rating')
  const locale = useLocale()
  const figure = formatNumber(value, locale, 1)
  return (
    <span className={clsx('inline-flex items-center gap-1.5 text-ink-2 text-xs tabular-nums', className)}>
      <span role="img" aria-label={t('label', { figure })} className="stars" style={{ '--rating': value } as object} />
      <span aria-hidden>{figure}</span>
      {count !== undefined && (
        <span className="text-ink-3">
          ({formatNumber(count, locale)}
          <span className="sr-only"> {t('reviews')}</span>)
        </span>
      )}
    </span>
  )
}

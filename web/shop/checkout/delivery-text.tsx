import clsx from 'clsx'
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney, type Money } from '../../kit/money/money.ts'
import { formatDays } from '../../kit/time/date-time.tsx'

/** What a delivery costs and the days between which it arrives, `YYYY-MM-DD` each. */
export type DeliveryOffer = { price: Money; arrives_from: string; arrives_to: string }

/**
 * Price and days of a delivery in one line: "Free delivery · 1–3 Dec", "€3.90 delivery · 30 Nov – 2 Dec". Cards, carts and
 * orders all use it, so that they say the same.
 */
export function DeliveryText({ of, className }: { of: DeliveryOffer; className?: string }) {
  const t = useTranslations('storefront.delivery')
  const locale = useLocale()
  const free = of.price.amount_minor === 0
  return (
    <span className={clsx('text-ink-2', className)} suppressHydrationWarning>
      <span className={free ? 'text-brand' : undefined}>
        {free ? t('costsNothing') : t('costs', { price: formatMoney(of.price, locale) })}
      </span>
      {' · '}
      <span className="whitespace-nowrap">{formatDays(of.arrives_from, of.arrives_to, locale)}</span>
    </span>
  )
}

/** "Free delivery from €50.00 at this store"; nothing when no amount makes it free. */
export function FreeFrom({ amount, className }: { amount: Money | null; className?: string }) {
  const t = useTranslations('storefront.delivery')
  const locale = useLocale()
  if (!amount) return null
  return (
    <span className={clsx('text-brand', className)} suppressHydrationWarning>
      {t('freeFrom', { amount: formatMoney(amount, locale) })}
    </span>
  )
}

import { useTranslations } from 'use-intl'
import type { Money as Amount } from './money.ts'
import { Money } from './money.tsx'

/** An amount and, struck through in front of it, the previous amount if it was lowered. */
export function LoweredMoney({ of, before, className }: { of: Amount; before: Amount | null; className?: string }) {
  const t = useTranslations('kit.money')
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
      {before && (
        <del className="font-normal text-ink-3 text-sm">
          <span className="sr-only">{t('before')} </span>
          <Money of={before} />
        </del>
      )}
      <Money of={of} className={className} />
    </span>
  )
}

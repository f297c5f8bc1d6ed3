import { useTranslations } from 'use-intl'
import { FileIcon, ReturnIcon, ShieldIcon } from '../../kit/primitives/icons.tsx'

/** What protects the buyer of any product: each opens its own text. */
export function Assurances({ days }: { days: number }) {
  const t = useTranslations('storefront.assurances')
  return (
    <div className="divide-y divide-line rounded-xl border border-line bg-surface">
      {(['payment', 'withdrawal', 'guarantee'] as const).map(key => {
        const Icon = icons[key]
        return (
          <details key={key} className="group px-4 py-3">
            <summary className="flex items-start gap-3">
              <Icon size={20} className="mt-0.5 shrink-0 text-brand" />
              <span className="flex-1">
                <span className="block font-medium">{t(`${key}.title`)}</span>
                <span className="block text-ink-2 text-sm">{t(`${key}.line`)}</span>
              </span>
            </summary>
            <p className="mt-2 pl-8 text-ink-2 text-sm">
              {key === 'payment' ? t('payment.text', { days }) : t(`${key}.text`)}
            </p>
          </details>
        )
      })}
    </div>
  )
}

const icons = { payment: ShieldIcon, withdrawal: ReturnIcon, guarantee: FileIcon }

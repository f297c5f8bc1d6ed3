import { useTranslations } from 'use-intl'

/** The first stop of the Tab key: skips the navigation to `<main id="main" tabIndex={-1}>`. */
export function SkipLink() {
  const t = useTranslations('kit.shell')
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-lg bg-surface px-4 py-3 font-medium text-ink shadow-overlay focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t('skip')}
    </a>
  )
}

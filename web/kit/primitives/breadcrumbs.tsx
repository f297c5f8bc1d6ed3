import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { ChevronRightIcon } from './icons.tsx'

/** The path to this page; the page itself is the heading and is not repeated. */
export function Breadcrumbs({ path }: { path: readonly { to: string; label: string }[] }) {
  const t = useTranslations('kit.navigation')
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol className="flex flex-wrap items-center text-ink-3 text-sm">
        {path.map(({ to, label }, n) => (
          <li key={to} className="flex items-center">
            {n > 0 && <ChevronRightIcon size={14} className="mx-0.5" />}
            <Link to={to} className="rounded py-0.5 hover:text-ink hover:underline">
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

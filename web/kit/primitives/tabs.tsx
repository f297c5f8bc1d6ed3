import clsx from 'clsx'
import { Link, useSearchParams } from 'react-router'
import { countText } from '../numbers.ts'
import { withParams } from './url-state.ts'

/** Views of one list, as links: the URL holds the open one. `value` '' is the one without the parameter. */
export function Tabs({
  label,
  param,
  tabs,
}: {
  label: string
  param: string
  tabs: readonly { value: string; label: string; count?: number }[]
}) {
  const [search] = useSearchParams()
  const open = search.get(param) ?? ''
  return (
    <nav aria-label={label} className="overflow-x-auto border-line border-b px-2 [scrollbar-width:none]">
      <ul className="flex w-max">
        {tabs.map(({ value, label, count }) => (
          <li key={value}>
            <Link
              to={withParams(search, { [param]: value, after: '' })}
              prefetch="intent"
              preventScrollReset
              aria-current={value === open ? 'page' : undefined}
              className={clsx(
                'relative flex h-10 items-center gap-2 px-2.5 font-medium text-sm pointer-coarse:h-11 focus-visible:-outline-offset-2',
                'after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-t aria-[current]:after:bg-ink',
                value === open ? 'text-ink' : 'text-ink-2 hover:text-ink',
              )}
            >
              {label}
              {count !== undefined && (
                <span className="rounded-md bg-neutral-soft px-1.5 text-2xs text-ink-2 tabular-nums">
                  {countText(count)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

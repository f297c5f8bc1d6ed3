import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '../page/hydrated.ts'
import { SearchIcon } from '../primitives/icons.tsx'
import type { Command, Search } from './palette.tsx'

const Palette = lazy(() => import('./palette.tsx'))

/**
 * ⌘K (or Ctrl K): go to any page by typing. Its code is loaded at the first use. With `search` it also searches data;
 * without script a field leads to the search page.
 */
export function CommandPalette({ commands, search }: { commands: readonly Command[]; search?: Search | undefined }) {
  const t = useTranslations('console.palette')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="needs-script flex h-8 items-center gap-2 rounded-lg px-2 text-ink-3 pointer-coarse:h-10 hover:bg-surface-2 hover:text-ink md:w-full md:max-w-md md:border md:border-line md:bg-surface-2 md:hover:border-line-2"
      >
        <SearchIcon size={16} />
        <span className="flex-1 truncate text-left text-sm max-md:sr-only">{search?.label ?? t('open')}</span>
        <Shortcut />
      </button>
      {search && (
        <form action={search.page} className="without-script min-w-0 flex-1 md:max-w-md">
          <input
            type="search"
            name="q"
            aria-label={search.label}
            placeholder={search.label}
            className="h-8 w-full rounded-lg border border-line bg-surface-2 px-2.5 text-sm"
          />
        </form>
      )}
      <Suspense>{open && <Palette commands={commands} search={search} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

/** The shortcut for this device's keyboard; known in the browser only. */
function Shortcut() {
  const hydrated = useHydrated()
  if (!hydrated) return null
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)
  return (
    <kbd aria-hidden className="rounded border border-line bg-surface px-1.5 font-sans text-2xs max-md:hidden">
      {mac ? '⌘K' : 'Ctrl K'}
    </kbd>
  )
}

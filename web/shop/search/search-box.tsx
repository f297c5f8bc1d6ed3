import clsx from 'clsx'
import { useEffect, useId, useRef, useState } from 'react'
import { Form, useLocation, useNavigate, useSearchParams } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { queryMaxCharacters } from '#search/limits.ts'
import { box } from '../../kit/forms/inputs.tsx'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { SearchIcon } from '../../kit/primitives/icons.tsx'

type Suggestions = {
  words: string[]
  categories: { key: string; name: string; within: string | null }[]
  stores: { slug: string; name: string }[]
}
type Option = { to: string; text: string; hint?: string }

/** Pause in typing before suggestions are fetched. */
const pauseMs = 120

/**
 * The storefront's search: a form, with suggestions where scripts run. Arrow keys move through them, Enter opens one or
 * searches for the typed text, Escape closes.
 */
export function SearchBox({ className, id }: { className?: string; id: string }) {
  const t = useTranslations('storefront.find')
  const path = useShopPath()
  const navigate = useNavigate()
  const location = useLocation()
  const [asked] = useSearchParams()
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  const { options, ask, close } = useOptions()
  const [at, setAt] = useState(-1)
  const open = options.length > 0
  const shut = () => {
    close()
    setAt(-1)
  }
  const here = location.pathname.endsWith('/search') ? (asked.get('q') ?? '') : ''
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = here
  }, [here])
  // typed before the script had loaded
  const asking = useRef(ask)
  useEffect(() => {
    const typed = field.current
    if (typed && typed === document.activeElement && typed.value !== typed.defaultValue) asking.current(typed.value)
  }, [])
  const go = (to: string) => {
    shut()
    field.current?.blur()
    void navigate(to)
  }
  return (
    <search className={clsx('relative', className)}>
      <Form action={path('/search')} method="get" onSubmit={shut}>
        <SearchIcon
          size={18}
          className="pointer-events-none absolute top-1/2 left-3 z-10 -translate-y-1/2 text-ink-3"
        />
        <input
          ref={field}
          id={id}
          type="text"
          name="q"
          maxLength={queryMaxCharacters}
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-label={t('field')}
          placeholder={t('field')}
          defaultValue={here}
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          className={clsx(box, 'h-11 text-ellipsis rounded-full pr-3 pl-10')}
          onChange={event => {
            setAt(-1)
            ask(event.currentTarget.value)
          }}
          onBlur={shut}
          onKeyDown={event => {
            if (event.key === 'Escape' && open) {
              event.preventDefault()
              shut()
            }
            if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open) {
              event.preventDefault()
              const step = event.key === 'ArrowDown' ? 1 : -1
              setAt(((at + step + 1 + options.length + 1) % (options.length + 1)) - 1)
            }
            if (event.key === 'Enter' && options[at]) {
              event.preventDefault()
              go(options[at].to)
            }
          }}
        />
      </Form>
      <div
        id={list}
        role="listbox"
        aria-label={t('suggestions')}
        hidden={!open}
        className="absolute inset-x-0 top-full z-30 mt-1.5 overflow-clip rounded-xl border border-line bg-surface py-1.5 shadow-lg"
      >
        {options.map(({ to, text, hint }, n) => (
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div
            key={to}
            id={`${list}-${n}`}
            role="option"
            aria-selected={n === at}
            onPointerDown={event => event.preventDefault()}
            onClick={() => go(to)}
            onPointerEnter={() => setAt(n)}
            className={clsx('flex min-h-10 cursor-pointer items-baseline gap-2 px-4 py-2', n === at && 'bg-surface-2')}
          >
            <span className="truncate">{text}</span>
            {hint && <span className="shrink-0 text-ink-3 text-sm">{hint}</span>}
          </div>
        ))}
      </div>
    </search>
  )
}

/** Suggestions for the typed text; only the response to the latest request counts. */
function useOptions() {
  const t = useTranslations('storefront.find')
  const locale = useLocale()
  const path = useShopPath()
  const [found, setFound] = useState<Suggestions | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asking = useRef<AbortController>(undefined)
  const close = () => {
    clearTimeout(waiting.current)
    asking.current?.abort()
    setFound(null)
  }
  const ask = (typed: string) => {
    clearTimeout(waiting.current)
    if (typed.trim().length < 2) return close()
    waiting.current = setTimeout(async () => {
      asking.current?.abort()
      const { signal } = (asking.current = new AbortController())
      const query = new URLSearchParams({ q: typed.slice(0, 100), locale })
      try {
        const answer = await fetch(`/api/shop/suggestions?${query}`, { signal })
        if (answer.ok) setFound(await answer.json())
      } catch {} // no suggestions then; the form works without
    }, pauseMs)
  }
  const options: Option[] = found
    ? [
        ...found.words.map(word => ({ to: path(`/search?q=${encodeURIComponent(word)}`), text: word })),
        ...found.categories.map(({ key, name, within }) => ({
          to: path(`/c/${key}`),
          text: name,
          hint: within ? t('within', { category: within }) : t('category'),
        })),
        ...found.stores.map(({ slug, name }) => ({ to: path(`/s/${slug}`), text: name, hint: t('store') })),
      ]
    : []
  return { options, ask, close }
}

import { useEffect, useId, useRef, useState } from 'react'
import { Form, useSearchParams, useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { Input, Select } from '../forms/inputs.tsx'
import { useHydrated } from '../page/hydrated.ts'
import { Button } from '../primitives/button.tsx'
import { Chip } from '../primitives/chip.tsx'
import { SearchIcon } from '../primitives/icons.tsx'
import { withParams } from '../primitives/url-state.ts'

export type Filter =
  | { kind: 'search'; name: string; label: string }
  /** `any` is the text of the select while nothing is chosen. */
  | { kind: 'select'; name: string; label: string; any?: string; options: readonly { value: string; label: string }[] }
  | { kind: 'date'; name: string; label: string }
  /** Set by a link and shown only as a chip; `valueLabel` is the text of the value. Only when the URL has it. */
  | { kind: 'given'; name: string; label: string; valueLabel: string }

/**
 * Filters of a list. The URL holds them, so they can be shared, bookmarked and gone back to; choosing submits, and
 * without script a button submits. On phones all but the first are behind a button. Active filters are shown as chips that remove them. Parameters in `keep` (tab,
 * sorting) are preserved.
 */
export function FilterBar({ filters, keep = [] }: { filters: readonly Filter[]; keep?: readonly string[] }) {
  const t = useTranslations('console.filters')
  const [search] = useSearchParams()
  const submit = useSubmit()
  const hydrated = useHydrated()
  const [open, setOpen] = useState(filters.length < 3)
  const form = useRef<HTMLFormElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = (afterMs: number) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(
      () => submit(filled(form.current!), { replace: true, preventScrollReset: true }),
      afterMs,
    )
  }
  // Chips and the back button change only the URL: the fields follow it, except the one being typed in.
  useEffect(() => {
    for (const { name } of filters) {
      const control = form.current!.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement
      if (control !== document.activeElement) control.value = search.get(name) ?? ''
    }
  }, [filters, search])
  return (
    <search className="flex flex-col gap-2 border-line border-b px-3 py-2.5">
      <Form
        ref={form}
        method="get"
        preventScrollReset
        className="flex flex-wrap items-center gap-2"
        onChange={event => send((event.target as HTMLElement).matches('[type="search"]') ? 300 : 0)}
        onSubmit={event => {
          event.preventDefault()
          send(0)
        }}
      >
        {keep.map(name => search.has(name) && <input key={name} type="hidden" name={name} value={search.get(name)!} />)}
        {filters.map((filter, i) => (
          <span key={filter.name} className={i > 0 && hydrated && !open ? 'contents max-sm:hidden' : 'contents'}>
            <FilterControl filter={filter} value={search.get(filter.name) ?? ''} />
          </span>
        ))}
        {filters.length > 2 && (
          <Button className="needs-script sm:hidden" aria-expanded={open} onClick={() => setOpen(now => !now)}>
            {t('more')}
          </Button>
        )}
        <Button type="submit" className="without-script">
          {t('apply')}
        </Button>
      </Form>
      <ActiveFilters filters={filters} search={search} />
    </search>
  )
}

function FilterControl({ filter: { kind, name, label, ...rest }, value }: { filter: Filter; value: string }) {
  const id = useId()
  if (kind === 'given') return <input type="hidden" name={name} defaultValue={value} />
  if (kind === 'search')
    return (
      <Input
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        before={<SearchIcon size={16} />}
        className="flex-1 basis-full sm:max-w-72 sm:basis-48"
      />
    )
  if (kind === 'date')
    return (
      <span className="flex items-center gap-2 max-sm:flex-1">
        <label htmlFor={id} className="text-ink-2 text-sm">
          {label}
        </label>
        <Input id={id} type="date" name={name} defaultValue={value} className="sm:w-auto" />
      </span>
    )
  const { any = label, options } = rest as Extract<Filter, { kind: 'select' }>
  return (
    <Select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="w-auto max-sm:min-w-36 max-sm:flex-1 sm:max-w-56"
    >
      <option value="">{any}</option>
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  )
}

function ActiveFilters({ filters, search }: { filters: readonly Filter[]; search: URLSearchParams }) {
  const t = useTranslations('console.filters')
  const active = filters.filter(({ name }) => search.get(name))
  if (active.length === 0) return null
  const without = (names: readonly string[]) =>
    withParams(search, Object.fromEntries([...names, 'after'].map(name => [name, ''])))
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={t('active')}>
      {active.map(filter => {
        const value = search.get(filter.name)!
        const chosen = valueLabel(filter, value)
        const text = `${filter.label}: ${chosen ?? value}`
        return (
          <li key={filter.name} className="min-w-0">
            <Chip text={text} removeTo={without([filter.name])} removeLabel={t('remove', { filter: text })} />
          </li>
        )
      })}
    </ul>
  )
}

function valueLabel(filter: Filter, value: string): string | undefined {
  if (filter.kind === 'given') return filter.valueLabel
  return filter.kind === 'select' ? filter.options.find(option => option.value === value)?.label : value
}

/** A URL without empty parameters. */
function filled(form: HTMLFormElement): URLSearchParams {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === 'string' && field[1] !== '',
  )
  return new URLSearchParams(fields)
}

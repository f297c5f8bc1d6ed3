import clsx from 'clsx'
import { ChevronLeft, ChevronRight, Search } from 'lucide-react'
import { type MouseEvent, useRef } from 'react'
import { Form, Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Input } from '../../kit/forms/inputs.tsx'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Button } from '../../kit/primitives/button.tsx'

type Found = Awaited<ReturnType<Api['browseCategories']>>
type Step = Found['levels'][number]['steps'][number]

/** How picking navigates: to addresses, or, with script in a dialog, to `onGo` and `onPick`. */
type Picking = {
  /** The address that opens a category, or searches. */
  at: (look: { in?: string; q?: string }) => string
  /** The address that has chosen one. */
  chosen: (category: string) => string
  onGo?: (look: { in?: string; q?: string }) => void
  onPick?: (category: string) => void
}

/** Chooses a category for a product, by searching or level by level. */
export function CategoryPicker({
  found,
  q,
  product,
  picking,
}: {
  found: Found
  q: string
  product?: string | undefined
  picking: Picking
}) {
  const t = useTranslations('seller.category')
  return (
    <div className="flex flex-col gap-3">
      <SearchField q={q} product={product} picking={picking} />
      {q ? <Matches found={found} q={q} picking={picking} /> : <Levels found={found} picking={picking} />}
      <p className="text-ink-3 text-sm">{t('legend')}</p>
    </div>
  )
}

/** Searches while typing, shortly after the last key. */
function SearchField({ q, product, picking: { onGo } }: { q: string; product: string | undefined; picking: Picking }) {
  const t = useTranslations('seller.category')
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const field = (
    <Input
      type="search"
      name={onGo ? undefined : 'q'}
      aria-label={t('search')}
      placeholder={t('search')}
      defaultValue={q}
      before={<Search size={16} />}
      onInput={event => {
        if (!onGo) return
        const { value } = event.currentTarget
        clearTimeout(waiting.current)
        waiting.current = setTimeout(() => onGo({ q: value }), 150)
      }}
      onKeyDown={event => onGo && event.key === 'Enter' && event.preventDefault()}
    />
  )
  if (onGo) return field
  return (
    <Form role="search" className="flex gap-2">
      {product && <input type="hidden" name="product" value={product} />}
      {field}
      <Button type="submit">{t('find')}</Button>
    </Form>
  )
}

function Matches({ found, q, picking }: { found: Found; q: string; picking: Picking }) {
  const t = useTranslations('seller.category')
  if (found.matches.length === 0)
    return (
      <p className="py-8 text-center text-ink-2" role="status">
        {t('nothing', { q })}
      </p>
    )
  return (
    <ul aria-label={t('matches')} className="max-h-96 overflow-y-auto rounded-xl border border-line">
      {found.matches.map(({ path, ...step }) => (
        <li key={step.key} className="border-line not-first:border-t">
          <Entry step={step} picking={picking}>
            <span className="block text-ink-3 text-xs">
              {path
                .slice(0, -1)
                .map(({ name }) => name)
                .join(' › ')}
            </span>
          </Entry>
        </li>
      ))}
    </ul>
  )
}

/** On phones one level at a time, with a link back. */
function Levels({ found, picking }: { found: Found; picking: Picking }) {
  const t = useTranslations('seller.category')
  const deepest = found.levels.length - 1
  return (
    <div className="overflow-x-auto rounded-xl border border-line">
      <div className="flex h-96 w-max min-w-full">
        {found.levels.map(({ opened, steps }, depth) => (
          <div
            key={found.levels[depth - 1]?.opened ?? ''}
            className={clsx(
              'w-60 shrink-0 overflow-y-auto border-line p-1 not-first:border-l max-sm:w-full max-sm:border-l-0!',
              depth < deepest && 'max-sm:hidden',
            )}
          >
            {depth > 0 && (
              <Go
                look={depth > 1 ? { in: found.levels[depth - 2]!.opened! } : {}}
                picking={picking}
                className="sm:hidden"
              >
                <ChevronLeft size={16} />
                {t('back')}
              </Go>
            )}
            <ul>
              {steps.map(step => (
                <li key={step.key}>
                  <Entry step={step} picking={picking} current={step.key === opened} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  )
}

const entry =
  'flex min-h-9 w-full items-center gap-2 rounded-lg px-2.5 py-1.5 text-left text-sm pointer-coarse:min-h-11 hover:bg-surface-2 focus-visible:-outline-offset-2 aria-[current]:bg-brand-soft aria-[current]:font-medium'

/** Opens a category with subcategories, chooses a leaf; a closed one is only shown. */
function Entry({
  step,
  picking,
  current,
  children,
}: {
  step: Step
  picking: Picking
  current?: boolean
  children?: React.ReactNode
}) {
  const label = (
    <>
      <span className="min-w-0 flex-1">
        {children}
        {step.name}
        {step.special_inside && <span aria-hidden> *</span>}
      </span>
      <Mark step={step} />
      {!step.leaf && <ChevronRight size={14} className="shrink-0 text-ink-3" />}
    </>
  )
  if (!step.leaf)
    return (
      <Go look={{ in: step.key }} picking={picking} current={current}>
        {label}
      </Go>
    )
  if (step.state === 'closed') return <span className={clsx(entry, 'text-ink-3 hover:bg-transparent')}>{label}</span>
  const pick = (event: MouseEvent) => {
    if (!picking.onPick) return
    event.preventDefault()
    picking.onPick(step.key)
  }
  return (
    <Link to={picking.chosen(step.key)} onClick={pick} className={entry}>
      {label}
    </Link>
  )
}

function Mark({ step: { state } }: { step: Step }) {
  const t = useTranslations('seller.category')
  if (state === 'open') return null
  return <Badge tone={state === 'special' ? 'warn' : 'neutral'}>{t(state)}</Badge>
}

function Go({
  look,
  picking: { at, onGo },
  current,
  className,
  children,
}: {
  look: { in?: string }
  picking: Picking
  current?: boolean | undefined
  className?: string
  children: React.ReactNode
}) {
  const go = (event: MouseEvent) => {
    if (!onGo) return
    event.preventDefault()
    onGo(look)
  }
  return (
    <Link
      to={at(look)}
      onClick={go}
      preventScrollReset
      aria-current={current ? 'true' : undefined}
      className={clsx(entry, className)}
    >
      {children}
    </Link>
  )
}

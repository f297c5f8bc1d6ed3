import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

const mark = 'block size-4 accent-brand pointer-coarse:size-5'

/** The checkbox of a row, for the bulk bar's buttons; a field of the form around the table. */
export function RowCheckbox({ value }: { value: string }) {
  const t = useTranslations('console.table')
  return (
    // The label makes the target larger than the box and covers the row's link.
    <label className="relative z-1 -m-2 block w-fit p-2">
      <input type="checkbox" name="id" value={value} aria-label={t('choose', { id: value })} className={mark} />
    </label>
  )
}

/**
 * The bulk actions, in place of the table's header. CSS shows them when a row is checked; script adds the count and
 * "select all".
 */
export function BulkBar({ children }: { children: ReactNode }) {
  const t = useTranslations('console.table')
  const bar = useRef<HTMLDivElement>(null)
  const all = useRef<HTMLInputElement>(null)
  const [{ count, of }, setCounts] = useState({ count: 0, of: 0 })
  const boxes = () => [...bar.current!.parentElement!.querySelectorAll<HTMLInputElement>('tbody input[name="id"]')]
  // After each render too, since rows change with the list.
  useEffect(() => {
    const table = bar.current!.parentElement!
    const recount = () => {
      const rows = boxes()
      const checked = rows.filter(box => box.checked).length
      setCounts(before =>
        before.count === checked && before.of === rows.length ? before : { count: checked, of: rows.length },
      )
      all.current!.checked = checked > 0 && checked === rows.length
      all.current!.indeterminate = checked > 0 && checked < rows.length
    }
    recount()
    table.addEventListener('change', recount)
    return () => table.removeEventListener('change', recount)
  })
  const checkAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked
  }
  return (
    <div ref={bar} className="bulk-bar z-10 flex items-center bg-surface pl-4">
      <input
        ref={all}
        type="checkbox"
        aria-label={t('chooseAll')}
        onChange={event => checkAll(event.currentTarget.checked)}
        className={`${mark} needs-script`}
      />
      <div className="bulk-actions flex min-w-0 flex-1 items-center gap-2 overflow-x-auto">
        <span role="status" className="whitespace-nowrap font-medium text-sm tabular-nums">
          {count > 0 && t('chosen', { count: String(count), of: String(of) })}
        </span>
        {children}
      </div>
    </div>
  )
}

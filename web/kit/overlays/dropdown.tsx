import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import { useLocation } from 'react-router'

/**
 * A button and the panel it opens, handled by the browser: works before and without script, closes on Escape and on a
 * click outside. For links and small forms; a menu of commands with arrow keys is `Menu`.
 */
export function Dropdown({
  button,
  buttonProps,
  align = 'end',
  className,
  children,
}: {
  button: ReactNode
  buttonProps: Omit<ComponentProps<'button'>, 'type'>
  align?: 'start' | 'end'
  className?: string
  children: ReactNode
}) {
  const id = useId()
  const panel = useClosingOnNavigation<HTMLDivElement>()
  const anchor = `--${id.replace(/\W/g, '')}`
  return (
    <>
      <button type="button" {...buttonProps} popoverTarget={id} style={{ anchorName: anchor } as object}>
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        style={{ positionAnchor: anchor } as object}
        className={clsx(
          'fade-in dropdown m-0 mt-1.5 min-w-52 rounded-xl border border-line bg-surface p-1 text-(length:--body-text) text-ink shadow-overlay',
          align === 'end' ? 'dropdown-end' : 'dropdown-start',
          className,
        )}
      >
        {children}
      </div>
    </>
  )
}

/**
 * Client-side navigation leaves popovers open; this closes the one that has the returned ref. One that was opened before
 * hydration stays: nothing has changed then.
 */
export function useClosingOnNavigation<E extends HTMLElement>() {
  const panel = useRef<E>(null)
  const { key } = useLocation()
  const shown = useRef(key)
  useEffect(() => {
    if (key !== shown.current && panel.current?.matches(':popover-open')) panel.current.hidePopover()
    shown.current = key
  }, [key])
  return panel
}

/** The style of a dropdown's entries, links and buttons alike. */
export const dropdownItem =
  'flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left pointer-coarse:min-h-11 hover:bg-surface-2 focus-visible:-outline-offset-2 aria-[current]:font-medium'

export function DropdownLabel({ children }: { children: ReactNode }) {
  return <p className="px-2.5 pt-2 pb-1 text-xs text-ink-3">{children}</p>
}

export function DropdownSeparator() {
  return <hr className="-mx-1 my-1 border-line" />
}

import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Link } from 'react-router'
import { Button } from '../primitives/button.tsx'

/**
 * A menu of commands behind a button, with arrow keys and type-ahead. It needs script: offer what must work without it
 * in a `Dropdown` or on the page. `label` names the button, which shows three dots by default.
 */
export function Menu({ label, button, children }: { label: string; button?: ReactElement; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger
        render={
          button ?? (
            <Button
              variant="quiet"
              size="sm"
              label={label}
              icon={<Ellipsis size={16} />}
              className="needs-script relative z-1"
            />
          )
        }
      />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-40">
          <Base.Popup className="min-w-44 rounded-xl border border-line bg-surface p-1 text-ink text-sm shadow-overlay outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type Entry = { icon?: ReactNode; danger?: boolean; disabled?: boolean; children: ReactNode }

const entryClass = (danger = false) =>
  clsx(
    'flex min-h-8 w-full cursor-pointer select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 outline-none pointer-coarse:min-h-11 data-disabled:cursor-default data-disabled:opacity-50 data-highlighted:bg-surface-2',
    danger && 'text-bad',
  )

/** Runs a command on this page. */
export function MenuItem({ icon, danger, disabled, onSelect, children }: Entry & { onSelect: () => void }) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={entryClass(danger)}>
      {icon}
      {children}
    </Base.Item>
  )
}

/** Links to another page. */
export function MenuLink({ icon, danger, to, children }: Entry & { to: string }) {
  return (
    <Base.Item render={<Link to={to} />} className={entryClass(danger)}>
      {icon}
      {children}
    </Base.Item>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}

import clsx from 'clsx'
import type { ReactNode } from 'react'
import type { Flash } from '../page/flash.ts'
import { LinkButton } from '../primitives/button.tsx'
import { CheckIcon, ErrorIcon, InfoIcon } from '../primitives/icons.tsx'

const icons = { ok: CheckIcon, info: InfoIcon, bad: ErrorIcon }

/** One short notification: what was done, or why not. */
export function Notice({
  tone,
  text,
  links = [],
  action,
}: Omit<Flash, 'text'> & { text: ReactNode; action?: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-ink text-sm shadow-overlay">
      <Icon className={clsx('shrink-0', { ok: 'text-ok', info: 'text-info', bad: 'text-bad' }[tone])} />
      <div className="min-w-0 flex-1">
        <p>{text}</p>
        {links.length > 0 && (
          <p className="mt-2 flex flex-wrap gap-2">
            {links.map((link, n) => (
              <LinkButton
                key={link.to}
                to={link.to}
                size="sm"
                variant={n === 0 ? 'outline' : 'primary'}
                className="pointer-events-auto"
              >
                {link.text}
              </LinkButton>
            ))}
          </p>
        )}
      </div>
      {action}
    </div>
  )
}

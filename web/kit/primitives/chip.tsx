import { Link, type To } from 'react-router'
import { CloseIcon } from './icons.tsx'

/** An active filter with a link that removes it. */
export function Chip({ text, removeTo, removeLabel }: { text: string; removeTo: To; removeLabel: string }) {
  return (
    <span className="inline-flex h-7 max-w-full items-center gap-0.5 rounded-lg border border-line-2 bg-surface pl-2.5 text-xs pointer-coarse:h-9">
      <span className="truncate">{text}</span>
      <Link
        to={removeTo}
        preventScrollReset
        replace
        aria-label={removeLabel}
        className="grid size-6.5 shrink-0 place-items-center rounded-md text-ink-3 pointer-coarse:size-8.5 hover:bg-surface-2 hover:text-ink"
      >
        <CloseIcon size={14} />
      </Link>
    </span>
  )
}

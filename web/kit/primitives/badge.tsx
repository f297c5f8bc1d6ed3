import clsx from 'clsx'
import type { ReactNode } from 'react'

const tones = {
  neutral: 'bg-neutral-soft text-ink-2',
  ok: 'bg-ok-soft text-ok',
  info: 'bg-info-soft text-info',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

export type Tone = keyof typeof tones

/** A short label. With `dot` it shows a state. */
export function Badge({
  tone = 'neutral',
  dot = false,
  className,
  children,
}: {
  tone?: Tone
  dot?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 w-fit items-center gap-1.5 whitespace-nowrap rounded-md px-1.5 font-medium text-xs',
        tones[tone],
        className,
      )}
    >
      {dot && <span aria-hidden className="size-1.5 rounded-full bg-current" />}
      {children}
    </span>
  )
}

/** A state of a machine: its tone comes from the given map, its name from the texts. */
export function StatusBadge<State extends string>({
  state,
  tones,
  children,
}: {
  state: State
  tones: Readonly<Record<State, Tone>>
  children: ReactNode
}) {
  return (
    <Badge tone={tones[state] ?? 'neutral'} dot>
      {children}
    </Badge>
  )
}

import type { ReactNode } from 'react'
import { Card } from '../kit/primitives/card.tsx'

/** One group of the gallery, with its anchor. */
export function Part({
  id,
  title,
  flush,
  children,
}: {
  id: string
  title: string
  flush?: boolean
  children: ReactNode
}) {
  return (
    <Card id={id} title={title} flush={flush} className={flush ? 'flex flex-col gap-3' : undefined}>
      {children}
    </Card>
  )
}

/** Things side by side, wrapping. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2 not-last:mb-4">{children}</div>
}

import type { ReactNode } from 'react'

/** The header of a page: its title (also the document's) and, at the end of the line, its actions. */
export function PageHeader({
  title,
  text,
  above,
  actions,
}: {
  title: string
  text?: ReactNode
  above?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-2 md:mb-5">
      <title>{`${title} · Fondaco`}</title>
      <div className="min-w-0 flex-1 basis-60">
        {above}
        <h1 className="font-semibold text-xl">{title}</h1>
        {text && <p className="mt-0.5 text-ink-2">{text}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClass } from './button.tsx'
import { ErrorIcon } from './icons.tsx'

/** An empty state: what will be here, why there is nothing yet, what to do. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  icon?: ReactNode
  title: ReactNode
  text?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      {icon && <div className="mb-3 grid size-11 place-items-center rounded-xl bg-surface-2 text-ink-3">{icon}</div>}
      <p className="font-semibold text-md">{title}</p>
      {text && <p className="mt-1 max-w-sm text-ink-2">{text}</p>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** Shown where one part of a page failed to load. `again` is the URL that tries again. */
export function ErrorState({ title, text, again }: { title?: ReactNode; text?: ReactNode; again: string }) {
  const t = useTranslations('kit.error')
  return (
    <EmptyState
      icon={<ErrorIcon className="text-bad" />}
      title={title ?? t('broken.title')}
      text={text ?? t('broken.text')}
      action={
        <a href={again} className={buttonClass({})}>
          {t('again')}
        </a>
      }
    />
  )
}

/** A placeholder while content loads; invisible for the first 200 ms, so that fast responses do not flicker. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('skeleton block rounded-md bg-surface-3', className ?? 'h-4 w-full')} />
}

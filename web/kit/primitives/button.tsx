import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'

type ButtonStyle = {
  /** `primary` once per view; `danger` for what cannot be undone. */
  variant?: 'primary' | 'outline' | 'quiet' | 'soft' | 'danger'
  size?: 'sm' | 'md'
  /** Shown before the text. */
  icon?: ReactNode
  /** Icon only: the button is square and `label` is its accessible name. */
  label?: string
}

/** A button. With `pending` it keeps its width, shows a spinner and ignores further presses. */
export function Button({
  variant,
  size,
  icon,
  label,
  pending = false,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & ButtonStyle & { pending?: boolean }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      aria-disabled={pending || undefined}
      onClick={pending ? event => event.preventDefault() : rest.onClick}
      className={clsx(buttonClass({ variant, size, square: label !== undefined }), className)}
    >
      <Content pending={pending} icon={icon}>
        {children}
      </Content>
    </button>
  )
}

/** A link that looks like a button: links navigate, buttons act. */
export function LinkButton({ variant, size, icon, label, className, children, ...rest }: LinkProps & ButtonStyle) {
  return (
    <Link
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(buttonClass({ variant, size, square: label !== undefined }), className)}
    >
      {icon}
      {children}
    </Link>
  )
}

export const buttonClass = ({
  variant = 'outline',
  size = 'md',
  square = false,
}: Omit<ButtonStyle, 'icon' | 'label'> & { square?: boolean }): string =>
  clsx(
    'relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-lg font-medium transition-colors duration-150 disabled:opacity-50 aria-disabled:cursor-default',
    size === 'sm' ? 'h-(--control-sm) text-xs' : 'h-(--control) text-(length:--control-text)',
    square
      ? size === 'sm'
        ? 'w-(--control-sm)'
        : 'w-(--control)'
      : size === 'sm'
        ? 'px-2.5'
        : 'px-[calc(var(--control)*0.4)]',
    variantClasses[variant],
  )

const variantClasses = {
  primary: 'bg-brand text-brand-ink hover:bg-brand-2',
  outline: 'border border-line-2 bg-surface text-ink hover:bg-surface-2',
  quiet: 'text-ink-2 hover:bg-surface-2 hover:text-ink',
  soft: 'bg-brand-soft text-brand hover:bg-surface-3',
  danger: 'border border-line-2 bg-surface text-bad hover:border-bad hover:bg-bad-soft',
}

function Content({ pending, icon, children }: { pending: boolean; icon: ReactNode; children: ReactNode }) {
  if (!pending)
    return (
      <>
        {icon}
        {children}
      </>
    )
  return (
    <>
      <span className="opacity-0">{children}</span>
      <Spinner className="absolute" />
    </>
  )
}

function Spinner({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" width={16} height={16} className={clsx('animate-spin', className)} aria-hidden>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.25" />
      <path d="M12 3a9 9 0 0 1 9 9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}

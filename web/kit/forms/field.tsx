import clsx from 'clsx'
import { createContext, type ReactNode, use, useId } from 'react'
import { useTranslations } from 'use-intl'
import { useSending } from './write-form.tsx'

/** The id of a field on the page, for links to missing fields. */
export const placeOf = (name: string): string => `at-${name}`

/** What a control gets from the `Field` around it. */
type FieldProps = {
  id: string
  name: string
  defaultValue?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

const FieldContext = createContext<FieldProps | undefined>(undefined)

/**
 * Connects a control to the `Field` around it, if there is one; after a refusal the typed value replaces the default.
 */
export function useControl<P extends { value?: unknown; defaultValue?: unknown }>(props: P): P & Partial<FieldProps> {
  const { defaultValue, ...field } = use(FieldContext) ?? {}
  return { ...field, ...props, ...(defaultValue !== undefined && props.value === undefined && { defaultValue }) }
}

/**
 * A labeled control with its hint and, after a refusal, its error and the typed value. `name` is the name in the form.
 * Fields are required unless they are `optional`.
 */
export function Field({
  name,
  label,
  hint,
  error,
  optional = false,
  inTable = false,
  className,
  children,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  optional?: boolean
  /** In a table cell: on wide screens the column header serves as the visible label. */
  inTable?: boolean
  className?: string
  children: ReactNode
}) {
  const id = useId()
  const t = useTranslations('kit.forms')
  const { refused, problems } = useSending()
  const wrong = error || (refused?.refused.fields[name] ?? problems?.[name])
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ')
  return (
    <FieldContext
      value={{
        id,
        name,
        defaultValue: refused?.values[name],
        'aria-describedby': described || undefined,
        'aria-invalid': wrong ? true : undefined,
      }}
    >
      <div id={problems && placeOf(name)} className={clsx('flex min-w-0 scroll-mt-20 flex-col gap-1.5', className)}>
        <label
          htmlFor={id}
          className={clsx('font-medium text-(length:--control-text)', inTable && '@3xl:sr-only @max-3xl:text-xs')}
        >
          {label}
          {optional && <span className="ml-1.5 font-normal text-ink-3">{t('optional')}</span>}
        </label>
        {children}
        <FieldNotes id={id} hint={hint} error={wrong} />
      </div>
    </FieldContext>
  )
}

/** The error comes first: it is what to do now. */
export function FieldNotes({ id, hint, error }: { id: string; hint?: ReactNode; error?: ReactNode }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="font-medium text-bad text-sm">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-sm">
          {hint}
        </p>
      )}
    </>
  )
}

import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { FieldNotes } from './field.tsx'
import { useSending } from './write-form.tsx'

const mark = 'size-4 shrink-0 accent-brand pointer-coarse:size-5'

/** A single checkbox. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId()
  const { refused } = useSending()
  const error = rest.name ? refused?.refused.fields[rest.name] : undefined
  const checked = refused && rest.name ? rest.name in refused.values : rest.defaultChecked
  return (
    <div className={clsx('flex flex-col', className)}>
      <label className="flex min-h-6 items-start gap-2.5 text-(length:--control-text) pointer-coarse:min-h-11 pointer-coarse:items-center">
        <input
          type="checkbox"
          aria-describedby={hint || error ? `${id}-hint ${id}-error` : undefined}
          aria-invalid={error ? true : undefined}
          {...rest}
          defaultChecked={checked}
          className={clsx(mark, 'mt-0.5 pointer-coarse:mt-0')}
        />
        <span>{label}</span>
      </label>
      <div className="pl-6.5 empty:hidden">
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </div>
  )
}

type Choice = { value: string; label: ReactNode; text?: ReactNode; aside?: ReactNode; disabled?: boolean }

/** Radio buttons as cards, with room to explain each option. */
export function RadioCards({
  name,
  legend,
  choices,
  defaultValue,
  columns = false,
}: {
  name: string
  legend: ReactNode
  choices: readonly Choice[]
  defaultValue?: string
  columns?: boolean
}) {
  const id = useId()
  const { refused } = useSending()
  const chosen = refused?.values[name] ?? defaultValue
  const error = refused?.refused.fields[name]
  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-(length:--control-text)">{legend}</legend>
      <div className={clsx('grid gap-2', columns && 'sm:grid-cols-2')}>
        {choices.map(({ value, label, text, aside, disabled }) => (
          <label
            key={value}
            className="flex items-start gap-3 rounded-xl border border-line-2 bg-surface px-4 py-3 transition-colors duration-150 hover:border-edge has-checked:border-brand has-disabled:cursor-default has-checked:bg-chosen has-disabled:opacity-60 has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={value}
              required
              disabled={disabled}
              defaultChecked={value === chosen}
              className={clsx(mark, 'mt-0.5 outline-none')}
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium text-(length:--control-text)">{label}</span>
              {text && <span className="block text-ink-2 text-sm">{text}</span>}
            </span>
            {aside && <span className="text-(length:--control-text) tabular-nums">{aside}</span>}
          </label>
        ))}
      </div>
      <FieldNotes id={id} error={error} />
    </fieldset>
  )
}

/** Radio buttons or checkboxes drawn as chips. */
export const pill =
  'inline-flex min-h-8 items-center rounded-lg border border-line-2 bg-surface px-2.5 text-sm transition-colors duration-150 pointer-coarse:min-h-11 hover:border-edge has-checked:border-brand has-checked:bg-chosen has-checked:font-medium has-disabled:cursor-default has-disabled:opacity-45 has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2'

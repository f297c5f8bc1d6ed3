import { type ComponentProps, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { MinusIcon, PlusIcon } from '../primitives/icons.tsx'
import { useControl } from './field.tsx'

/**
 * A whole-number field with minus and plus buttons. `onChange` is also called for the buttons. Without script only the
 * field is shown.
 */
export function NumberInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const input = useRef<HTMLInputElement>(null)
  const t = useTranslations('kit.forms')
  const control = useControl(rest)
  const ownId = useId()
  const id = control.id ?? ownId
  const step = (by: 1 | -1) => {
    if (by > 0) input.current!.stepUp()
    else input.current!.stepDown()
    // dispatched for React: stepping a field alone fires no event
    input.current!.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <span className="inline-flex h-(--control) w-fit items-stretch overflow-clip rounded-lg border border-edge bg-surface has-aria-invalid:border-bad">
      <button
        type="button"
        aria-label={t('less')}
        aria-controls={id}
        onClick={() => step(-1)}
        disabled={rest.disabled}
        className={stepButton}
      >
        <MinusIcon size={16} />
      </button>
      <input
        ref={input}
        inputMode="numeric"
        {...control}
        id={id}
        type="number"
        className="w-14 min-w-0 appearance-none bg-transparent text-center text-(length:--control-text) tabular-nums [-moz-appearance:textfield] focus-visible:-outline-offset-2 disabled:text-ink-3 [&::-webkit-inner-spin-button]:appearance-none"
      />
      <button
        type="button"
        aria-label={t('more')}
        aria-controls={id}
        onClick={() => step(1)}
        disabled={rest.disabled}
        className={stepButton}
      >
        <PlusIcon size={16} />
      </button>
    </span>
  )
}

const stepButton =
  'needs-script grid w-(--control) place-items-center text-ink-2 hover:bg-surface-2 hover:text-ink focus-visible:-outline-offset-2 disabled:opacity-50'

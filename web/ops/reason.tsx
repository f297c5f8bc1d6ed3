import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { reasonMaxCharacters, reasonMinCharacters } from '#api/ops/limits.ts'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { isRefused } from '../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'

/** The operator's reason, which is recorded in the audit log. */
export function ReasonField() {
  const t = useTranslations('ops.categories')
  return (
    <Field name="reason" label={t('reason')}>
      <Input minLength={reasonMinCharacters} maxLength={reasonMaxCharacters} required />
    </Field>
  )
}

/**
 * Removes an item of a list: expands to ask for the reason. `children` are the form's hidden fields; `label` names the
 * item.
 */
export function TakeBack({
  name,
  text,
  label,
  result,
  children,
}: {
  name: string
  text: string
  label: string
  result: unknown
  children?: ReactNode
}) {
  return (
    <details open={isRefused(result) && result.formName === name} className="open:basis-full">
      <summary aria-label={label} className="inline cursor-pointer text-ink-2 text-sm hover:text-ink hover:underline">
        {text}
      </summary>
      <WriteForm result={result} name={name} className="mt-2 mb-1 grid gap-2 sm:grid-cols-[1fr_auto] sm:items-end">
        {children}
        <ReasonField />
        <SubmitButton variant="danger">{text}</SubmitButton>
      </WriteForm>
    </details>
  )
}

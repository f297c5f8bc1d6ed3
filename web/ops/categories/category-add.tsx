import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { categoryNameMaxCharacters, keyMaxCharacters, keyPattern } from '#taxonomy/limits.ts'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { ReasonField } from '../reason.tsx'

/** Sends the form of `AddCategory` and returns the new category's key. For actions. */
export async function addCategoryOf(api: Api, form: FormData, parent: string | null, idempotencyKey?: string) {
  const key = String(form.get('key') ?? '').trim()
  const names = { en: String(form.get('names.en') ?? ''), fr: String(form.get('names.fr') ?? '') }
  const reason = String(form.get('reason') ?? '')
  await api.addCategory({ key, parent, names, leaf: form.has('leaf'), reason }, idempotencyKey)
  return key
}

/** Collapsed, since it is rarely used; open after a refusal. */
export function AddCategory({ title, result }: { title: string; result: unknown }) {
  const t = useTranslations('ops.categories')
  return (
    <Card>
      <details open={isRefused(result) && result.formName === 'add'}>
        <summary className="cursor-pointer font-medium text-sm pointer-coarse:min-h-8">{title}</summary>
        <p className="mt-1 mb-3 text-ink-3 text-sm">{t('addText')}</p>
        <WriteForm result={result} name="add">
          <div className="grid gap-3 sm:grid-cols-2">
            <Field name="names.en" label={t('nameEn')}>
              <Input maxLength={categoryNameMaxCharacters} required />
            </Field>
            <Field name="names.fr" label={t('nameFr')}>
              <Input maxLength={categoryNameMaxCharacters} required />
            </Field>
          </div>
          <Field name="key" label={t('key')} hint={t('keyHint')}>
            <Input pattern={keyPattern.source} maxLength={keyMaxCharacters} required autoCapitalize="none" />
          </Field>
          <Checkbox name="leaf" label={t('leaf')} hint={t('leafHint')} />
          <ReasonField />
          <SubmitButton className="self-start">{t('doAdd')}</SubmitButton>
        </WriteForm>
      </details>
    </Card>
  )
}

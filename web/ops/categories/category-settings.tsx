import { useTranslations } from 'use-intl'
import { categoryNameMaxCharacters } from '#taxonomy/limits.ts'
import { type Axis, categoryStates } from '#taxonomy/states.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { ReasonField } from '../reason.tsx'
import type { Loaded } from './category-data.ts'

const axesChoices = ['none', 'color', 'size', 'both'] as const

const chosenOf = (own: readonly Axis[] | null): '' | (typeof axesChoices)[number] =>
  own === null ? '' : own.length === 2 ? 'both' : (own[0] ?? 'none')

/** Names, state and axes; empty ones are inherited. */
export function CategorySettings({
  category: { parent, names, own, revision },
  result,
}: {
  category: Loaded['category']
  result: unknown
}) {
  const t = useTranslations('ops.category')
  const list = useTranslations('ops.categories')
  return (
    <Card title={t('settings')}>
      <WriteForm key={revision} result={result} name="settings">
        <input type="hidden" name="revision" value={revision} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field name="names.en" label={list('nameEn')}>
            <Input defaultValue={names.en} maxLength={categoryNameMaxCharacters} required />
          </Field>
          <Field name="names.fr" label={list('nameFr')}>
            <Input defaultValue={names.fr} maxLength={categoryNameMaxCharacters} required />
          </Field>
          <Field name="state" label={t('state')}>
            <Select defaultValue={own.state ?? ''}>
              <option value="">{t(parent === null ? 'notSetClosed' : 'inherited')}</option>
              {categoryStates.map(state => (
                <option key={state} value={state}>
                  {list(`states.${state}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field name="axes" label={t('axes')}>
            <Select defaultValue={chosenOf(own.axes)}>
              {parent !== null && <option value="">{t('inherited')}</option>}
              {axesChoices.map(choice => (
                <option key={choice} value={choice}>
                  {t(`axesChoices.${choice}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <ReasonField />
        <SubmitButton className="self-start">{t('save')}</SubmitButton>
      </WriteForm>
    </Card>
  )
}

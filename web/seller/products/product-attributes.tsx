import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { attributeTextMaxCharacters } from '#catalog/limits.ts'
import { pill } from '../../kit/forms/choices.tsx'
import { Combobox } from '../../kit/forms/combobox.tsx'
import { Field, FieldNotes, placeOf } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { useSending } from '../../kit/forms/write-form.tsx'

export type Category = Awaited<ReturnType<Api['showStoreCategory']>>
type Attribute = Category['attributes'][number]
export type Attributes = Awaited<ReturnType<Api['showStoreProduct']>>['attributes']

/** Of a long list of values these many are shown at first, besides the chosen ones. */
const shownFirst = 8

/** Attributes with more values than this use a combobox. */
const listed = 10

/** The attributes of the category, each with the control that suits its kind. */
export function AttributeFields({ category, current }: { category: Category; current: Attributes }) {
  return (
    <div className="grid grid-flow-dense gap-4 sm:grid-cols-2">
      {category.attributes.map(attribute => (
        <AttributeField key={attribute.key} attribute={attribute} current={current[attribute.key]} />
      ))}
    </div>
  )
}

function AttributeField({ attribute, current }: { attribute: Attribute; current: Attributes[string] | undefined }) {
  const { kind, name, required } = attribute
  if (kind === 'choices') return <Choices attribute={attribute} current={Array.isArray(current) ? current : []} />
  return (
    <Field name={`attributes.${attribute.key}`} label={name} optional={!required}>
      <Control attribute={attribute} current={current} />
    </Field>
  )
}

function Control({ attribute, current }: { attribute: Attribute; current: Attributes[string] | undefined }) {
  const t = useTranslations('seller.product')
  const locale = useLocale()
  const { kind, unit, values } = attribute
  if (kind === 'number')
    return (
      <Input
        inputMode="decimal"
        autoComplete="off"
        pattern="-?[0-9]+([.,][0-9]+)?"
        title={t('number')}
        after={unit}
        defaultValue={typeof current === 'number' ? String(current).replace('.', locale === 'fr' ? ',' : '.') : ''}
      />
    )
  if (kind === 'text')
    return <Input maxLength={attributeTextMaxCharacters} defaultValue={typeof current === 'string' ? current : ''} />
  if (kind === 'yes_no')
    return (
      <Select defaultValue={current === undefined ? '' : current ? 'yes' : 'no'}>
        <option value="">{t('notSet')}</option>
        <option value="yes">{t('yes')}</option>
        <option value="no">{t('no')}</option>
      </Select>
    )
  const chosen = typeof current === 'string' ? current : ''
  if (values.length > listed)
    return <Combobox options={values.map(value => ({ value: value.key, label: value.name }))} defaultValue={chosen} />
  return (
    <Select defaultValue={chosen}>
      <option value="">{t('notSet')}</option>
      {values.map(value => (
        <option key={value.key} value={value.key}>
          {value.name}
        </option>
      ))}
    </Select>
  )
}

function Choices({ attribute, current }: { attribute: Attribute; current: readonly string[] }) {
  const t = useTranslations('kit.forms')
  const { refused, problems } = useSending()
  const product = useTranslations('seller.product')
  const name = `attributes.${attribute.key}`
  const [first, rest] = split(attribute.values, current)
  const pillOf = (value: Attribute['values'][number]) => (
    <label key={value.key} className={pill}>
      <input
        type="checkbox"
        name={name}
        value={value.key}
        defaultChecked={current.includes(value.key)}
        className="sr-only"
      />
      {value.name}
    </label>
  )
  return (
    <fieldset id={placeOf(name)} className="min-w-0 scroll-mt-20 sm:col-span-2">
      <legend className="mb-1.5 font-medium text-(length:--control-text)">
        {attribute.name}
        {!attribute.required && <span className="ml-1.5 font-normal text-ink-3">{t('optional')}</span>}
      </legend>
      <div className="flex flex-wrap gap-1.5">{first.map(pillOf)}</div>
      {rest.length > 0 && (
        <details className="mt-1.5">
          <summary className="w-fit cursor-pointer text-ink-2 text-sm hover:underline">
            {product('more', { count: attribute.values.length })}
          </summary>
          <div className="mt-1.5 flex flex-wrap gap-1.5">{rest.map(pillOf)}</div>
        </details>
      )}
      <FieldNotes id={name} error={refused?.refused.fields[name] ?? problems?.[name]} />
    </fieldset>
  )
}

/** The values shown at first, chosen ones among them, and the others; a list that is hardly longer is shown whole. */
function split(values: Attribute['values'], chosen: readonly string[]): [Attribute['values'], Attribute['values']] {
  if (values.length <= shownFirst + 2) return [values, []]
  const first = values.filter(({ key }, n) => chosen.includes(key) || n < shownFirst)
  return [first, values.filter(value => !first.includes(value))]
}

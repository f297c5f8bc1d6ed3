import { Form, Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { Combobox } from '../../kit/forms/combobox.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { ReasonField, TakeBack } from '../reason.tsx'
import type { Loaded } from './category-data.ts'
import { nameOf } from './category-rows.tsx'
import { allowedField } from './category-writes.ts'

type Props = Pick<Loaded, 'category' | 'attributes' | 'asked'> & { result: unknown }
type Attribute = Loaded['category']['attributes'][number]

/** Product attributes: the category's own, which can be changed, and inherited ones, which can be narrowed here. */
export function CategoryAttributes({ category, attributes, asked, result }: Props) {
  const t = useTranslations('ops.category')
  return (
    <Card flush title={t('attributes')} text={t('attributesText')}>
      <ul className="mt-2">
        {category.attributes.length === 0 && <li className="px-4 py-2 text-ink-3 text-sm">{t('noAttributes')}</li>}
        {category.attributes.map(attribute => (
          <AttributeRow key={attribute.key} attribute={attribute} category={category} result={result} />
        ))}
      </ul>
      <div id="ask" className="scroll-mt-20 border-line border-t p-4">
        {asked ? (
          <Ask key={`${asked.key} ${category.revision}`} attribute={asked} category={category} result={result} />
        ) : (
          <Form method="get" action="#ask" preventScrollReset className="flex items-end gap-2">
            <Field name="attribute" label={t('addAttribute')} className="flex-1">
              <Combobox options={attributes} />
            </Field>
            <Button type="submit">{t('choose')}</Button>
          </Form>
        )}
      </div>
    </Card>
  )
}

function AttributeRow({
  attribute: { key, names, kind, unit, required, of, values },
  category,
  result,
}: {
  attribute: Attribute
  category: Loaded['category']
  result: unknown
}) {
  const t = useTranslations('ops.category')
  const locale = useLocale()
  const name = nameOf(names, locale)
  const giver = category.path.find(each => each.key === of)!
  return (
    <li className="border-line border-t px-4 py-2 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className={of === category.key ? 'font-medium' : 'text-ink-2'}>{name}</span>
        {required && <Badge tone="warn">{t('required')}</Badge>}
        <span className="text-ink-3">
          {t(`kinds.${kind}`)}
          {unit && `, ${unit}`}
        </span>
        <Link
          to={`?attribute=${key}#ask`}
          preventScrollReset
          aria-label={`${t('change')}: ${name}`}
          className="ml-auto text-ink-2 hover:text-ink hover:underline"
        >
          {t('change')}
        </Link>
      </div>
      <div className="flex flex-wrap gap-x-4">
        {values.length > 0 && <Values of={values} />}
        {of === category.key ? (
          <TakeBack name={`drop:${key}`} text={t('drop')} label={`${t('drop')}: ${name}`} result={result}>
            <input type="hidden" name="revision" value={category.revision} />
            <input type="hidden" name="attribute" value={key} />
          </TakeBack>
        ) : (
          <Link to={`/ops/categories/${of}`} className="text-ink-3 hover:text-ink hover:underline">
            {t('of', { category: nameOf(giver.names, locale) })}
          </Link>
        )}
      </div>
    </li>
  )
}

/** The number of allowed values; expanded, the values. */
function Values({ of: values }: { of: Attribute['values'] }) {
  const t = useTranslations('ops.category')
  const locale = useLocale()
  const allowed = values.filter(value => value.allowed)
  const all = values.length
  return (
    <details className="open:basis-full">
      <summary className="inline cursor-pointer text-ink-3">
        {allowed.length === all ? t('allValues', { all }) : t('values', { allowed: allowed.length, all })}
      </summary>
      <p className="text-ink-2">{allowed.map(value => nameOf(value.names, locale)).join(', ')}</p>
    </details>
  )
}

/** The current settings of an attribute in this category; for one it does not have, all values and not required. */
function Ask({
  attribute: { key, names, values },
  category,
  result,
}: {
  attribute: NonNullable<Loaded['asked']>
  category: Loaded['category']
  result: unknown
}) {
  const t = useTranslations('ops.category')
  const locale = useLocale()
  const now = category.attributes.find(each => each.key === key)
  const allowed = (value: string) => now?.values.find(each => each.key === value)?.allowed ?? true
  return (
    <WriteForm result={result} name="ask">
      <h3 className="font-medium">{t('addNamed', { attribute: nameOf(names, locale) })}</h3>
      <input type="hidden" name="revision" value={category.revision} />
      <input type="hidden" name="attribute" value={key} />
      <input type="hidden" name="values" value={values.length} />
      <Checkbox name="required" label={t('isRequired')} defaultChecked={now?.required ?? false} />
      {values.length > 0 && (
        <fieldset>
          <legend className="mb-1.5 font-medium text-sm">{t('allowed')}</legend>
          <div className="grid max-h-80 grid-cols-2 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-3">
            {values.map(value => (
              <Checkbox
                key={value.key}
                name={`${allowedField}${value.key}`}
                label={nameOf(value.names, locale)}
                defaultChecked={allowed(value.key)}
              />
            ))}
          </div>
        </fieldset>
      )}
      <ReasonField />
      <div className="flex items-center gap-4">
        <SubmitButton>{t('doAdd')}</SubmitButton>
        <Link to="?" preventScrollReset className="text-ink-2 text-sm hover:underline">
          {t('another')}
        </Link>
      </div>
    </WriteForm>
  )
}

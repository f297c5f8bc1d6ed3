import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { titleMaxCharacters } from '#catalog/limits.ts'
import { RadioCards } from '../../kit/forms/choices.tsx'
import { Field, FieldNotes, placeOf } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { isRefused, unreachable } from '../../kit/forms/refused.ts'
import { RichText } from '../../kit/forms/rich-text.tsx'
import { UnsavedGuard } from '../../kit/forms/unsaved-guard.tsx'
import { Uploader } from '../../kit/forms/uploader.tsx'
import { SubmitButton, useSending, WriteForm } from '../../kit/forms/write-form.tsx'
import { useStorePath } from '../../kit/page/store-path.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import type { FormOptions } from './load-form-options.ts'
import { ProductCategory } from './product-category.tsx'
import { ProductConflicts } from './product-conflicts.tsx'
import { ProductCountries } from './product-countries.tsx'
import { fieldOf, ProductMissing, showField } from './product-missing.tsx'
import { type Again, isSaveRefused, type Product, readOf } from './product-values.ts'
import { Variants } from './product-variants.tsx'
import { variantsOf } from './variant-matrix.ts'

/**
 * The form of a product, new or existing. Sent with `then=publish` it also goes on sale. It includes the values it was
 * loaded with, so that only changes are sent to the API. After a refusal it keeps the typed values.
 */
export function ProductForm(props: FormOptions & { product?: Product; result: unknown }) {
  const answer = useRef<unknown>(undefined)
  // a form that did not arrive is still the one that the last answer made
  if (!isRefused(props.result) || props.result.refused.code !== unreachable) answer.current = props.result
  const again = isSaveRefused(answer.current) ? answer.current.again : undefined
  const read = again ? again.read : props.product && readOf(props.product)
  // with other values it is mounted anew
  return <Fields key={JSON.stringify(read)} {...props} again={again} read={read} />
}

function Fields({
  product: saved,
  category,
  result,
  again,
  read,
  ...formOptions
}: FormOptions & { product?: Product; result: unknown; again: Again | undefined; read: Again['read'] | undefined }) {
  const t = useTranslations('seller.product')
  const product = again?.product ?? saved
  const [search] = useSearchParams()
  const asked = search.has('missing') && !isRefused(result)
  const problems = Object.fromEntries(
    (asked && product ? product.missing : []).map(path => [fieldOf(path), t('needed')]),
  )
  const missing = asked && product?.missing[0]
  useEffect(() => {
    if (missing) showField(fieldOf(missing))
  }, [missing])
  return (
    <WriteForm
      result={result}
      problems={problems}
      encType="multipart/form-data"
      noValidate
      onKeyDown={enterMovesOn}
      className="flex flex-col items-stretch gap-3 lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:items-start"
    >
      {/* the form's first button is pressed by Enter where there is no script: it must not open anything */}
      <button type="submit" name="then" value="save" hidden />
      {read && <input type="hidden" name="read" value={JSON.stringify(read)} />}
      {again?.conflicts && (
        <ProductConflicts conflicts={again.conflicts} product={again.product} {...formOptions} category={category} />
      )}
      <div className="flex min-w-0 flex-col gap-3">
        <Basics product={product} rules={formOptions.rules} />
        <Card title={t('place')} text={t('placeText')}>
          <ProductCategory category={category} current={product?.attributes ?? {}} />
        </Card>
        <Variants initial={product ? variantsOf(product) : []} category={category} />
        <ProductCountries countries={formOptions.countries} />
      </div>
      <div className="flex flex-col gap-3 max-lg:contents lg:sticky lg:top-16">
        <Sending product={product} />
        {product && product.state !== 'online' && product.missing.length > 0 && (
          <ProductMissing missing={product.missing} category={category} />
        )}
        <Delivery
          product={product}
          {...formOptions}
          template={again ? (again.product.template_id ?? undefined) : formOptions.template}
        />
      </div>
      <UnsavedGuard />
    </WriteForm>
  )
}

/**
 * Enter, which a barcode scanner sends after each code, goes to the same field of the next variant; in other fields of one
 * line it does nothing.
 */
function enterMovesOn(event: KeyboardEvent<HTMLFormElement>) {
  const field = event.target
  if (event.key !== 'Enter' || event.defaultPrevented || !(field instanceof HTMLInputElement)) return
  if (['checkbox', 'radio', 'file', 'color', 'submit', 'button'].includes(field.type)) return
  event.preventDefault()
  const [, n, name] = /^variants\.(\d+)\.(\w+)$/.exec(field.name) ?? []
  if (n) event.currentTarget.querySelector<HTMLInputElement>(`[name="variants.${Number(n) + 1}.${name}"]`)?.select()
}

const picturesOf = ({ pictures, files }: Product) => pictures.flatMap(id => files.find(file => file.id === id) ?? [])

function Basics({ product, rules }: { product: Product | undefined; rules: FormOptions['rules'] }) {
  const t = useTranslations('seller.product')
  const { refused, problems } = useSending()
  const [title, setTitle] = useState(product?.title ?? '')
  const tooLong = title.trim().length - titleMaxCharacters
  return (
    <Card>
      <div className="flex flex-col gap-4">
        <div id={placeOf('pictures')} className="scroll-mt-20">
          <Uploader
            name="pictures"
            label={t('pictures')}
            max={rules.pictures_max}
            maxBytes={rules.picture_max_bytes}
            minSidePx={rules.picture_min_side_px}
            initial={product ? picturesOf(product) : []}
          />
          <FieldNotes id="pictures" error={refused?.refused.fields.pictures ?? problems?.pictures} />
        </div>
        <Field
          name="title"
          label={t('title')}
          hint={t('titleHint', { count: title.length, max: titleMaxCharacters })}
          error={tooLong > 0 && t('titleTooLong', { count: tooLong })}
        >
          <Input defaultValue={product?.title} onInput={event => setTitle(event.currentTarget.value)} />
        </Field>
        <Field name="description" label={t('description')}>
          <RichText html={product?.description ?? ''} label={t('description')} />
        </Field>
      </div>
    </Card>
  )
}

function Sending({ product }: { product: Product | undefined }) {
  const t = useTranslations('seller.product')
  const online = product?.state === 'online'
  return (
    <div className="flex flex-wrap gap-2 max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:order-last max-lg:-mx-3 max-lg:border-line max-lg:border-t max-lg:bg-bg max-lg:p-3">
      {!online && !product?.taken_down && (
        <SubmitButton name="then" value="publish" className="flex-1">
          {t('publish')}
        </SubmitButton>
      )}
      <SubmitButton variant={online ? 'primary' : 'outline'} name="then" value="save" className="flex-1">
        {online ? t('save') : t('saveDraft')}
      </SubmitButton>
    </div>
  )
}

function Delivery({
  product,
  templates,
  template,
  rules,
}: Omit<FormOptions, 'category'> & { product: Product | undefined }) {
  const at = useStorePath()
  const t = useTranslations('seller.product')
  const [, setSearch] = useSearchParams()
  const choose = (id: string) =>
    setSearch(
      search => {
        search.set('template', id)
        return search
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <Card title={t('shipping')}>
      <div className="flex flex-col gap-4">
        {templates.length === 0 ? (
          <Callout tone="info" action={<LinkButton to={at('/templates/new')}>{t('makeTemplate')}</LinkButton>}>
            {t('needsTemplate')}
          </Callout>
        ) : (
          <Field name="template_id" label={t('template')}>
            <Select defaultValue={template ?? ''} onChange={event => choose(event.currentTarget.value)}>
              {templates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field
          name="processing_days"
          label={t('processing')}
          hint={t('processingHint', { days: rules.processing_days_default })}
          optional
        >
          <Input type="number" min={1} max={rules.processing_days_max} defaultValue={product?.processing_days} />
        </Field>
        <RadioCards
          name="reserve_at"
          legend={t('reserve')}
          defaultValue={product?.reserve_at ?? 'order'}
          choices={[
            { value: 'order', label: t('atOrder'), text: t('atOrderText') },
            { value: 'payment', label: t('atPayment'), text: t('atPaymentText') },
          ]}
        />
      </div>
    </Card>
  )
}

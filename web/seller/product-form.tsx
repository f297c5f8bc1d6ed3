import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { RadioCards } from '../kit/forms/choices.tsx'
import { Field } from '../kit/forms/field.tsx'
import { Input, Select, Textarea } from '../kit/forms/inputs.tsx'
import { Uploader } from '../kit/forms/uploader.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { MoneyInput } from '../kit/money/money-input.tsx'
import { useHydrated } from '../kit/page/hydrated.ts'
import { Button, LinkButton } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card } from '../kit/primitives/card.tsx'

type Product = Awaited<ReturnType<Api['showStoreProduct']>>
type Template = Awaited<ReturnType<Api['listTemplates']>>['items'][number]
type Variant = Pick<Product['variants'][number], 'name' | 'color' | 'sku' | 'on_hand'> & {
  id?: string
  price_minor?: number
  reserved?: number
}

const picturesMax = 6
const titleMax = 128
/** Without script more variants come by saving: each save shows so many empty rows. */
const spareRows = 2

/** What a product says, new or not. Sent with `then=publish` it also goes on sale. */
export function ProductForm({
  product,
  templates,
  result,
}: {
  product?: Product
  templates: readonly Template[]
  result: unknown
}) {
  const t = useTranslations('seller.product')
  const [title, setTitle] = useState(product?.title ?? '')
  if (templates.length === 0)
    return (
      <Callout tone="info" action={<LinkButton to="/seller/templates">{t('makeTemplate')}</LinkButton>}>
        {t('needsTemplate')}
      </Callout>
    )
  return (
    <WriteForm
      result={result}
      encType="multipart/form-data"
      className="grid items-start gap-3 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]"
    >
      <div className="flex min-w-0 flex-col gap-3">
        <Card>
          <div className="flex flex-col gap-4">
            <Uploader
              name="pictures"
              label={t('pictures')}
              max={picturesMax}
              initial={product?.pictures.map(picture => ({ ...picture, width: 1, height: 1 }))}
            />
            <Field name="title" label={t('title')} hint={t('titleHint', { count: title.length, max: titleMax })}>
              <Input
                defaultValue={product?.title}
                maxLength={titleMax}
                minLength={3}
                required
                onInput={event => setTitle(event.currentTarget.value)}
              />
            </Field>
            <Field name="description" label={t('description')} optional>
              <Textarea defaultValue={product?.description} rows={7} maxLength={20_000} />
            </Field>
          </div>
        </Card>
        <Variants initial={product?.variants ?? []} />
      </div>
      <div className="flex flex-col gap-3">
        <Card>
          <div className="flex flex-col gap-4">
            <Field name="template_id" label={t('template')}>
              <Select defaultValue={product?.template_id} required>
                {templates.map(template => (
                  <option key={template.id} value={template.id}>
                    {template.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field name="processing_days" label={t('processing')} hint={t('processingHint')} optional>
              <Input type="number" min={1} max={60} defaultValue={product?.processing_days} />
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
        <div className="flex flex-wrap gap-2">
          {product?.state !== 'online' && !product?.taken_down && (
            <SubmitButton name="then" value="publish">
              {t('publish')}
            </SubmitButton>
          )}
          <SubmitButton variant={product?.state === 'online' ? 'primary' : 'outline'} name="then" value="save">
            {product?.state === 'online' ? t('save') : t('saveDraft')}
          </SubmitButton>
        </div>
      </div>
    </WriteForm>
  )
}

/** Rows of variants; the fields of a row are named as the API names them, so that refusals find them. */
function Variants({ initial }: { initial: readonly Variant[] }) {
  const t = useTranslations('seller.product')
  const hydrated = useHydrated()
  const [rows, setRows] = useState<readonly (Variant & { row: number })[]>(() =>
    [...initial, ...(initial.length === 0 ? [emptyRow] : [])].map((variant, row) => ({ ...variant, row })),
  )
  const [next, setNext] = useState(rows.length)
  const add = () => {
    setRows([...rows, { ...emptyRow, row: next }])
    setNext(next + 1)
  }
  const shown = hydrated
    ? rows
    : [...rows, ...Array.from({ length: spareRows }, (_, n) => ({ ...emptyRow, row: rows.length + n }))]
  return (
    <Card title={t('variants')} text={t('variantsText')}>
      <ol className="flex flex-col gap-4">
        {shown.map((variant, n) => (
          <li key={variant.row} className="rounded-lg border border-line p-3">
            <VariantRow
              variant={variant}
              at={n}
              needed={n < rows.length}
              onRemove={hydrated && rows.length > 1 ? () => setRows(rows.filter(each => each !== variant)) : undefined}
            />
          </li>
        ))}
      </ol>
      <Button className="needs-script mt-3" onClick={add}>
        {t('addVariant')}
      </Button>
    </Card>
  )
}

const emptyRow = { name: '', color: null, sku: '', on_hand: 0 }

function VariantRow({
  variant,
  at,
  needed,
  onRemove,
}: {
  variant: Variant
  at: number
  needed: boolean
  onRemove?: (() => void) | undefined
}) {
  const t = useTranslations('seller.product')
  const named = (field: string) => `variants.${at}.${field}`
  return (
    <fieldset className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1.2fr)_4rem_minmax(0,1fr)_minmax(0,0.8fr)_minmax(0,0.7fr)]">
      <legend className="sr-only">{t('variant', { n: at + 1 })}</legend>
      <input type="hidden" name={named('id')} value={variant.id ?? ''} />
      <Field name={named('name')} label={t('name')}>
        <Input defaultValue={variant.name} maxLength={60} required={needed} />
      </Field>
      <Field name={named('color')} label={t('color')}>
        <Input type="color" defaultValue={variant.color ?? '#888888'} />
      </Field>
      <Field name={named('sku')} label={t('sku')}>
        <Input defaultValue={variant.sku} maxLength={60} required={needed} />
      </Field>
      <Field name={named('price')} label={t('price')}>
        <MoneyInput currency="EUR" required={needed} defaultMinor={variant.price_minor} />
      </Field>
      <Field
        name={named('on_hand')}
        label={t('stock')}
        hint={variant.reserved ? t('reserved', { count: variant.reserved }) : undefined}
      >
        <Input type="number" min={0} max={1_000_000} defaultValue={variant.on_hand} required={needed} />
      </Field>
      {onRemove && (
        <Button variant="quiet" size="sm" onClick={onRemove} className="col-span-full justify-self-start">
          {t('removeVariant')}
        </Button>
      )}
    </fieldset>
  )
}

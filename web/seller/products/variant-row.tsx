import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import {
  gtinMaxCharacters,
  nameMaxCharacters,
  onHandMax,
  sizeMaxCharacters,
  skuMaxCharacters,
  weightDefaultGrams,
  weightMaxGrams,
} from '#catalog/limits.ts'
import { marketCurrency } from '#platform/market.ts'
import { Field, FieldNotes } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { PhotoSlot } from '../../kit/forms/photo-slot.tsx'
import { useSending } from '../../kit/forms/write-form.tsx'
import { MoneyInput } from '../../kit/money/money-input.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import type { Category } from './product-attributes.tsx'
import { type ColorOption, noShade, type Row } from './variant-matrix.ts'

const columns =
  '@3xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_minmax(0,0.8fr)_minmax(0,1.1fr)_minmax(0,1.2fr)_minmax(0,0.9fr)_2rem]'

/** Column headers, where rows are columns. */
export function HeadRow() {
  const t = useTranslations('seller.product')
  return (
    <div aria-hidden className={clsx('hidden gap-2 pb-1.5 text-ink-3 text-xs @3xl:grid', columns)}>
      <span>{t('variantHead')}</span>
      <span>{t('price')}</span>
      <span>{t('stock')}</span>
      <span>{t('sku')}</span>
      <span>{t('gtin')}</span>
      <span>{t('weight')}</span>
    </div>
  )
}

/** One variant: a row of the table, on narrow pages a card. */
export function VariantRow({
  row,
  color,
  at,
  axes,
  alone,
  category,
  onName,
  onRemove,
}: {
  row: Row
  color: ColorOption | undefined
  at: number
  axes: readonly string[]
  alone: boolean
  category: Category | null
  onName: (name: string) => void
  onRemove: (() => void) | undefined
}) {
  const t = useTranslations('seller.product')
  const named = (field: string) => `variants.${at}.${field}`
  const label = [color ? color.name : row.name, row.size].filter(Boolean).join(' · ')
  // a product's only variant needs no name: buyers would not see it
  const byName = !color && (row.name !== '' || (axes.length === 0 && !alone))
  return (
    <li className="@max-3xl:rounded-xl @max-3xl:border border-line @3xl:border-t @max-3xl:p-3 @3xl:py-1.5">
      <fieldset className={clsx('grid min-w-0 grid-cols-2 items-start gap-2', columns)}>
        <legend className="sr-only">{t('variant', { n: at + 1 })}</legend>
        <div className="flex min-w-0 items-center gap-2 @max-3xl:col-span-full @3xl:min-h-(--control)">
          <input type="hidden" name={named('id')} value={row.id ?? ''} />
          <HiddenColorFields named={named} row={row} color={color} axes={axes} byName={byName} />
          <span className="needs-script contents">
            {color && (
              <span
                aria-hidden
                className="size-4 shrink-0 rounded-full border border-edge"
                style={{ background: color.color }}
              />
            )}
            {byName ? (
              <Input
                name={named('name')}
                aria-label={t('name')}
                placeholder={t('name')}
                value={row.name}
                maxLength={nameMaxCharacters}
                onChange={event => onName(event.currentTarget.value)}
              />
            ) : (
              <span className="min-w-0 truncate font-medium">{label || t('only')}</span>
            )}
            {!color && !alone && (
              <PhotoSlot names={[named('picture')]} label={t('photoOf', { name: label })} initial={row.picture} />
            )}
          </span>
          <LooksError named={named} />
        </div>
        <Fields row={row} named={named} />
        {onRemove && (
          <Button
            variant="quiet"
            label={t('removeVariant', { name: label })}
            icon={<X size={15} />}
            onClick={onRemove}
            className="needs-script @max-3xl:col-start-2 @max-3xl:justify-self-end"
          />
        )}
      </fieldset>
      <noscript>
        <ColorFields named={named} row={row} color={color} axes={axes} category={category} />
      </noscript>
    </li>
  )
}

type Naming = { named: (field: string) => string }

/** With script, color, size and name are chosen above; the row has hidden fields for them. */
function HiddenColorFields({
  named,
  row,
  color,
  axes,
  byName,
}: Naming & { row: Row; color: ColorOption | undefined; axes: readonly string[]; byName: boolean }) {
  return (
    <>
      {!byName && <input type="hidden" name={named('name')} value={color?.name ?? row.name} />}
      {color && axes.includes('color') && (
        <>
          <input type="hidden" name={named('color_key')} value={color.color_key ?? ''} />
          <input type="hidden" name={named('color')} value={color.color} />
        </>
      )}
      {row.size !== null && axes.includes('size') && <input type="hidden" name={named('size')} value={row.size} />}
    </>
  )
}

function LooksError({ named }: Naming) {
  const { refused, problems } = useSending()
  const wrong = ['color_key', 'size', 'name'].map(
    field => refused?.refused.fields[named(field)] ?? problems?.[named(field)],
  )
  return <FieldNotes id={named('colors')} error={wrong.find(Boolean)} />
}

function Fields({ row, named }: Naming & { row: Partial<Row> }) {
  const t = useTranslations('seller.product')
  return (
    <>
      <Field name={named('price')} label={t('price')} inTable>
        <MoneyInput currency={marketCurrency} {...(row.price_minor != null && { defaultMinor: row.price_minor })} />
      </Field>
      <Field
        name={named('on_hand')}
        label={t('stock')}
        hint={row.reserved ? t('reserved', { count: row.reserved }) : undefined}
        inTable
      >
        <Input type="number" min={0} max={onHandMax} defaultValue={row.on_hand ?? 0} />
      </Field>
      <Field name={named('sku')} label={t('sku')} inTable>
        <Input defaultValue={row.sku ?? ''} maxLength={skuMaxCharacters} />
      </Field>
      <Field name={named('gtin')} label={t('gtin')} inTable>
        <Input defaultValue={row.gtin ?? ''} inputMode="numeric" maxLength={gtinMaxCharacters} />
      </Field>
      <Field name={named('weight_grams')} label={t('weight')} inTable>
        <Input type="number" min={1} max={weightMaxGrams} defaultValue={row.weight_grams ?? weightDefaultGrams} />
      </Field>
    </>
  )
}

/** The same as visible fields, for pages without script; they come after the hidden ones, and take precedence. */
function ColorFields({
  named,
  row,
  color,
  axes,
  category,
}: Naming & { row: Row; color: ColorOption | undefined; axes: readonly string[]; category: Category | null }) {
  const t = useTranslations('seller.product')
  return (
    <div className="mt-2 grid grid-cols-2 gap-2 @3xl:grid-cols-5">
      <Field name={named('name')} label={t('name')} optional>
        <Input defaultValue={color?.name ?? row.name} maxLength={nameMaxCharacters} />
      </Field>
      {axes.includes('color') && (
        <>
          <Field name={named('color_key')} label={t('color')} optional>
            <Select defaultValue={color?.color_key ?? ''}>
              <option value="">{t('notSet')}</option>
              {category?.colors.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field name={named('color')} label={t('shade')}>
            <Input type="color" defaultValue={color?.color ?? noShade} />
          </Field>
        </>
      )}
      {axes.includes('size') && (
        <Field name={named('size')} label={t('size')} optional>
          <Input defaultValue={row.size ?? ''} maxLength={sizeMaxCharacters} />
        </Field>
      )}
      <Field name={named('picture')} label={t('photo')} optional>
        <Input type="file" accept="image/jpeg,image/png,image/webp,image/avif" />
      </Field>
      {row.picture && <input type="hidden" name={named('picture')} value={row.picture.id} />}
    </div>
  )
}

/** An empty row for another variant, without script. */
export function SpareRow({ at, axes, category }: { at: number; axes: readonly string[]; category: Category | null }) {
  const named = (field: string) => `variants.${at}.${field}`
  const row = { key: at, colorId: null, name: '', size: null }
  return (
    <fieldset className="mt-3 rounded-xl border border-line p-3">
      <div className="grid grid-cols-2 gap-2 @3xl:grid-cols-5">
        <Fields row={row} named={named} />
      </div>
      <ColorFields named={named} row={row} color={undefined} axes={axes} category={category} />
    </fieldset>
  )
}

import { Plus, X } from 'lucide-react'
import { type ClipboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { nameMaxCharacters, onHandMax, sizeMaxCharacters, skuMaxCharacters, weightMaxGrams } from '#catalog/limits.ts'
import { marketCurrency } from '#platform/market.ts'
import { Combobox } from '../../kit/forms/combobox.tsx'
import { FieldNotes, placeOf } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { PhotoSlot } from '../../kit/forms/photo-slot.tsx'
import { useSending } from '../../kit/forms/write-form.tsx'
import { MoneyInput } from '../../kit/money/money-input.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { cellFields, pastedCells, skuFrom } from './pasted-cells.ts'
import type { Category } from './product-attributes.tsx'
import { renamed, shadeOf } from './shades.ts'
import {
  addColor,
  addRow,
  addSize,
  type ColorOption,
  completed,
  type Matrix,
  matrixOf,
  missingIn,
  removeColor,
  removeRow,
  removeSize,
} from './variant-matrix.ts'
import { HeadRow, SpareRow, VariantRow } from './variant-row.tsx'

type Written = Parameters<typeof matrixOf>[0]
type Change = (change: (matrix: Matrix) => Matrix) => void

/** Without script more variants are added by saving: each save shows this many empty rows. */
const spareRows = [0, 1, 2]

/**
 * The variants: chosen colors times chosen sizes, one row each. The fields of a row are named as in the API, so that
 * refusals find them.
 */
export function Variants({ initial, category }: { initial: Written; category: Category | null }) {
  const t = useTranslations('seller.product')
  const { refused, problems } = useSending()
  const [matrix, setMatrix] = useState(() => matrixOf(initial))
  const axes = category?.axes ?? ['color', 'size']
  const missing = missingIn(matrix).length
  return (
    <Card
      id={placeOf('variants')}
      title={t('variants')}
      text={t(axes.length > 0 ? 'variantsText' : 'variantsByName')}
      className="scroll-mt-20"
    >
      <div className="flex flex-col gap-4">
        <FieldNotes id="variants" error={refused?.refused.fields.variants ?? problems?.variants} />
        {axes.includes('color') && <Colors matrix={matrix} change={setMatrix} category={category} />}
        {axes.includes('size') && <Sizes matrix={matrix} change={setMatrix} category={category} />}
        <Rows matrix={matrix} change={setMatrix} category={category} axes={axes} />
        {axes.length === 0 && (
          <Button className="needs-script self-start" icon={<Plus size={15} />} onClick={() => setMatrix(addRow)}>
            {t('addVariant')}
          </Button>
        )}
        {missing > 0 && (
          <Button className="needs-script self-start" icon={<Plus size={15} />} onClick={() => setMatrix(completed)}>
            {t('addMissing', { count: missing })}
          </Button>
        )}
      </div>
    </Card>
  )
}

type Axis = { matrix: Matrix; change: Change; category: Category | null }

function Colors({ matrix, change, category }: Axis) {
  const t = useTranslations('seller.product')
  const options = (category?.colors ?? []).map(({ key, name }) => ({ value: key, label: name }))
  const set = (id: number, patch: Partial<ColorOption>) =>
    change(now => ({ ...now, colors: now.colors.map(option => (option.id === id ? { ...option, ...patch } : option)) }))
  return (
    <fieldset className="needs-script min-w-0">
      <legend className="mb-1.5 font-medium">{t('colors')}</legend>
      <ul className="flex flex-col gap-2">
        {matrix.colors.map(option => (
          <li key={option.id} className="flex max-w-xl items-center gap-2">
            <input
              type="color"
              aria-label={t('shadeOf', { name: option.name })}
              value={option.color}
              onChange={event => set(option.id, { color: event.currentTarget.value })}
              className="size-8 shrink-0 cursor-pointer rounded-lg border border-edge bg-surface p-0.5 pointer-coarse:size-10"
            />
            <Input
              aria-label={t('colorName')}
              value={option.name}
              maxLength={nameMaxCharacters}
              onChange={event => set(option.id, renamed(option, event.currentTarget.value))}
              className="max-w-60"
            />
            {option.color_key === null && (
              <Combobox
                aria-label={t('countsAs', { name: option.name })}
                placeholder={t('whichColor')}
                options={options}
                onChoose={({ value }) => set(option.id, { color_key: value })}
              />
            )}
            <PhotoSlot
              names={matrix.rows.flatMap((row, n) => (row.colorId === option.id ? `variants.${n}.picture` : []))}
              label={t('photoOf', { name: option.name })}
              initial={matrix.rows.find(row => row.colorId === option.id)?.picture}
            />
            <Button
              variant="quiet"
              size="sm"
              label={t('removeColor', { name: option.name })}
              icon={<X size={15} />}
              onClick={() => change(now => removeColor(now, option.id))}
            />
          </li>
        ))}
      </ul>
      <div className="mt-2 max-w-60">
        <Combobox
          aria-label={t('addColor')}
          placeholder={t('addColor')}
          options={options}
          onChoose={({ value, label }) =>
            change(now => addColor(now, { name: label, color_key: value, color: shadeOf(value) }))
          }
        />
      </div>
      <p className="mt-1.5 text-ink-3 text-sm">{t('colorHint')}</p>
    </fieldset>
  )
}

function Sizes({ matrix, change, category }: Axis) {
  const t = useTranslations('seller.product')
  const input = useRef<HTMLInputElement>(null)
  const add = () => {
    const sizes = input.current!.value.split(/[,;]/).map(size => size.trim().slice(0, sizeMaxCharacters))
    change(now => sizes.reduce(addSize, now))
    input.current!.value = ''
    input.current!.focus()
  }
  const usual = (category?.sizes ?? []).filter(({ name }) => !matrix.sizes.includes(name))
  return (
    <fieldset className="needs-script min-w-0">
      <legend className="mb-1.5 font-medium">{t('sizes')}</legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {matrix.sizes.map(size => (
          <span
            key={size}
            className="inline-flex h-8 items-center gap-1 rounded-lg bg-surface-3 pr-1 pl-2.5 pointer-coarse:h-10"
          >
            {size}
            <Button
              variant="quiet"
              size="sm"
              label={t('removeSize', { size })}
              icon={<X size={14} />}
              onClick={() => change(now => removeSize(now, size))}
            />
          </span>
        ))}
        <span className="flex gap-1.5">
          <Input
            ref={input}
            aria-label={t('addSize')}
            placeholder={t('sizeExample')}
            list="usual-sizes"
            className="w-36!"
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <Button onClick={add}>{t('add')}</Button>
        </span>
        <datalist id="usual-sizes">
          {usual.map(({ key, name }) => (
            <option key={key} value={name} />
          ))}
        </datalist>
      </div>
    </fieldset>
  )
}

function Rows({ matrix, change, category, axes }: Axis & { axes: readonly string[] }) {
  const t = useTranslations('seller.product')
  const table = useRef<HTMLDivElement>(null)
  const { rows } = matrix
  const { changed, paste, undo } = usePaste(table, rows.length)
  return (
    <div ref={table} className="@container" onPaste={paste}>
      {rows.length > 1 && <FillAll into={table} matrix={matrix} />}
      <p role="status" className="flex items-center gap-2 text-ink-2 text-sm">
        {changed > 0 && (
          <>
            {t('pasted', { count: changed })}
            <Button size="sm" variant="quiet" onClick={undo}>
              {t('undo')}
            </Button>
          </>
        )}
      </p>
      <HeadRow />
      <ol aria-label={t('variants')} className="flex flex-col @max-3xl:gap-3">
        {rows.map((row, n) => (
          <VariantRow
            key={row.key}
            row={row}
            color={matrix.colors.find(({ id }) => id === row.colorId)}
            at={n}
            axes={axes}
            alone={rows.length === 1}
            category={category}
            onName={name =>
              change(now => ({ ...now, rows: now.rows.map(each => (each.key === row.key ? { ...each, name } : each)) }))
            }
            onRemove={rows.length > 1 ? () => change(now => removeRow(now, row.key)) : undefined}
          />
        ))}
      </ol>
      <p className="mt-2 text-ink-3 text-sm">{t('skuHint')}</p>
      <noscript>
        {spareRows.map(n => (
          <SpareRow key={n} at={rows.length + n} axes={axes} category={category} />
        ))}
      </noscript>
    </div>
  )
}

/** Fills a column of all rows at once; a SKU by a pattern with the row's color and size. */
function FillAll({ into, matrix }: { into: { current: HTMLElement | null }; matrix: Matrix }) {
  const t = useTranslations('seller.product')
  const fill = (fields: HTMLElement) => {
    for (const field of cellFields) {
      const value = fields.querySelector<HTMLInputElement>(`[data-fill=${field}]`)?.value
      if (!value) continue
      for (const [n, { colorId, size }] of matrix.rows.entries()) {
        const color = matrix.colors.find(({ id }) => id === colorId)?.name ?? ''
        setField(
          into.current!,
          `variants.${n}.${field}`,
          field === 'sku' ? skuFrom(value, color, size ?? '', n + 1) : value,
        )
      }
    }
  }
  return (
    <div className="needs-script mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-surface-2 p-2">
      <span className="text-ink-2 text-sm">{t('fillAll')}</span>
      <span className="w-28">
        <MoneyInput currency={marketCurrency} data-fill="price" aria-label={t('price')} placeholder={t('price')} />
      </span>
      <Input
        type="number"
        min={0}
        max={onHandMax}
        data-fill="on_hand"
        aria-label={t('stock')}
        placeholder={t('stock')}
        className="w-24!"
      />
      <Input
        data-fill="sku"
        maxLength={skuMaxCharacters}
        aria-label={t('skuPattern')}
        placeholder="TEE-{color}-{size}"
        className="w-44!"
      />
      <Input
        type="number"
        min={1}
        max={weightMaxGrams}
        data-fill="weight_grams"
        aria-label={t('weight')}
        placeholder={t('weight')}
        className="w-28!"
      />
      <Button onClick={event => fill(event.currentTarget.parentElement!)}>{t('fill')}</Button>
    </div>
  )
}

/** Sets a field as typing would, so that the form knows of the change. Returns its former value; null: no such field. */
function setField(within: HTMLElement, name: string, value: string): string | null {
  const input = within.querySelector<HTMLInputElement>(`[name="${name}"]`)
  if (!input) return null
  const was = input.value
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true }))
  return was
}

/** Cells pasted from a spreadsheet, which can be taken back; `changed` counts those of the last paste. */
function usePaste(table: { current: HTMLElement | null }, rows: number) {
  const [before, setBefore] = useState<readonly { name: string; value: string }[]>([])
  return {
    changed: before.length,
    paste(event: ClipboardEvent<HTMLElement>) {
      const cells = pastedCells(
        event.clipboardData.getData('text/plain'),
        (event.target as HTMLInputElement).name,
        rows,
      )
      if (!cells) return
      event.preventDefault()
      setBefore(
        cells.flatMap(({ name, value }) => {
          const was = setField(table.current!, name, value)
          return was === null ? [] : [{ name, value: was }]
        }),
      )
    },
    undo() {
      for (const { name, value } of before) setField(table.current!, name, value)
      setBefore([])
    },
  }
}

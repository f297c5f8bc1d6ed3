import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { marketCurrency } from '#platform/market.ts'
import { useSending } from '../../kit/forms/write-form.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import type { FormOptions } from './load-form-options.ts'
import type { Category } from './product-attributes.tsx'
import { type Conflict, type Conflicts, labelOf, type Product } from './product-values.ts'

type ConflictProps = Pick<FormOptions, 'templates'> & {
  category: Category | null
  conflicts: Conflicts
  product: Product
}

/** Somebody else changed the same fields: shows both values of each to choose from. All other changes are kept. */
export function ProductConflicts(props: ConflictProps) {
  const t = useTranslations('seller.product.conflict')
  const { by, at, fields } = props.conflicts
  return (
    <Card title={t('title')} className="col-span-full border-warn!">
      <input type="hidden" name="conflicts" value={JSON.stringify(props.conflicts)} />
      <p className="text-ink-2">
        {at && (
          <>
            {t('who', { name: by ?? t('somebody') })} <DateTime at={at} />.{' '}
          </>
        )}
        {t('text')}
      </p>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        {fields.map(conflict => (
          <Choice key={conflict.path} conflict={conflict} {...props} />
        ))}
      </div>
    </Card>
  )
}

function Choice({ conflict: { path, mine, now }, ...props }: ConflictProps & { conflict: Conflict }) {
  const t = useTranslations('seller.product.conflict')
  const { refused } = useSending()
  const name = `take.${path}`
  const label = useLabel(path, props)
  const chosen = refused?.values[name] ?? 'mine'
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {(['mine', 'now'] as const).map(side => (
        <label key={side} className="flex min-h-8 items-start gap-2.5 py-1 pointer-coarse:min-h-11">
          <input type="radio" name={name} value={side} defaultChecked={side === chosen} className="mt-1 accent-brand" />
          <span className="w-16 shrink-0 text-ink-3">{t(side)}</span>
          <span className="min-w-0 flex-1">
            <Value path={path} value={side === 'mine' ? mine : now} {...props} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** The field's label in the form. */
function useLabel(path: string, { category, product }: ConflictProps): string {
  const t = useTranslations('seller.product')
  const [head, key, field] = path.split('.')
  if (head === 'attributes') return category?.attributes.find(attribute => attribute.key === key)?.name ?? key!
  if (head !== 'variants') return t(`conflict.fields.${path as 'title'}`)
  const variant = product.variants.find(({ id }) => id === key)
  const label = (variant && labelOf(variant)) || t('conflict.variant')
  return field === undefined ? label : `${label}: ${t(`conflict.fields.${field as 'sku'}`)}`
}

function Value({
  path,
  value,
  category,
  templates,
  conflicts,
  product,
}: ConflictProps & { path: string; value: unknown }): ReactNode {
  const t = useTranslations('seller.product')
  const locale = useLocale()
  const [head, key, field = head] = path.split('.')
  if (head === 'variants' && path.split('.').length === 2) return value === null ? t('conflict.removed') : String(value)
  if (head === 'category') return conflicts.names[String((value as Product).category)] ?? t('notSet')
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return t('notSet')
  if (head === 'attributes') {
    const { values = [], unit } = category?.attributes.find(attribute => attribute.key === key) ?? {}
    const named = [value].flat().map(each => values.find(({ key }) => key === each)?.name ?? yesNo(each))
    return [named.join(', '), unit].filter(Boolean).join(' ')
  }
  if (field === 'pictures' || field === 'picture')
    return (
      <span className="inline-flex flex-wrap gap-1">
        {[value].flat().map(id => (
          <img
            key={String(id)}
            src={product.files.find(file => file.id === id)?.url}
            alt={t('photo')}
            className="size-12 rounded-lg bg-mat object-cover"
          />
        ))}
      </span>
    )
  if (field === 'price_minor') return formatMoney({ amount_minor: Number(value), currency: marketCurrency }, locale)
  if (field === 'template_id') return templates.find(({ id }) => id === value)?.name ?? t('notSet')
  if (field === 'reserve_at') return t(value === 'payment' ? 'atPayment' : 'atOrder')
  if (field === 'color_key') return category?.colors.find(color => color.key === value)?.name ?? String(value)
  if (field === 'description') return <span className="line-clamp-6 break-words">{textOf(String(value))}</span>
  return <span className="break-words">{String(value)}</span>

  function yesNo(each: unknown): string {
    return typeof each === 'boolean' ? t(each ? 'yes' : 'no') : String(each)
  }
}

const signs: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', amp: '&' }

/** A description without its tags, from the editor or the server. */
const textOf = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(nbsp|lt|gt|quot|amp);/g, (_, name) => signs[name]!)

import type { AttributeValue, ProductValues, VariantValues } from '#catalog/product-fields.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { refuser } from '#platform/refusal.ts'
import { axes, type Category, type CategoryAttribute, type Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

type CheckedProduct = Pick<ProductValues, 'category' | 'attributes'> & {
  readonly variants: readonly VariantValues[]
}

/**
 * Refuses what is invalid even in a draft: a category that does not exist, has others below it or, newly chosen
 * (`before` is the one it had), is closed; attributes the category does not ask or values it does not allow; colors or
 * sizes where it has none, or a color we do not know; a GTIN with a wrong check digit; two variants that look the same
 * to a buyer. Missing values are checked by `missingFields`.
 */
export function checkProduct(taxonomy: Taxonomy, input: CheckedProduct, before: string | null): void {
  const category = input.category === null ? null : chosenCategory(taxonomy, input.category, before)
  const asked = new Map(category ? requestedAttributes(category).map(attribute => [attribute.key, attribute]) : [])
  const wrong = Object.entries(input.attributes).filter(([key, value]) => !fits(asked.get(key), value))
  if (wrong.length > 0) throw refuse('product.attributes_wrong', { attributes: wrong.map(([key]) => key) })

  const used = axes.filter(axis => input.variants.some(variant => valueOn(variant, axis) !== null))
  const surplus = category ? used.filter(axis => !category.axes.includes(axis)) : []
  if (surplus.length > 0) throw refuse('product.axis_not_offered', { axes: surplus })
  const colors = new Set(taxonomy.attributes.get('color')?.values.map(value => value.key))
  const unknown = input.variants.flatMap(({ color_key }) =>
    color_key === null || colors.has(color_key) ? [] : [color_key],
  )
  if (unknown.length > 0) throw refuse('product.color_unknown', { colors: unknown })
  const malformed = input.variants.flatMap(({ gtin }) => (gtin === null || isGtin(gtin) ? [] : [gtin]))
  if (malformed.length > 0) throw refuse('product.gtin_wrong', { gtins: [...new Set(malformed)] })
  const alike = [...Map.groupBy(input.variants, looksOf).values()].filter(same => same.length > 1)
  if (alike.length > 0) throw refuse('product.variants_alike', { variants: alike.map(([one]) => labelOf(one!)) })
}

function chosenCategory(taxonomy: Taxonomy, key: string, before: string | null): Category {
  const category = taxonomy.categories.get(key)
  if (!category) throw refuse('category.unknown', { category: key })
  if (!category.leaf) throw refuse('category.not_final', { category: key })
  if (category.state === 'closed' && key !== before) throw refuse('category.closed', { category: key })
  return category
}

/**
 * The attributes that a product of this category is asked for; those its variants differ in are set on the variants.
 */
export const requestedAttributes = (category: Category): readonly CategoryAttribute[] =>
  category.attributes.filter(({ key }) => !category.axes.includes(key as 'color' | 'size'))

/** A variant's value on an axis. */
const valueOn = (variant: Pick<VariantValues, 'color_key' | 'size'>, axis: 'color' | 'size'): string | null =>
  axis === 'color' ? variant.color_key : variant.size

function fits(attribute: CategoryAttribute | undefined, value: AttributeValue): boolean {
  const allowed = (key: string) => attribute!.values.some(each => each.key === key)
  switch (attribute?.kind) {
    case 'choice':
      return typeof value === 'string' && allowed(value)
    case 'choices':
      return Array.isArray(value) && value.every(allowed) && new Set(value).size === value.length
    case 'number':
      return typeof value === 'number'
    case 'text':
      return typeof value === 'string'
    case 'yes_no':
      return typeof value === 'boolean'
    default:
      return false
  }
}

/** 8, 12, 13 or 14 digits whose last makes the weighted sum (3 and 1 in turn, from the right) a multiple of ten. */
export const isGtin = (code: string): boolean =>
  /^(\d{8}|\d{12,14})$/.test(code) &&
  [...code].toReversed().reduce((sum, digit, n) => sum + Number(digit) * (n % 2 ? 3 : 1), 0) % 10 === 0

const looksOf = ({ name, size, color_key }: VariantValues): string =>
  `${(name || (color_key ?? '')).toLowerCase()}\n${(size ?? '').toLowerCase()}`

const labelOf = ({ name, size, color_key }: VariantValues): string =>
  [name || color_key, size].filter(Boolean).join(' · ')

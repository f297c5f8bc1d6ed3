import type { Api } from '#app/web-context.ts'
import type { Refused } from '../../kit/forms/refused.ts'

export type Product = Awaited<ReturnType<Api['showStoreProduct']>>
type Patch = Omit<Parameters<Api['updateProduct']>[0], 'product_id' | 'revision'>
type StockChanges = Parameters<Api['adjustStock']>[0]['changes']
type SavedVariant = Product['variants'][number]

/** A variant of the form with its units. Without `id` it is new. */
export type VariantValues = Omit<SavedVariant, 'id'> & { id?: string; on_hand: number }

/** The values of the form: typed, or as loaded. */
export type Values = Pick<
  Product,
  'title' | 'description' | 'category' | 'attributes' | 'template_id' | 'reserve_at' | 'pictures'
> & {
  /** Null: the market's default. */
  processing_days: number | null
  variants: readonly VariantValues[]
}

/** The values a form was loaded with, and their revision: its changes are computed from them. */
export type Read = { revision: number; values: Values }

/**
 * A field that somebody else changed too. Paths are `title`, `attributes.KEY`, `variants.ID`,
 * `variants.ID.price_minor`.
 */
export type Conflict = { path: string; mine: unknown; now: unknown }

/** Fields changed by both, by whom and when; `names` of the categories among them. */
export type Conflicts = {
  by: string | null
  at: string | null
  fields: readonly Conflict[]
  names: Readonly<Record<string, string>>
}

/** How the form continues after a refusal: with the typed values, compared with the current ones. */
export type Again = { read: Read; product: Product; conflicts: Conflicts | null }
export type SaveRefused = Refused & { again: Again }

export const isSaveRefused = (result: unknown): result is SaveRefused =>
  typeof result === 'object' && result !== null && 'again' in result

const plain = ['title', 'description', 'template_id', 'processing_days', 'reserve_at', 'pictures'] as const
const variantKeys = [
  'name',
  'color_key',
  'color',
  'size',
  'sku',
  'gtin',
  'price_minor',
  'weight_grams',
  'picture',
] as const satisfies readonly (keyof SavedVariant)[]

export function readOf(product: Product): Read {
  const stock = new Map(product.stock.map(row => [row.variant_id, row.on_hand]))
  const { title, description, category, attributes, template_id, processing_days, reserve_at, pictures } = product
  const variants = product.variants.map(variant => ({ ...variant, on_hand: stock.get(variant.id) ?? 0 }))
  return {
    revision: product.revision,
    values: {
      title,
      description,
      category,
      attributes,
      template_id,
      processing_days,
      reserve_at,
      pictures,
      variants,
    },
  }
}

/** JSON has no NaN: an unreadable number must not become an empty one. */
const same = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) ||
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other))
const sorted = (attributes: Values['attributes']) => Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * The patch for the API; null: nothing changed except, perhaps, stock. It contains all variants, so that paths count
 * rows.
 */
export function changesBetween(read: Values, typed: Values): Patch | null {
  const patch: Patch = {}
  const set = <K extends keyof Patch>(key: K, value: Patch[K]) => {
    patch[key] = value
  }
  for (const key of plain) if (!same(read[key], typed[key])) set(key, typed[key])
  if (read.category !== typed.category) patch.category = typed.category
  if (!same(sorted(read.attributes), sorted(typed.attributes))) patch.attributes = typed.attributes
  const before = new Map(read.variants.map(variant => [variant.id, variant]))
  const variants = typed.variants.map(({ id, on_hand, ...variant }) => {
    const was = id === undefined ? undefined : before.get(id)
    if (!was) return { ...variant, on_hand }
    const changed = [...variantKeys, 'position' as const].filter(key => !same(was[key], variant[key]))
    return { id: id!, ...Object.fromEntries(changed.map(key => [key, variant[key]])) }
  })
  const kept = new Set(typed.variants.map(({ id }) => id))
  const removed = read.variants.flatMap(({ id }) => (id && !kept.has(id) ? [id] : []))
  if (removed.length > 0) patch.removed_variants = removed
  if (removed.length > 0 || variants.some(variant => !('id' in variant) || Object.keys(variant).length > 1))
    patch.variants = variants
  return Object.keys(patch).length > 0 ? patch : null
}

/** The form of a new product, as the API's input. */
export const newProduct = (typed: Values): Parameters<Api['createProduct']>[0] => ({
  ...typed,
  variants: typed.variants.map(({ id: _, ...variant }) => variant),
})

/** Changed numbers of units, each with the number that was shown. */
export const stockChanges = (read: Values, typed: Values): StockChanges =>
  typed.variants.flatMap(({ id, on_hand }) => {
    const seen = read.variants.find(variant => variant.id === id)?.on_hand
    return id === undefined || seen === undefined || seen === on_hand
      ? []
      : [{ variant_id: id, to: on_hand, if_on_hand: seen }]
  })

/**
 * A three-way merge of the typed values with the current ones (`now`), both based on `read`: changes of only one side
 * are taken; where both changed the same field differently, the typed value stays and is a conflict. A category and its
 * attributes count as one field.
 */
export function merge(read: Values, typed: Values, now: Values): { values: Values; conflicts: Conflict[] } {
  const conflicts: Conflict[] = []
  const pick = <T>(path: string, was: T, mine: T, theirs: T): T => {
    if (same(mine, was) || same(mine, theirs)) return theirs
    if (!same(theirs, was)) conflicts.push({ path, mine, now: theirs })
    return mine
  }
  const picked = Object.fromEntries(plain.map(key => [key, pick(key, read[key], typed[key], now[key])]))
  const values = { ...now, ...(picked as Pick<Values, (typeof plain)[number]>) }
  const placed = ({ category, attributes }: Values) => ({
    category,
    attributes: Object.fromEntries(sorted(attributes)),
  })
  if (read.category === typed.category && read.category === now.category) {
    const keys = new Set([read, typed, now].flatMap(({ attributes }) => Object.keys(attributes)))
    const attributes = [...keys].flatMap(key => {
      const value = pick(`attributes.${key}`, read.attributes[key], typed.attributes[key], now.attributes[key])
      return value === undefined ? [] : [[key, value] as const]
    })
    values.attributes = Object.fromEntries(attributes)
  } else Object.assign(values, pick('category', placed(read), placed(typed), placed(now)))
  values.variants = mergedVariants(read, typed, now, conflicts, pick)
  return { values, conflicts }
}

function mergedVariants(
  read: Values,
  typed: Values,
  now: Values,
  conflicts: Conflict[],
  pick: <T>(path: string, was: T, mine: T, theirs: T) => T,
): VariantValues[] {
  const [before, mine] = [read, typed].map(({ variants }) => new Map(variants.map(variant => [variant.id, variant])))
  const looks = (variant: VariantValues) => variantKeys.map(key => variant[key])
  const there = now.variants.flatMap((theirs): VariantValues[] => {
    const was = before!.get(theirs.id)
    const own = mine!.get(theirs.id)
    if (!was) return [theirs]
    if (!own) {
      if (!same(looks(was), looks(theirs)))
        conflicts.push({ path: `variants.${theirs.id}`, mine: null, now: labelOf(theirs) })
      return []
    }
    const keys = [...variantKeys, 'on_hand' as const]
    const picked = keys.map(key => [
      key,
      pick<unknown>(`variants.${theirs.id}.${key}`, was[key], own[key], theirs[key]),
    ])
    const position = own.position === was.position ? theirs.position : own.position
    return [{ ...theirs, ...Object.fromEntries(picked), position }]
  })
  const known = new Set(now.variants.map(({ id }) => id))
  const gone = typed.variants.filter(own => {
    const was = before!.get(own.id)
    if (!was || known.has(own.id) || same(looks(was), looks(own))) return false
    conflicts.push({ path: `variants.${own.id}`, mine: labelOf(own), now: null })
    return true
  })
  const added = typed.variants.filter(({ id }) => !before!.has(id) && !known.has(id))
  return [...there, ...gone, ...added].sort((a, b) => a.position - b.position)
}

export const labelOf = ({ name, size }: Pick<VariantValues, 'name' | 'size'>): string =>
  [name, size].filter(Boolean).join(' · ')

/** The typed values with one field replaced by the current one: the other side of a conflict. */
export function withTheirs(read: Values, typed: Values, path: string): Values {
  const [head, key, field] = path.split('.')
  if (path === 'category') return { ...typed, category: read.category, attributes: read.attributes }
  if (head === 'attributes') {
    const { [key!]: _, ...rest } = typed.attributes
    return { ...typed, attributes: key! in read.attributes ? { ...rest, [key!]: read.attributes[key!]! } : rest }
  }
  if (head !== 'variants') return { ...typed, [path]: read[path as (typeof plain)[number]] }
  const theirs = read.variants.find(({ id }) => id === key)
  if (field === undefined)
    return {
      ...typed,
      variants: theirs ? [...typed.variants, theirs] : typed.variants.filter(({ id }) => id !== key),
    }
  return {
    ...typed,
    variants: typed.variants.map(own => (own.id === key && theirs ? { ...own, [field]: theirs[field as 'sku'] } : own)),
  }
}

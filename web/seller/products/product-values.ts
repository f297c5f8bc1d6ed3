import type { Api } from '#app/web-context.ts'
import type { Refused } from '../../kit/forms/refused.ts'

export type Product = Awaited<ReturnType<Api['showStoreProduct']>>
type Patch = Omit<Parameters<Api['updateProduct']>[0], 'product_id' | 'revision'>
type StockChanges = Parameters<Api['adjustStock']>[0]['changes']
type SavedVariant = Product['variants'][number]

/** A variant of the form: what it says, and its units. Without `id` it is new. */
export type VariantValues = Omit<SavedVariant, 'id'> & { id?: string; on_hand: number }

/** What the form says, or what it was given. */
export type Values = Pick<
  Product,
  'title' | 'description' | 'category' | 'attributes' | 'template_id' | 'reserve_at' | 'pictures'
> & {
  /** Null: the market's default. */
  processing_days: number | null
  variants: readonly VariantValues[]
}

/** What a form was given, and on which revision: its changes are told from it. */
export type Read = { revision: number; values: Values }

/** A field that somebody else changed too. Paths are `title`, `attributes.KEY`, `variants.ID`, `variants.ID.price_minor`. */
export type Conflict = { path: string; mine: unknown; now: unknown }

/** Fields that both changed, by whom and when; `names` of the categories among them. */
export type Conflicts = {
  by: string | null
  at: string | null
  fields: readonly Conflict[]
  names: Readonly<Record<string, string>>
}

/** How the form goes on after a refusal: with what was typed, told from what is there now. */
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

/** JSON knows no NaN: what could not be read must not pass for nothing. */
const same = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) ||
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other))
const sorted = (attributes: Values['attributes']) => Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))

/** What the API is to change; null: nothing but stock, if that. All variants stand in it, so that paths count rows. */
export function changesBetween(read: Values, said: Values): Patch | null {
  const patch: Patch = {}
  const set = <K extends keyof Patch>(key: K, value: Patch[K]) => {
    patch[key] = value
  }
  for (const key of plain) if (!same(read[key], said[key])) set(key, said[key])
  if (read.category !== said.category) patch.category = said.category
  if (!same(sorted(read.attributes), sorted(said.attributes))) patch.attributes = said.attributes
  const before = new Map(read.variants.map(variant => [variant.id, variant]))
  const variants = said.variants.map(({ id, on_hand, ...variant }) => {
    const was = id === undefined ? undefined : before.get(id)
    if (!was) return { ...variant, on_hand }
    const changed = [...variantKeys, 'position' as const].filter(key => !same(was[key], variant[key]))
    return { id: id!, ...Object.fromEntries(changed.map(key => [key, variant[key]])) }
  })
  const kept = new Set(said.variants.map(({ id }) => id))
  const removed = read.variants.flatMap(({ id }) => (id && !kept.has(id) ? [id] : []))
  if (removed.length > 0) patch.removed_variants = removed
  if (removed.length > 0 || variants.some(variant => !('id' in variant) || Object.keys(variant).length > 1))
    patch.variants = variants
  return Object.keys(patch).length > 0 ? patch : null
}

/** A form of a product that does not exist yet, as the API takes it. */
export const newProduct = (said: Values): Parameters<Api['createProduct']>[0] => ({
  ...said,
  variants: said.variants.map(({ id: _, ...variant }) => variant),
})

/** Counts of units that were changed, each with the number that was seen. */
export const stockChanges = (read: Values, said: Values): StockChanges =>
  said.variants.flatMap(({ id, on_hand }) => {
    const seen = read.variants.find(variant => variant.id === id)?.on_hand
    return id === undefined || seen === undefined || seen === on_hand
      ? []
      : [{ variant_id: id, to: on_hand, if_on_hand: seen }]
  })

/**
 * What was said laid over what is there `now`, both having begun at `read`: changes of only one side are taken; where
 * both changed the same field to something else, what was said stays, and is a conflict. A category has its attributes
 * with it.
 */
export function merge(read: Values, said: Values, now: Values): { values: Values; conflicts: Conflict[] } {
  const conflicts: Conflict[] = []
  const pick = <T>(path: string, was: T, mine: T, theirs: T): T => {
    if (same(mine, was) || same(mine, theirs)) return theirs
    if (!same(theirs, was)) conflicts.push({ path, mine, now: theirs })
    return mine
  }
  const picked = Object.fromEntries(plain.map(key => [key, pick(key, read[key], said[key], now[key])]))
  const values = { ...now, ...(picked as Pick<Values, (typeof plain)[number]>) }
  const placed = ({ category, attributes }: Values) => ({
    category,
    attributes: Object.fromEntries(sorted(attributes)),
  })
  if (read.category === said.category && read.category === now.category) {
    const keys = new Set([read, said, now].flatMap(({ attributes }) => Object.keys(attributes)))
    const attributes = [...keys].flatMap(key => {
      const value = pick(`attributes.${key}`, read.attributes[key], said.attributes[key], now.attributes[key])
      return value === undefined ? [] : [[key, value] as const]
    })
    values.attributes = Object.fromEntries(attributes)
  } else Object.assign(values, pick('category', placed(read), placed(said), placed(now)))
  values.variants = mergedVariants(read, said, now, conflicts, pick)
  return { values, conflicts }
}

function mergedVariants(
  read: Values,
  said: Values,
  now: Values,
  conflicts: Conflict[],
  pick: <T>(path: string, was: T, mine: T, theirs: T) => T,
): VariantValues[] {
  const [before, mine] = [read, said].map(({ variants }) => new Map(variants.map(variant => [variant.id, variant])))
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
  const gone = said.variants.filter(own => {
    const was = before!.get(own.id)
    if (!was || known.has(own.id) || same(looks(was), looks(own))) return false
    conflicts.push({ path: `variants.${own.id}`, mine: labelOf(own), now: null })
    return true
  })
  const added = said.variants.filter(({ id }) => !before!.has(id) && !known.has(id))
  return [...there, ...gone, ...added].sort((a, b) => a.position - b.position)
}

export const labelOf = ({ name, size }: Pick<VariantValues, 'name' | 'size'>): string =>
  [name, size].filter(Boolean).join(' · ')

/** What was said with one field as it is now, `read`: the other side of a conflict. */
export function withTheirs(read: Values, said: Values, path: string): Values {
  const [head, key, field] = path.split('.')
  if (path === 'category') return { ...said, category: read.category, attributes: read.attributes }
  if (head === 'attributes') {
    const { [key!]: _, ...rest } = said.attributes
    return { ...said, attributes: key! in read.attributes ? { ...rest, [key!]: read.attributes[key!]! } : rest }
  }
  if (head !== 'variants') return { ...said, [path]: read[path as (typeof plain)[number]] }
  const theirs = read.variants.find(({ id }) => id === key)
  if (field === undefined)
    return {
      ...said,
      variants: theirs ? [...said.variants, theirs] : said.variants.filter(({ id }) => id !== key),
    }
  return {
    ...said,
    variants: said.variants.map(own => (own.id === key && theirs ? { ...own, [field]: theirs[field as 'sku'] } : own)),
  }
}

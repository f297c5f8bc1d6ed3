import { cached, type Db, type Reader, sql } from '#platform/db.ts'
import type { AttributeKind, Axis, CategoryState } from '#taxonomy/states.ts'

/** A name in each available language; English is always present. */
export type Names = { readonly en: string } & Readonly<Record<string, string>>

export type Attribute = {
  readonly key: string
  readonly names: Names
  readonly kind: AttributeKind
  readonly unit: string | null
  /** In order; empty unless the kind is choice or choices. */
  readonly values: readonly { readonly key: string; readonly names: Names }[]
}

/** An attribute of a category: `values` are those allowed there. */
export type CategoryAttribute = Attribute & { readonly required: boolean; readonly of: string }

export type Category = {
  readonly key: string
  readonly parent: string | null
  /** From the department to the category itself. */
  readonly path: readonly string[]
  readonly names: Names
  /** The effective state, set here or inherited. */
  readonly state: CategoryState
  readonly axes: readonly Axis[]
  /** What is set on this category itself; null: inherited. */
  readonly own: { readonly state: CategoryState | null; readonly axes: readonly Axis[] | null }
  /** A change must name the revision it was made on. */
  readonly revision: number
  /** Only leaves hold products. */
  readonly leaf: boolean
  readonly children: readonly string[]
  /** Its own and its ancestors', the department's first. */
  readonly attributes: readonly CategoryAttribute[]
}

export type Taxonomy = {
  readonly categories: ReadonlyMap<string, Category>
  readonly departments: readonly string[]
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Per category, latest first. */
  readonly rates: ReadonlyMap<string, readonly Rate[]>
}

export type Rate = { readonly effectiveAt: Temporal.Instant; readonly rateBps: number }

/** The whole taxonomy, cached. */
export const taxonomyOf = (db: Db): Promise<Taxonomy> => cached(db, 'taxonomy', readTaxonomy)

/** The name in the reader's language, else in English. */
export const nameIn = (names: Names, locale: string): string =>
  (Object.hasOwn(names, locale) ? names[locale] : undefined) ?? names.en

/**
 * Commission of a category at an instant, in basis points: the rate in effect of its nearest ancestor that has one
 * (R3.1); null when none has one (the seed has rates for all), and for a product without a category.
 */
export function rateBpsOf(taxonomy: Taxonomy, category: string | null, at: Temporal.Instant): number | null {
  for (const key of taxonomy.categories.get(category ?? '')?.path.toReversed() ?? []) {
    const rate = taxonomy.rates.get(key)?.find(each => Temporal.Instant.compare(each.effectiveAt, at) <= 0)
    if (rate) return rate.rateBps
  }
  return null
}

/**
 * When the commission of a category next differs from that at `after`, and the rate then; null when no change is
 * planned. A rate that was replaced by another from the same instant is ignored.
 */
export function nextRateOf(taxonomy: Taxonomy, category: string, after: Temporal.Instant): Rate | null {
  const now = rateBpsOf(taxonomy, category, after)
  const planned = (taxonomy.categories.get(category)?.path ?? [])
    .flatMap(key => taxonomy.rates.get(key) ?? [])
    .map(rate => rate.effectiveAt)
    .filter(at => Temporal.Instant.compare(at, after) > 0)
    .sort(Temporal.Instant.compare)
  for (const effectiveAt of planned) {
    const rateBps = rateBpsOf(taxonomy, category, effectiveAt)!
    if (rateBps !== now) return { effectiveAt, rateBps }
  }
  return null
}

async function readTaxonomy(read: Reader): Promise<Taxonomy> {
  const [categories, attributes, values, assigned, rates] = await Promise.all([
    sql<CategoryRow>`select * from taxonomy.categories order by cardinality(path), position, key`.execute(read),
    sql<Omit<Attribute, 'values'>>`select * from taxonomy.attributes order by key`.execute(read),
    sql<ValueRow>`select * from taxonomy.attribute_values order by attribute, position, key`.execute(read),
    sql<AssignedRow>`select * from taxonomy.category_attributes order by category, position`.execute(read),
    sql<Rate & { category: string }>`
      select category, effective_at as "effectiveAt", rate_bps as "rateBps" from taxonomy.rates
      order by effective_at desc, set_at desc
    `.execute(read),
  ])
  const valuesOf = Map.groupBy(values.rows, row => row.attribute)
  const dictionary = new Map(
    attributes.rows.map(row => [
      row.key,
      { ...row, values: (valuesOf.get(row.key) ?? []).map(({ key, names }) => ({ key, names })) },
    ]),
  )
  const tree = growTree(
    categories.rows,
    dictionary,
    Map.groupBy(assigned.rows, row => row.category),
  )
  return {
    categories: tree,
    departments: categories.rows.filter(row => row.parent === null).map(row => row.key),
    attributes: dictionary,
    rates: Map.groupBy(rates.rows, row => row.category),
  }
}

/** Parents come before their children, so that inherited values are known. */
function growTree(
  rows: readonly CategoryRow[],
  dictionary: ReadonlyMap<string, Attribute>,
  assigned: ReadonlyMap<string, readonly AssignedRow[]>,
): Map<string, Category> {
  const childrenOf = Map.groupBy(rows, row => row.parent)
  const tree = new Map<string, Category>()
  for (const row of rows) {
    const parent = row.parent === null ? null : tree.get(row.parent)!
    const own = (assigned.get(row.key) ?? []).map(({ attribute, required, allowed }) => {
      const { values, ...rest } = dictionary.get(attribute)!
      return {
        ...rest,
        values: allowed ? values.filter(value => allowed.includes(value.key)) : values,
        required,
        of: row.key,
      }
    })
    tree.set(row.key, {
      ...row,
      own: { state: row.state, axes: row.axes },
      state: row.state ?? parent?.state ?? 'closed',
      axes: row.axes ?? parent?.axes ?? [],
      children: (childrenOf.get(row.key) ?? []).map(child => child.key),
      attributes: [...(parent?.attributes ?? []).filter(each => !own.some(mine => mine.key === each.key)), ...own],
    })
  }
  return tree
}

type CategoryRow = Pick<Category, 'key' | 'parent' | 'path' | 'names' | 'leaf' | 'revision'> & {
  state: CategoryState | null
  axes: Axis[] | null
}
type ValueRow = { attribute: string; key: string; names: Names }
type AssignedRow = { category: string; attribute: string; required: boolean; allowed: string[] | null }

/** A product of the market that is online, as the rules see it. */
export type CatalogRow = {
  /** Public id. */
  readonly id: string
  /** Slug of its store. */
  readonly store: string
  readonly title: string
  /** Keys of its category's ancestors and, last, of its category. */
  readonly path: readonly string[]
  /** The market's color keys of its variants. */
  readonly colors: readonly string[]
  /** Sizes and names of its variants, as buyers read them. */
  readonly sizes: readonly string[]
  readonly skus: readonly string[]
  readonly attributes: Readonly<Record<string, Value | readonly Value[]>>
}
type Value = string | number | boolean
type OneOrMore<T> = T | readonly T[]

/** 3: what was meant. 2: a buyer takes it instead. 1: related. Everything that no rule matches is 0. */
export type Grade = 1 | 2 | 3

/** Grades the products that meet all of its conditions; of several values, one suffices. */
export type Rule = {
  readonly grade: Grade
  /** In one of these categories or below. */
  readonly category?: OneOrMore<string>
  readonly not_category?: OneOrMore<string>
  /** The words stand in the title, whole and in this order. */
  readonly title?: OneOrMore<string>
  readonly not_title?: OneOrMore<string>
  readonly store?: OneOrMore<string>
  readonly color?: OneOrMore<string>
  readonly size?: OneOrMore<string>
  /** All of these attributes, each with one of the values. */
  readonly attributes?: Readonly<Record<string, OneOrMore<Value>>>
}

export type Language = 'en' | 'fr' | 'es' | 'it' | 'de' | 'tr'

/** What buyers mean, and the ways in which they type it. */
export type Meaning = {
  readonly means: string
  /** Slug of the store that the search must lead to. */
  readonly store?: string
  /** Fills the placeholders of the texts. */
  readonly product?: { readonly store: string; readonly title: string }
  /** The demo market has no product of grade 3, on purpose. */
  readonly without_exact?: true
  readonly grades: readonly Rule[]
  readonly queries: readonly {
    /** May contain `{title}`, `{sku}` or `{id}`. */
    readonly text: string
    readonly language: Language
    readonly kind: string
    /** Its results are not looked at before the ranking is final. */
    readonly held_out?: true
  }[]
}

/** A query as typed in a given market, with the grade of each relevant product by its id. */
export type GradedQuery = {
  readonly text: string
  readonly language: Language
  readonly kind: string
  readonly heldOut: boolean
  readonly means: string
  readonly store: string | null
  readonly grades: ReadonlyMap<string, Grade>
}

/** All queries of the meanings, against the products of a market. Throws when a placeholder's product is missing. */
export function gradedQueries(meanings: readonly Meaning[], catalog: readonly CatalogRow[]): GradedQuery[] {
  return meanings.flatMap(meaning => {
    const grades = gradesOf(meaning.grades, catalog)
    return meaning.queries.map(({ text, language, kind, held_out }) => ({
      text: filled(text, meaning, catalog),
      language,
      kind,
      heldOut: held_out ?? false,
      means: meaning.means,
      store: meaning.store ?? null,
      grades,
    }))
  })
}

/** The relevant products by id; the highest grade counts where several rules match. */
export function gradesOf(rules: readonly Rule[], catalog: readonly CatalogRow[]): Map<string, Grade> {
  const grades = new Map<string, Grade>()
  for (const row of catalog)
    for (const rule of rules)
      if (rule.grade > (grades.get(row.id) ?? 0) && matches(rule, row)) grades.set(row.id, rule.grade)
  return grades
}

/**
 * Normalized discounted cumulative gain of the first results, 0 to 1: a result at position n, from 1, gains
 * (2^grade − 1) / log2(n + 1), as a share of what the best order of all relevant products gains. Null when no product
 * is relevant.
 */
export function ndcg(results: readonly string[], grades: ReadonlyMap<string, Grade>, depth = 10): number | null {
  const ideal = gainOf(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  )
  return ideal === 0
    ? null
    : gainOf(
        results.map(id => grades.get(id) ?? 0),
        depth,
      ) / ideal
}

/** Whether the first result has the best grade that any product has. Null when no product is relevant. */
export function firstIsRight(results: readonly string[], grades: ReadonlyMap<string, Grade>): boolean | null {
  if (grades.size === 0) return null
  return results.length > 0 && grades.get(results[0]!) === Math.max(...grades.values())
}

const gainOf = (grades: readonly number[], depth: number): number =>
  grades.slice(0, depth).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)

function matches(rule: Rule, row: CatalogRow): boolean {
  const isIn = (path: OneOrMore<string>) => listOf(path).some(key => row.path.includes(key))
  const says = (phrases: OneOrMore<string>) =>
    listOf(phrases).some(phrase => wordsOf(row.title).includes(wordsOf(phrase)))
  return (
    (rule.category === undefined || isIn(rule.category)) &&
    (rule.not_category === undefined || !isIn(rule.not_category)) &&
    (rule.title === undefined || says(rule.title)) &&
    (rule.not_title === undefined || !says(rule.not_title)) &&
    (rule.store === undefined || listOf(rule.store).includes(row.store)) &&
    (rule.color === undefined || listOf(rule.color).some(color => row.colors.includes(color))) &&
    (rule.size === undefined || listOf(rule.size).some(size => row.sizes.includes(size))) &&
    Object.entries(rule.attributes ?? {}).every(([key, wanted]) => {
      const values = listOf(row.attributes[key] ?? [])
      return listOf(wanted).some(value => values.includes(value))
    })
  )
}

/** In lower case, each word between two spaces. */
const wordsOf = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `

const listOf = <T extends Value>(given: OneOrMore<T>): readonly T[] => (Array.isArray(given) ? given : [given as T])

function filled(text: string, { product }: Meaning, catalog: readonly CatalogRow[]): string {
  if (!product) return text
  const row = catalog.find(({ store, title }) => store === product.store && title === product.title)
  if (!row) throw new Error(`no product "${product.title}" of ${product.store} for "${text}"`)
  return text.replace('{title}', row.title).replace('{sku}', row.skus[0]!).replace('{id}', row.id)
}

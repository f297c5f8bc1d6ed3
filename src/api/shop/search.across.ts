import { z } from 'zod'
import { card, readCards } from '#api/shop/card.ts'
import { destinationOf } from '#catalog/index.ts'
import { isOpen, marketsOf } from '#markets/index.ts'
import { defaultCountry } from '#markets/policy.ts'
import {
  CountryInput,
  cursorOf,
  fromCursor,
  LocaleInput,
  MoneySchema,
  money,
  pageInput,
  single,
} from '#platform/json.ts'
import { oneMore, page } from '#platform/list.ts'
import { route } from '#platform/route.ts'
import {
  type Cursor,
  countMax,
  type Facet,
  type FacetCounts,
  facetPattern,
  findProducts,
  type Sort,
  sorts,
  suggest,
} from '#search/index.ts'
import { queryMaxCharacters } from '#search/limits.ts'
import { type Names, nameIn, type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'

/** So many attributes are offered to narrow down by, and so many values of each: what a person looks through. */
const facetsMax = 8

const valuesMax = 15

const Named = z.object({ key: z.string(), name: z.string() })

const Counted = Named.extend({
  /** Null where not all results were counted. */
  count: z.int().nullable(),
})

const SearchSchema = z
  .object({
    items: z.array(card.schema),
    next: z.string().nullable(),
    /** Exact up to its limit; `more` says that there are others. */
    total: z.object({ count: z.int(), more: z.boolean() }),
    /** What was searched for instead, where nothing has the words asked for. */
    corrected: z.string().nullable(),
    /** Nothing has all words: these have some of them, those with more of them first. */
    relaxed: z.boolean(),
    /** The category asked for and those above it, from the department on. */
    path: z.array(Named),
    /** Where these products stand, one level further down. */
    categories: z.array(Counted),
    facets: z.array(Named.extend({ values: z.array(Counted.extend({ chosen: z.boolean() })) })),
    prices: z.object({ min: MoneySchema, max: MoneySchema }).nullable(),
    /** The store that is called like the words searched for, or some of them. */
    store: z.object({ slug: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'SearchResults' })

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform(value => value === 'true')

const Input = z.object({
  q: z.string().max(queryMaxCharacters).default(''),
  category: z.string().max(80).optional(),
  store_id: single('sto').optional(),
  /** Where it shall go: only what is offered there is found. The market's default country when absent. */
  country: CountryInput.optional(),
  /** `material=wood,material=oak,color=red`: of one attribute any of the values, of several attributes all. */
  filter: z.string().max(1_000).default(''),
  price_from: z.coerce.number().int().min(0).max(100_000_000).optional(),
  price_to: z.coerce.number().int().min(0).max(100_000_000).optional(),
  free_shipping: flag,
  /** Arrives within seven days of being ordered. */
  within_week: flag,
  /** Stars at least. */
  rating: z.coerce.number().min(1).max(5).optional(),
  sort: z.enum(sorts).default('relevance'),
  /** Of names. */
  locale: LocaleInput,
  ...pageInput,
})

const nothing: z.input<typeof SearchSchema> = {
  items: [],
  next: null,
  total: { count: 0, more: false },
  corrected: null,
  relaxed: false,
  path: [],
  categories: [],
  facets: [],
  prices: null,
  store: null,
}

/** Conditions beside the chosen attributes. */
const wantedOf = (input: z.output<typeof Input>, country: string): Facet[][] => {
  const to = country.toLowerCase()
  return [
    [`to=${to}`],
    ...(input.category ? [[`c=${input.category}` as const]] : []),
    ...(input.store_id ? [[`s=${input.store_id}` as const]] : []),
    ...(input.free_shipping ? [[`free=${to}` as const]] : []),
    ...(input.within_week ? [[`week=${to}` as const]] : []),
  ]
}

const attributeOf = (facet: string): string => facet.slice(0, facet.indexOf('='))

const keyOf = (facet: string): string => facet.slice(facet.indexOf('=') + 1)

/** Beyond what is counted, counts would show where counting stopped. */
const isExact = ({ count }: FacetCounts): boolean => count <= countMax

const countedOf = (facetCounts: FacetCounts) => (facet: Facet, names: Names, key: string, locale: string) => {
  const weight = facetCounts.facets.get(facet) ?? 0
  return weight > 0 ? [{ key, name: nameIn(names, locale), count: isExact(facetCounts) ? weight : null, weight }] : []
}

const attributesIn = ({ facets }: FacetCounts): Facet[] =>
  [...facets.keys()].filter(facet => attributeOf(facet) !== 'c')

const sizeNames: Names = { en: 'Size', fr: 'Taille' }

/** Sellers write sizes as they like: `XL`, `Large`, `40 x 60 cm`. */
const sizeName = (key: string): string => {
  const words = key.replaceAll('_', ' ')
  return words.length <= 4 ? words.toUpperCase() : `${words[0]!.toUpperCase()}${words.slice(1)}`
}

const letterSizes = ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl']

const numbered = new Intl.Collator('en', { numeric: true })

const yes: Names = { en: 'Yes', fr: 'Oui' }

const afterThis = (sort: Sort, { phase, tier, value, id }: Cursor): string =>
  sort === 'relevance' ? cursorOf(`${phase}`, `${tier}`, value, id) : cursorOf(`${phase}`, value, id)

export const shopSearch = {
  searchProducts: route({
    method: 'GET',
    path: '/api/shop/search',
    audience: 'public',
    summary: 'Search products by words, category, attributes, price and delivery',
    input: Input,
    output: SearchSchema,
    refusals: [],
    async handle({ db }, input) {
      const { locale, limit } = input
      const now = db.clock.now()
      const [markets, taxonomy] = await Promise.all([marketsOf(db), taxonomyOf(db)])
      const country = input.country ?? db.policy.at(now)(defaultCountry)
      const market = markets.get(country)
      const category = taxonomy.categories.get(input.category ?? '')
      const chosen = chosenOf(input.filter)
      if ((input.category && !category) || !market || !isOpen(market, now)) return nothing
      const searchQuery = {
        text: input.q,
        locale,
        facets: wantedOf(input, country),
        chosen: [...chosen.values()],
        fromMinor: input.price_from ?? null,
        toMinor: input.price_to ?? null,
        ratingPermille: input.rating ? Math.round(input.rating * 1_000) : null,
      }
      const asked = { sort: input.sort, after: afterOf(input), limit: oneMore(limit) }
      const { found, counts, unfilteredCounts, corrected, relaxed } = await findProducts(db, searchQuery, asked)
      const { items, next } = page(found, limit, last => afterThis(input.sort, last.cursor))
      const colors = (chosen.get('color') ?? []).map(keyOf)
      const cards = await readCards(db.read, items, destinationOf(country, now), colors) // what is still sold there
      const counted = countedOf(counts)
      return {
        items: cards.map(row => card.json(row, { db })),
        next,
        total: { count: Math.min(counts.count, countMax), more: !isExact(counts) },
        corrected,
        relaxed,
        path: (category?.path ?? []).map(key => ({ key, name: nameIn(taxonomy.categories.get(key)!.names, locale) })),
        categories: (category ? category.children : taxonomy.departments)
          .flatMap(key => counted(`c=${key}`, taxonomy.categories.get(key)!.names, key, locale))
          .sort((a, b) => b.weight - a.weight)
          .map(({ weight, ...each }) => each),
        facets: facetsOf(taxonomy, counts, unfilteredCounts, chosen, locale),
        prices: counts.prices && { min: money(counts.prices.min), max: money(counts.prices.max) },
        store: input.store_id ? null : counts.store,
      }
    },
  }),

  suggestSearches: route({
    method: 'GET',
    path: '/api/shop/suggestions',
    audience: 'public',
    summary: 'Search suggestions while typing',
    input: z.object({ q: z.string().max(100), locale: LocaleInput }),
    example: { q: 'mug' },
    output: z
      .object({
        words: z.array(z.string()),
        categories: z.array(Named.extend({ within: z.string().nullable() })),
        stores: z.array(z.object({ slug: z.string(), name: z.string() })),
      })
      .meta({ id: 'Suggestions' }),
    refusals: [],
    async handle({ db }, { q, locale }) {
      const { words, categories, stores } = await suggest(db, q, locale)
      return { words: [...words], categories: [...categories], stores: [...stores] }
    },
  }),
}

/** Chosen values by attribute; what is no facet is left out, as who typed an address by hand expects. */
function chosenOf(filter: string): Map<string, Facet[]> {
  const facets = filter
    .split(',')
    .filter((each): each is Facet => facetPattern.test(each) && attributeOf(each).length > 1)
  return Map.groupBy([...new Set(facets)].slice(0, 30), attributeOf)
}

/** Attributes that distinguish these products: chosen ones, then those that most products have. */
function facetsOf(
  taxonomy: Taxonomy,
  facetCounts: FacetCounts,
  unfilteredCounts: FacetCounts | null,
  chosen: ReadonlyMap<string, Facet[]>,
  locale: string,
) {
  const inCounts = Map.groupBy(attributesIn(facetCounts), attributeOf)
  // Counts without the chosen values would be wrong as soon as two attributes narrow one another down.
  const besides = Map.groupBy(
    [...(unfilteredCounts ? attributesIn(unfilteredCounts) : []), ...[...chosen.values()].flat()],
    attributeOf,
  )
  const exact = { all: isExact(facetCounts), unfiltered: chosen.size === 1 && isExact(unfilteredCounts!) }
  const shown = new Map([...inCounts, ...[...besides].filter(([key]) => chosen.has(key))])
  return [...shown]
    .flatMap(([key, facets]) => {
      const isChosen = chosen.has(key)
      const nameOf = namesOf(taxonomy, key, locale)
      if (!nameOf || (facets.length < 2 && !isChosen && nameOf.kind !== 'yes_no')) return []
      const counts = (isChosen && unfilteredCounts ? unfilteredCounts : facetCounts).facets
      const counted = isChosen ? exact.unfiltered : exact.all
      const values = [...new Set(facets)]
        .map(facet => ({ facet, weight: counts.get(facet) ?? 0, chosen: chosen.get(key)?.includes(facet) ?? false }))
        .sort((a, b) => b.weight - a.weight || (a.facet < b.facet ? -1 : 1))
      const weight = values.reduce((sum, each) => sum + each.weight, 0)
      return [
        {
          key,
          name: nameOf.attribute,
          weight: isChosen ? Number.MAX_SAFE_INTEGER : weight,
          values: values
            .filter((each, n) => each.chosen || n < valuesMax)
            .sort((a, b) => (key === 'size' ? compareSizes(keyOf(a.facet), keyOf(b.facet)) : 0))
            .map(({ facet, weight, chosen }) => ({
              key: keyOf(facet),
              name: nameOf.value(keyOf(facet)),
              count: counted ? weight : null,
              chosen,
            })),
        },
      ]
    })
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    .slice(0, facetsMax)
    .map(({ weight, ...facet }) => facet)
}

/** What an attribute and its values are called; null when it is none. */
function namesOf(taxonomy: Taxonomy, key: string, locale: string) {
  const attribute = taxonomy.attributes.get(key)
  if (!attribute && key !== 'size') return null
  const values = new Map(attribute?.values.map(value => [value.key, nameIn(value.names, locale)]))
  return {
    kind: attribute?.kind,
    attribute: nameIn(attribute?.names ?? sizeNames, locale),
    value: (value: string): string =>
      values.get(value) ?? (attribute?.kind === 'yes_no' ? nameIn(yes, locale) : sizeName(value)),
  }
}

/** From small to large: letters, then numbers, then words. */
function compareSizes(a: string, b: string): number {
  const [inA, inB] = [letterSizes.indexOf(a), letterSizes.indexOf(b)]
  if (inA >= 0 && inB >= 0) return inA - inB
  if (inA >= 0 || inB >= 0) return inA >= 0 ? -1 : 1
  return numbered.compare(a, b)
}

function afterOf({ after, sort }: z.output<typeof Input>): Cursor | null {
  const of = (phase: string, tier: number, value: string, id: string): Cursor => ({
    phase: Number(phase),
    tier,
    value,
    id,
  })
  if (sort === 'relevance') {
    const [phase, tier, value, id] = fromCursor(after, 'phase', 'whole', 'whole', 'uuid') ?? []
    return phase === undefined ? null : of(phase, Number(tier), value!, id!)
  }
  const [phase, value, id] = fromCursor(after, 'phase', sort === 'newest' ? 'instant' : 'whole', 'uuid') ?? []
  return phase === undefined ? null : of(phase, 0, value!, id!)
}

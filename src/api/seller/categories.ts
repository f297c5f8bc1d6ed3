import { z } from 'zod'
import { requestedAttributes } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { queryWords } from '#search/index.ts'
import { authorizationsOf, stateFor } from '#sellers/index.ts'
import { axes, type Category, nameIn, type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'
import { attributeKinds, categoryStates } from '#taxonomy/states.ts'

const refuse = refuser(catalogRefusals)

/** Maximum results: nobody reads more, and typing another letter narrows them down. */
const matchesMax = 30

const locale = z.string().max(10).default('en')

const Named = z.object({ key: z.string(), name: z.string() })

const Step = Named.extend({
  /** The state for this store. open: products can be placed; special: it needs a permission; closed: for nobody. */
  state: z.enum(categoryStates),
  leaf: z.boolean(),
  /** Some of its subcategories are special, though it is not itself. */
  special_inside: z.boolean(),
})

const pathOf = (taxonomy: Taxonomy, category: Category, locale: string) =>
  category.path.map(key => ({ key, name: nameIn(taxonomy.categories.get(key)!.names, locale) }))

const stepOf = (taxonomy: Taxonomy, authorized: ReadonlySet<string>, category: Category, locale: string) => ({
  key: category.key,
  name: nameIn(category.names, locale),
  state: stateFor(category, authorized),
  leaf: category.leaf,
  special_inside: category.state !== 'special' && holdsSpecial(taxonomy, category),
})

const holdsSpecial = (taxonomy: Taxonomy, category: Category): boolean =>
  category.children
    .map(key => taxonomy.categories.get(key)!)
    .some(child => child.state === 'special' || holdsSpecial(taxonomy, child))

export const sellerCategories = {
  browseCategories: route({
    method: 'GET',
    path: '/api/seller/categories',
    audience: 'seller',
    permission: 'products.read',
    summary: 'Browse or search the categories a product can be placed in',
    input: z.object({
      locale,
      /** Words of the category or its ancestors, in the reader's language or in English. */
      q: z.string().max(100).default(''),
      /** Expands the tree down to this category. */
      in: z.string().max(80).optional(),
    }),
    output: z.object({
      /** Departments first; each next level contains the subcategories of the one opened in the level before. */
      levels: z.array(z.object({ opened: z.string().nullable(), steps: z.array(Step) })),
      /** Leaves that match all words; empty without words. */
      matches: z.array(Step.extend({ path: z.array(Named) })),
    }),
    refusals: [],
    async handle({ db, storeId }, { locale, q, in: at }) {
      const [taxonomy, authorized] = await Promise.all([taxonomyOf(db), authorizationsOf(db.read, storeId)])
      const opened = taxonomy.categories.get(at ?? '')?.path ?? []
      const step = (key: string) => stepOf(taxonomy, authorized, taxonomy.categories.get(key)!, locale)
      const levels = [null, ...opened]
        .map(parent => (parent === null ? taxonomy.departments : taxonomy.categories.get(parent)!.children))
        .map((keys, depth) => ({ opened: opened[depth] ?? null, steps: keys.map(step) }))
      return {
        levels: levels.filter(level => level.steps.length > 0),
        matches: search(taxonomy, q, locale).map(category => ({
          ...step(category.key),
          path: pathOf(taxonomy, category, locale),
        })),
      }
    },
  }),

  showStoreCategory: route({
    method: 'GET',
    path: '/api/seller/categories/:category',
    audience: 'seller',
    permission: 'products.read',
    summary: 'The attributes and variant axes of a category, for a product',
    input: z.object({ locale, category: z.string().max(80) }),
    output: z
      .object({
        key: z.string(),
        state: z.enum(categoryStates),
        /** From the department to the category itself. */
        path: z.array(Named),
        /** The axes of its variants. */
        axes: z.array(z.enum(axes)),
        attributes: z.array(
          Named.extend({
            kind: z.enum(attributeKinds),
            unit: z.string().nullable(),
            required: z.boolean(),
            values: z.array(Named),
          }),
        ),
        /** Allowed values of its variants' `color_key`. */
        colors: z.array(Named),
        /** Usual sizes; others can be typed. */
        sizes: z.array(Named),
      })
      .meta({ id: 'StoreCategory' }),
    refusals: ['category.unknown'],
    async handle({ db, storeId }, { locale, category: key }) {
      const [taxonomy, authorized] = await Promise.all([taxonomyOf(db), authorizationsOf(db.read, storeId)])
      const category = taxonomy.categories.get(key)
      if (!category) throw refuse('category.unknown', { category: key })
      const named = ({ key, names }: Pick<Category, 'key' | 'names'>) => ({ key, name: nameIn(names, locale) })
      const valuesOf = (axis: string) =>
        (category.attributes.find(each => each.key === axis) ?? taxonomy.attributes.get(axis))?.values.map(named) ?? []
      return {
        key,
        state: stateFor(category, authorized),
        path: pathOf(taxonomy, category, locale),
        axes: [...category.axes],
        attributes: requestedAttributes(category).map(attribute => ({
          ...named(attribute),
          kind: attribute.kind,
          unit: attribute.unit,
          required: attribute.required,
          values: attribute.values.map(named),
        })),
        colors: valuesOf('color'),
        sizes: valuesOf('size'),
      }
    },
  }),
}

/** Leaves whose path matches all words by their beginnings; leaves whose own name matches come first. */
function search(taxonomy: Taxonomy, q: string, locale: string): Category[] {
  const wanted = queryWords(q)
  if (wanted.length === 0) return []
  const wordsOf = ({ names }: Category) => queryWords(`${nameIn(names, locale)} ${names.en}`)
  const hits = (words: readonly string[]) => wanted.filter(want => words.some(word => word.startsWith(want))).length
  return [...taxonomy.categories.values()]
    .filter(category => category.leaf)
    .map(category => ({
      category,
      own: hits(wordsOf(category)),
      all: hits(category.path.flatMap(key => wordsOf(taxonomy.categories.get(key)!))),
    }))
    .filter(({ all }) => all === wanted.length)
    .sort((a, b) => b.own - a.own)
    .slice(0, matchesMax)
    .map(({ category }) => category)
}

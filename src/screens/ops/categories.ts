import { z } from 'zod'
import { type Db, sql } from '#platform/db.ts'
import { InstantSchema, instant, publicId } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { queryWords } from '#search/index.ts'
import { type Category, nextRateOf, rateBpsOf, type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { attributeKinds, axes, categoryStates } from '#taxonomy/states.ts'

const refuse = refuser(taxonomyRefusals)

/** French is named so that it has a column of its own where the list is exported. */
const Names = z.object({ en: z.string(), fr: z.string().optional() }).catchall(z.string())
const Named = z.object({ key: z.string(), names: Names })
const Planned = z.object({ rate_bps: z.int(), effective_at: InstantSchema })

const Step = Named.extend({
  parent: z.string().nullable(),
  /** Names from the department down, without its own. */
  above: z.array(Names),
  leaf: z.boolean(),
  state: z.enum(categoryStates),
  /** Said here itself, not inherited. */
  own_state: z.boolean(),
  /** Commission now; null: nobody has set one, here or above. */
  rate_bps: z.int().nullable(),
  own_rate: z.boolean(),
  /** What it will be next, from when on. */
  next_rate: Planned.nullable(),
}).meta({ id: 'OpsCategory' })

type RateRow = {
  id: string
  rate_bps: number
  effective_at: Temporal.Instant
  set_at: Temporal.Instant
  name: string | null
  reason: string
}

/** The tree as operators see it. */
export const opsCategoryScreens = {
  listAllCategories: route({
    method: 'GET',
    path: '/api/ops/categories',
    audience: 'ops',
    summary:
      'Categories with state, commission and the next one, each before those below it: all, or by words and state',
    input: z.object({
      /** Beginnings of words of the category or of what is above it, one of its own among them, in any language. */
      q: z.string().max(100).default(''),
      state: z.enum(categoryStates).optional(),
    }),
    output: z.object({ items: z.array(Step) }),
    refusals: [],
    async handle({ db }, { q, state }) {
      const taxonomy = await taxonomyOf(db)
      const now = db.clock.now()
      const said = sayingOf(taxonomy, q)
      const wanted = (category: Category) => (!state || category.state === state) && said(category)
      return {
        items: taxonomy.departments
          .flatMap(key => branchOf(taxonomy, key))
          .filter(wanted)
          .map(category => stepOf(taxonomy, category, now)),
      }
    },
  }),

  showAnyCategory: route({
    method: 'GET',
    path: '/api/ops/categories/:category',
    audience: 'ops',
    summary: 'A category: what it says itself and what it inherits, and the history of its commission',
    input: z.object({ category: z.string().max(80) }),
    output: Step.extend({
      /** For changes: they name the revision they were made on. */
      revision: z.int(),
      /** From the department to the category itself. */
      path: z.array(Named),
      /** What it says itself; null: inherited. */
      own: z.object({ state: z.enum(categoryStates).nullable(), axes: z.array(z.enum(axes)).nullable() }),
      axes: z.array(z.enum(axes)),
      children: z.array(Step),
      attributes: z.array(
        Named.extend({
          kind: z.enum(attributeKinds),
          unit: z.string().nullable(),
          required: z.boolean(),
          /** The category that asks for it. */
          of: z.string(),
          values: z.array(Named.extend({ allowed: z.boolean() })),
        }),
      ),
      /** Its own rates, the last first. */
      rates: z.array(
        Planned.extend({
          id: z.string(),
          set_at: InstantSchema,
          by: z.string(),
          reason: z.string(),
          /** Another from the same instant was set later. */
          replaced: z.boolean(),
        }),
      ),
    }),
    refusals: ['category.not_found'],
    async handle({ db }, { category: key }) {
      const taxonomy = await taxonomyOf(db)
      const category = taxonomy.categories.get(key)
      if (!category) throw refuse('category.not_found')
      const now = db.clock.now()
      return {
        ...stepOf(taxonomy, category, now),
        revision: category.revision,
        path: category.path.map(each => named(taxonomy.categories.get(each)!)),
        own: { state: category.own.state, axes: category.own.axes && [...category.own.axes] },
        axes: [...category.axes],
        children: category.children.map(child => stepOf(taxonomy, taxonomy.categories.get(child)!, now)),
        attributes: category.attributes.map(({ values, kind, unit, required, of, ...attribute }) => {
          const allowed = new Set(values.map(value => value.key))
          const all = taxonomy.attributes.get(attribute.key)!.values
          return {
            ...named(attribute),
            kind,
            unit,
            required,
            of,
            values: all.map(value => ({ ...named(value), allowed: allowed.has(value.key) })),
          }
        }),
        rates: await ratesOf(db, key),
      }
    },
  }),

  listAttributes: route({
    method: 'GET',
    path: '/api/ops/attributes',
    audience: 'ops',
    summary: 'All attributes that categories can ask for',
    input: z.object({}),
    output: z.object({
      items: z.array(
        Named.extend({ kind: z.enum(attributeKinds), unit: z.string().nullable(), values: z.array(Named) }).meta({
          id: 'Attribute',
        }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const { attributes } = await taxonomyOf(db)
      return {
        items: [...attributes.values()].map(({ kind, unit, values, ...attribute }) => ({
          ...named(attribute),
          kind,
          unit,
          values: values.map(named),
        })),
      }
    },
  }),
}

/** A category and all below it, in the order one reads a tree. */
function branchOf(taxonomy: Taxonomy, key: string): Category[] {
  const category = taxonomy.categories.get(key)!
  return [category, ...category.children.flatMap(child => branchOf(taxonomy, child))]
}

/** Whether a category holds all words of a search; without words each does. */
function sayingOf(taxonomy: Taxonomy, q: string): (category: Category) => boolean {
  const wanted = queryWords(q)
  const wordsOf = ({ key, names }: Category) => [key, ...Object.values(names)].flatMap(queryWords)
  const among = (words: readonly string[]) => (want: string) => words.some(word => word.startsWith(want))
  return category =>
    wanted.length === 0 ||
    (wanted.some(among(wordsOf(category))) &&
      wanted.every(among(category.path.flatMap(key => wordsOf(taxonomy.categories.get(key)!)))))
}

function stepOf(taxonomy: Taxonomy, category: Category, now: Temporal.Instant) {
  const { key, parent, path, leaf, state, own } = category
  const next = nextRateOf(taxonomy, key, now)
  const rates = taxonomy.rates.get(key) ?? []
  return {
    ...named(category),
    parent,
    above: path.slice(0, -1).map(each => taxonomy.categories.get(each)!.names),
    leaf,
    state,
    own_state: own.state !== null,
    rate_bps: rateBpsOf(taxonomy, key, now),
    own_rate: rates.some(rate => Temporal.Instant.compare(rate.effectiveAt, now) <= 0),
    next_rate: next && { rate_bps: next.rateBps, effective_at: instant(next.effectiveAt) },
  }
}

const named = ({ key, names }: Pick<Category, 'key' | 'names'>) => ({ key, names })

async function ratesOf(db: Db, category: string) {
  const { rows } = await sql<RateRow>`
    select r.id, r.rate_bps, r.effective_at, r.set_at, r.reason, u.name
    from taxonomy.rates r left join accounts.users u on u.id = r.set_by
    where r.category = ${category} order by r.effective_at desc, r.set_at desc
  `.execute(db.read)
  return rows.map((row, n) => ({
    id: publicId('rat', row.id),
    rate_bps: row.rate_bps,
    effective_at: instant(row.effective_at),
    set_at: instant(row.set_at),
    by: row.name ?? '',
    reason: row.reason,
    replaced: rows[n - 1]?.effective_at.equals(row.effective_at) ?? false,
  }))
}

import { z } from 'zod'
import { Key } from '#api/category-key.ts'
import { AllNames, Named, named } from '#api/ops/attributes.ts'
import { Reason } from '#api/ops/reason.ts'
import { command, reloadSettings } from '#platform/command.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantInput, InstantSchema, instant, single } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { queryWords } from '#search/index.ts'
import {
  addCategory,
  assignAttribute,
  type Category,
  nextRateOf,
  rateBpsOf,
  setRate,
  type Taxonomy,
  taxonomyOf,
  unassignAttribute,
  updateCategory,
  withdrawRate,
} from '#taxonomy/index.ts'
import { categoryNameMaxCharacters, keyPattern, rateMaxBps } from '#taxonomy/limits.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { attributeKinds, axes, categoryStates } from '#taxonomy/states.ts'

const Name = z.string().trim().min(1).max(categoryNameMaxCharacters)

const Names = z.object({ en: Name, fr: Name })

/** The category to change, the revision the change is based on, and the reason. */
const changed = {
  category: Key,
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  reason: Reason,
}

const revisedRefusals = ['category.not_found', 'category.changed_meanwhile'] as const

const refuse = refuser(taxonomyRefusals)

const Planned = z.object({ rate_bps: z.int(), effective_at: InstantSchema })

const Step = Named.extend({
  parent: z.string().nullable(),
  /** Names from the department down, without its own. */
  above: z.array(AllNames),
  leaf: z.boolean(),
  state: z.enum(categoryStates),
  /** Set on this category itself, not inherited. */
  own_state: z.boolean(),
  /** Current commission; null: none is set, here or above. */
  rate_bps: z.int().nullable(),
  own_rate: z.boolean(),
  /** The next commission, and when it starts. */
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

export const opsCategories = {
  addCategory: command({
    method: 'POST',
    path: '/api/ops/categories',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Add a subcategory, or a department',
    input: z.object({
      key: Key.regex(keyPattern),
      parent: Key.nullable(),
      names: Names,
      /** True: contains products; false: contains subcategories. Cannot be changed. */
      leaf: z.boolean(),
      reason: Reason,
    }),
    example: {
      key: 'garden',
      parent: null,
      names: { en: 'Garden', fr: 'Jardin' },
      leaf: true,
      reason: 'Asked for by stores.',
    },
    refusals: ['category.not_found', 'category.holds_products', 'category.key_taken'],
    run: (tx, _, { reason, ...category }) => addCategory(tx, category),
    audit: 'category.add',
    entry: after => ({ subject: after.key, after }),
    afterCommit: reloadSettings,
  }),

  updateCategory: command({
    method: 'PUT',
    path: '/api/ops/categories/:category',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Update a category: names, state, variant axes; null: inherited',
    input: z.object({
      ...changed,
      names: Names,
      state: z.enum(categoryStates).nullable(),
      axes: z.array(z.enum(axes)).max(axes.length).nullable(),
    }),
    example: { names: { en: 'Garden', fr: 'Jardin' }, state: null, axes: null, revision: 1, reason: 'A better name.' },
    refusals: revisedRefusals,
    run: (tx, _, { reason, ...change }) => updateCategory(tx, change),
    audit: 'category.update',
    entry: ({ category, revision, ...after }, before) => ({ subject: category, before, after }),
    afterCommit: reloadSettings,
  }),

  assignAttribute: command({
    method: 'PUT',
    path: '/api/ops/categories/:category/attributes/:attribute',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Add an attribute to a category and its subcategories, or change it',
    input: z.object({
      ...changed,
      attribute: Key,
      required: z.boolean(),
      /** Null: all values of the attribute, including those added later. */
      allowed: z.array(Key).min(1).max(500).nullable(),
    }),
    example: { attribute: 'color', required: true, allowed: null, revision: 1, reason: 'Buyers filter by it.' },
    refusals: [...revisedRefusals, 'attribute.not_found', 'attribute.value_unknown'],
    run: (tx, _, { reason, ...assignment }) => assignAttribute(tx, assignment),
    audit: 'category.assign',
    entry: ({ category, revision, ...after }, before) => ({ subject: category, before, after }),
    afterCommit: reloadSettings,
  }),

  unassignAttribute: command({
    method: 'DELETE',
    path: '/api/ops/categories/:category/attributes/:attribute',
    audience: 'ops',
    permission: 'ops.catalog',
    summary: 'Remove an attribute from a category',
    input: z.object({ ...changed, attribute: Key }),
    example: { attribute: 'color', revision: 2, reason: 'It has no colors.' },
    refusals: [...revisedRefusals, 'attribute.not_assigned'],
    run: (tx, _, { reason, ...assignment }) => unassignAttribute(tx, assignment),
    audit: 'category.unassign',
    entry: ({ category, attribute, reason }, before) => ({
      subject: category,
      before: { attribute, ...before },
      after: { reason },
    }),
    afterCommit: reloadSettings,
  }),

  setRate: command({
    method: 'POST',
    path: '/api/ops/categories/:category/rates',
    audience: 'ops',
    permission: 'ops.settings',
    confirmed: true,
    summary:
      'Set the commission of a category, inherited by subcategories without a rate of their own, now or from a future time',
    input: z.object({
      ...changed,
      rate_bps: z.int().min(0).max(rateMaxBps),
      /** Null: from now on. */
      effective_at: InstantInput.nullable().default(null),
    }),
    example: { rate_bps: 500, revision: 1, reason: 'Agreed in the review of November.' },
    refusals: [...revisedRefusals, 'rate.in_the_past', 'rate.out_of_range'],
    run: (tx, { userId }, { category, revision, reason, rate_bps, effective_at }) =>
      setRate(tx, {
        category,
        revision,
        rateBps: rate_bps,
        effectiveAt: effective_at ? Temporal.Instant.from(effective_at) : undefined,
        userId,
        reason,
      }),
    audit: 'rate.set',
    entry: ({ category, rate_bps, reason }, effectiveAt) => ({
      subject: category,
      after: { rate_bps, effective_at: instant(effectiveAt), reason },
    }),
    afterCommit: reloadSettings,
  }),

  withdrawRate: command({
    method: 'POST',
    path: '/api/ops/categories/:category/rates/:rate_id/withdraw',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Withdraw a planned commission before it takes effect',
    input: z.object({ ...changed, rate_id: single('rat') }),
    example: { revision: 2, reason: 'Not needed any more.' },
    refusals: [...revisedRefusals, 'rate.not_planned'],
    run: (tx, _, { category, revision, rate_id: rateId }) => withdrawRate(tx, { category, revision, rateId }),
    audit: 'rate.withdraw',
    entry: ({ category, reason }, { rateBps, effectiveAt }) => ({
      subject: category,
      before: { rate_bps: rateBps, effective_at: instant(effectiveAt) },
      after: { reason },
    }),
    afterCommit: reloadSettings,
  }),

  listAllCategories: route({
    method: 'GET',
    path: '/api/ops/categories',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Categories with state, current and next commission, parents before children; filtered by words or state',
    input: z.object({
      /** Beginnings of words of the path in any language, at least one of the category's own name. */
      q: z.string().max(100).default(''),
      state: z.enum(categoryStates).optional(),
    }),
    output: z.object({ items: z.array(Step) }),
    refusals: [],
    async handle({ db }, { q, state }) {
      const taxonomy = await taxonomyOf(db)
      const now = db.clock.now()
      const matches = matcherOf(taxonomy, q)
      const wanted = (category: Category) => (!state || category.state === state) && matches(category)
      return {
        items: taxonomy.departments
          .flatMap(key => branchOf(taxonomy, key))
          .filter(wanted)
          .map(category => stepOf(taxonomy, category, now)),
      }
    },
  }),

  showCategoryAsOperator: route({
    method: 'GET',
    path: '/api/ops/categories/:category',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'A category: its own and inherited settings, and the history of its commission',
    input: z.object({ category: Key }),
    output: Step.extend({
      /** Needed for changes, which name the revision they are based on. */
      revision: z.int(),
      /** From the department to the category itself. */
      path: z.array(Named),
      /** Its own setting; null: inherited. */
      own: z.object({ state: z.enum(categoryStates).nullable(), axes: z.array(z.enum(axes)).nullable() }),
      axes: z.array(z.enum(axes)),
      children: z.array(Step),
      attributes: z.array(
        Named.extend({
          kind: z.enum(attributeKinds),
          unit: z.string().nullable(),
          required: z.boolean(),
          /** The category that has the attribute. */
          of: z.string(),
          values: z.array(Named.extend({ allowed: z.boolean() })),
        }),
      ),
      /** Its own rates, latest first. */
      rates: z.array(
        Planned.extend({
          id: z.string(),
          set_at: InstantSchema,
          by: z.string(),
          reason: z.string(),
          /** Replaced by a rate that was set later for the same instant. */
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
}

/** A category with all its descendants, in tree order. */
function branchOf(taxonomy: Taxonomy, key: string): Category[] {
  const category = taxonomy.categories.get(key)!
  return [category, ...category.children.flatMap(child => branchOf(taxonomy, child))]
}

/** Whether a category matches all words of a search; without words every category does. */
function matcherOf(taxonomy: Taxonomy, q: string): (category: Category) => boolean {
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

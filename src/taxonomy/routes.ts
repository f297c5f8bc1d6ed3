import { z } from 'zod'
import { audit, platformOwner } from '#platform/audit.ts'
import { InstantInput, instant, single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { type Ctx, route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'
import { addCategory } from '#taxonomy/add-category.ts'
import { assignAttribute } from '#taxonomy/assign-attribute.ts'
import { nameIn, taxonomyOf } from '#taxonomy/read-taxonomy.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { setRate } from '#taxonomy/set-rate.ts'
import { attributeKinds, axes, categoryStates } from '#taxonomy/states.ts'
import { unassignAttribute } from '#taxonomy/unassign-attribute.ts'
import { updateCategory } from '#taxonomy/update-category.ts'
import { withdrawRate } from '#taxonomy/withdraw-rate.ts'

const refuse = refuser(taxonomyRefusals)

const Key = z.string().max(80)
const Name = z.string().trim().min(1).max(80)
const Names = z.object({ en: Name, fr: Name })
const reason = z.string().trim().min(3).max(500)
const locale = z.string().max(10).default('en')
const Done = z.object({ done: z.literal(true) })

/** Which category is changed, on which revision of it, and why. */
const changed = {
  category: Key,
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  reason,
}
const revisedRefusals = ['category.not_found', 'category.changed_meanwhile'] as const

const named = { key: z.string(), name: z.string() }

export const taxonomyRoutes = {
  listCategories: route({
    method: 'GET',
    path: '/api/shop/categories',
    audience: 'public',
    cacheable: true,
    summary: 'The whole tree of categories: each before those below it, siblings in their order',
    input: z.object({ locale }),
    output: z.object({
      items: z.array(
        z
          .object({ ...named, parent: z.string().nullable(), state: z.enum(categoryStates), leaf: z.boolean() })
          .meta({ id: 'Category' }),
      ),
    }),
    refusals: [],
    async handle({ db }, { locale }) {
      const { categories } = await taxonomyOf(db)
      return {
        items: [...categories.values()].map(({ key, names, parent, state, leaf }) => ({
          key,
          name: nameIn(names, locale),
          parent,
          state,
          leaf,
        })),
      }
    },
  }),

  showCategory: route({
    method: 'GET',
    path: '/api/shop/categories/:category',
    audience: 'public',
    cacheable: true,
    summary: 'A category with what it asks of products',
    input: z.object({ category: Key, locale }),
    output: z
      .object({
        ...named,
        state: z.enum(categoryStates),
        leaf: z.boolean(),
        /** From the department to the category itself. */
        path: z.array(z.object(named)),
        /** What variants may differ in. */
        axes: z.array(z.enum(axes)),
        attributes: z.array(
          z.object({
            ...named,
            kind: z.enum(attributeKinds),
            unit: z.string().nullable(),
            required: z.boolean(),
            /** Those allowed here; empty unless the kind is choice or choices. */
            values: z.array(z.object(named)),
          }),
        ),
      })
      .meta({ id: 'CategoryDetails' }),
    refusals: ['category.not_found'],
    async handle({ db }, { category: key, locale }) {
      const { categories } = await taxonomyOf(db)
      const category = categories.get(key)
      if (!category) throw refuse('category.not_found')
      const inWords = ({ key, names }: Pick<typeof category, 'key' | 'names'>) => ({ key, name: nameIn(names, locale) })
      const { state, leaf, axes } = category
      return {
        ...inWords(category),
        state,
        leaf,
        path: category.path.map(each => inWords(categories.get(each)!)),
        axes: [...axes],
        attributes: category.attributes.map(({ kind, unit, required, values, ...attribute }) => ({
          ...inWords(attribute),
          kind,
          unit,
          required,
          values: values.map(inWords),
        })),
      }
    },
  }),

  addCategory: route({
    method: 'POST',
    path: '/api/ops/categories',
    audience: 'ops',
    summary: 'Add a category below another, or a department',
    input: z.object({
      key: Key.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      parent: Key.nullable(),
      names: Names,
      /** Takes products; otherwise it takes categories. For good. */
      leaf: z.boolean(),
      reason,
    }),
    example: {
      key: 'garden',
      parent: null,
      names: { en: 'Garden', fr: 'Jardin' },
      leaf: true,
      reason: 'Asked for by stores.',
    },
    output: Done,
    refusals: ['category.not_found', 'category.holds_products', 'category.key_taken'],
    handle: (ctx, { reason, ...category }) =>
      recorded(ctx, { action: 'category.add', subject: category.key, reason }, async tx => {
        await addCategory(tx, category)
        return { after: category }
      }),
  }),

  updateCategory: route({
    method: 'PUT',
    path: '/api/ops/categories/:category',
    audience: 'ops',
    summary: 'Name a category, open or close it, say what variants may differ in; null: as the category above',
    input: z.object({
      ...changed,
      names: Names,
      state: z.enum(categoryStates).nullable(),
      axes: z.array(z.enum(axes)).max(axes.length).nullable(),
    }),
    example: { names: { en: 'Garden', fr: 'Jardin' }, state: null, axes: null, revision: 1, reason: 'A better name.' },
    output: Done,
    refusals: revisedRefusals,
    handle: (ctx, { category, revision, reason, ...said }) =>
      recorded(ctx, { action: 'category.update', subject: category, reason }, async tx => ({
        before: await updateCategory(tx, { category, revision, ...said }),
        after: said,
      })),
  }),

  assignAttribute: route({
    method: 'PUT',
    path: '/api/ops/categories/:category/attributes/:attribute',
    audience: 'ops',
    summary: 'Make a category and all below it ask for an attribute, or change how',
    input: z.object({
      ...changed,
      attribute: Key,
      required: z.boolean(),
      /** Null: all values of the attribute, also those added later. */
      allowed: z.array(Key).min(1).max(500).nullable(),
    }),
    example: { attribute: 'color', required: true, allowed: null, revision: 2, reason: 'Buyers filter by it.' },
    output: Done,
    refusals: [...revisedRefusals, 'attribute.not_found', 'attribute.value_unknown'],
    handle: (ctx, { category, revision, reason, attribute, ...assignment }) =>
      recorded(ctx, { action: 'category.assign', subject: category, reason }, async tx => ({
        before: await assignAttribute(tx, { category, revision, attribute, ...assignment }),
        after: { attribute, ...assignment },
      })),
  }),

  unassignAttribute: route({
    method: 'DELETE',
    path: '/api/ops/categories/:category/attributes/:attribute',
    audience: 'ops',
    summary: 'Let a category no longer ask for an attribute of its own',
    input: z.object({ ...changed, attribute: Key }),
    example: { attribute: 'color', revision: 2, reason: 'It has no colors.' },
    output: Done,
    refusals: [...revisedRefusals, 'attribute.not_assigned'],
    handle: (ctx, { category, revision, reason, attribute }) =>
      recorded(ctx, { action: 'category.unassign', subject: category, reason }, async tx => ({
        before: { attribute, ...(await unassignAttribute(tx, { category, revision, attribute })) },
      })),
  }),

  setRate: route({
    method: 'POST',
    path: '/api/ops/categories/:category/rates',
    audience: 'ops',
    summary: 'Set the commission of a category and all below it without a rate of their own, from an instant on',
    input: z.object({
      ...changed,
      rate_bps: z.int().min(0).max(10_000),
      /** Null: from now. */
      effective_at: InstantInput.nullable().default(null),
    }),
    example: { rate_bps: 500, revision: 2, reason: 'Agreed in the review of November.' },
    output: Done,
    refusals: [...revisedRefusals, 'rate.in_the_past'],
    handle: (ctx, { category, revision, reason, rate_bps, effective_at }) =>
      recorded(ctx, { action: 'rate.set', subject: category, reason }, async tx => {
        const effectiveAt = await setRate(tx, {
          category,
          revision,
          rateBps: rate_bps,
          effectiveAt: effective_at ? Temporal.Instant.from(effective_at) : undefined,
          userId: ctx.userId,
          reason,
        })
        return { after: { rate_bps, effective_at: instant(effectiveAt) } }
      }),
  }),

  withdrawRate: route({
    method: 'POST',
    path: '/api/ops/categories/:category/rates/:rate_id/withdraw',
    audience: 'ops',
    summary: 'Withdraw a planned commission before it takes effect',
    input: z.object({ ...changed, rate_id: single('rat') }),
    example: { revision: 2, reason: 'Not needed any more.' },
    output: Done,
    refusals: [...revisedRefusals, 'rate.not_planned'],
    handle: (ctx, { category, revision, reason, rate_id: rateId }) =>
      recorded(ctx, { action: 'rate.withdraw', subject: category, reason }, async tx => {
        const { rateBps, effectiveAt } = await withdrawRate(tx, { category, revision, rateId })
        return { before: { rate_bps: rateBps, effective_at: instant(effectiveAt) } }
      }),
  }),
}

/** One write of an operator, put on record with its reason; this process knows the new tree at once. */
async function recorded(
  { db, userId, once }: Ctx<'ops'>,
  { reason, ...entry }: { action: string; subject: string; reason: string },
  write: (tx: Tx) => Promise<{ before?: unknown; after?: object }>,
): Promise<{ done: true }> {
  const answer = await onceInTx(db, once, entry.action, async tx => {
    const { before, after } = await write(tx)
    await audit(tx, { owner: platformOwner, userId, ...entry, before, after: { ...after, reason } })
    return { done: true as const }
  })
  await db.policy.load(db.read)
  return answer
}

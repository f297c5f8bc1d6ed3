import { z } from 'zod'
import { Key } from '#api/category-key.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { nameIn, taxonomyOf } from '#taxonomy/index.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { attributeKinds, axes, categoryStates } from '#taxonomy/states.ts'

const refuse = refuser(taxonomyRefusals)

const locale = z.string().max(10).default('en')

const named = { key: z.string(), name: z.string() }

export const shopCategories = {
  listCategories: route({
    method: 'GET',
    path: '/api/shop/categories',
    audience: 'public',
    cacheable: true,
    summary: 'The whole tree of categories, parents before children, siblings in order',
    input: z.object({
      locale,
      /** Only the departments: categories without a parent. */
      top: z.enum(['true', 'false']).default('false'),
    }),
    output: z.object({
      items: z.array(
        z
          .object({ ...named, parent: z.string().nullable(), state: z.enum(categoryStates), leaf: z.boolean() })
          .meta({ id: 'Category' }),
      ),
    }),
    refusals: [],
    async handle({ db }, { locale, top }) {
      const { categories, departments } = await taxonomyOf(db)
      const listed = top === 'true' ? departments.map(key => categories.get(key)!) : [...categories.values()]
      return {
        items: listed.map(({ key, names, parent, state, leaf }) => ({
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
    summary: 'A category with its product attributes',
    input: z.object({ category: Key, locale }),
    output: z
      .object({
        ...named,
        state: z.enum(categoryStates),
        leaf: z.boolean(),
        /** From the department to the category itself. */
        path: z.array(z.object(named)),
        /** The axes of variants. */
        axes: z.array(z.enum(axes)),
        attributes: z.array(
          z.object({
            ...named,
            kind: z.enum(attributeKinds),
            unit: z.string().nullable(),
            required: z.boolean(),
            /** Allowed values; empty unless the kind is choice or choices. */
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
}

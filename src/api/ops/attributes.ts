import { z } from 'zod'
import { route } from '#platform/route.ts'
import { type Category, taxonomyOf } from '#taxonomy/index.ts'
import { attributeKinds } from '#taxonomy/states.ts'

/** French has its own field, so that it gets a column in the exported list. */
export const AllNames = z.object({ en: z.string(), fr: z.string().optional() }).catchall(z.string())

export const Named = z.object({ key: z.string(), names: AllNames })

export const named = ({ key, names }: Pick<Category, 'key' | 'names'>) => ({ key, names })

export const opsAttributes = {
  listAttributes: route({
    method: 'GET',
    path: '/api/ops/attributes',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'All attributes that categories can use',
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

import type { AnyRoute } from '#platform/route.ts'

/**
 * What a route declares as its `example`, as it can be sent: with `given` for the ids in it, at any depth, and for
 * the fields it leaves out.
 */
export function exampleOf(
  { example = {}, input }: Pick<AnyRoute, 'example' | 'input'>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named = Object.keys(input.shape).filter(field => given[field] !== undefined)
  return {
    ...Object.fromEntries(named.map(field => [field, given[field]])),
    ...(withIds(example, given) as Record<string, unknown>),
  }
}

/** Fields that name something there is; `national_id` is a company's number. */
export const isId = (field: string): boolean => /_ids?$/.test(field) && field !== 'national_id'

function withIds(value: unknown, given: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map(each => withIds(each, given))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, isId(field) ? given[field] : withIds(inner, given)]),
  )
}

import { z } from 'zod'

/**
 * The path of a field that an input's schema does not know, such as `variants.0.on_hand`; null: all are known. Refused
 * instead of ignored, so that a misspelt field does not seem to have been stored.
 */
export function unknownFieldOf(schema: z.core.$ZodType, value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null
  const { def } = schema._zod as { def: Def }
  switch (def.type) {
    case 'object':
      return unknownOfObject(def, value as Fields)
    case 'array':
      return firstOf(Object.entries(value), () => def.element!)
    case 'record':
      return firstOf(Object.entries(value), () => def.valueType!)
    case 'union': {
      const found = def.options!.map(option => (fits(option, value) ? unknownFieldOf(option, value) : ''))
      return found.includes(null) ? null : (found.find(Boolean) ?? null)
    }
    case 'pipe':
      return unknownFieldOf(def.in!, value)
    default:
      return def.innerType ? unknownFieldOf(def.innerType, value) : null
  }
}

type Fields = Readonly<Record<string, unknown>>
type Def = {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
  readonly catchall?: z.core.$ZodType
  readonly element?: z.core.$ZodType
  readonly valueType?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
  readonly in?: z.core.$ZodType
  readonly innerType?: z.core.$ZodType
}

function unknownOfObject({ shape = {}, catchall }: Def, value: Fields): string | null {
  const stray = catchall ? undefined : Object.keys(value).find(name => !Object.hasOwn(shape, name))
  if (stray !== undefined) return stray
  return firstOf(Object.entries(value), name => shape[name] ?? catchall!)
}

function firstOf(fields: [string, unknown][], schemaOf: (name: string) => z.core.$ZodType): string | null {
  for (const [name, inner] of fields) {
    const found = unknownFieldOf(schemaOf(name), inner)
    if (found !== null) return `${name}.${found}`
  }
  return null
}

const fits = (schema: z.core.$ZodType, value: unknown): boolean => z.safeParse(schema, value).success

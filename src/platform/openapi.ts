import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { jsonSchemaOf } from '#platform/http.ts'
import { commonRefusals } from '#platform/refusal.ts'
import type { AnyRoute, Routes } from '#platform/route.ts'

const storeParameter = {
  name: 'Fondaco-Store',
  in: 'header',
  required: false,
  description:
    'The store to act for, by its id (`sto_…`, see `me`). Not needed by members of one store; others are refused ' +
    '`store.required` without it.',
  schema: { type: 'string', maxLength: 40 },
}

const problem = {
  type: 'object',
  description: 'RFC 9457. `code` says what was refused; further fields depend on it.',
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'A page about this code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string', description: 'The refusal as an English sentence, to be shown or logged' },
    request_id: { type: 'string', description: 'As in the `Request-Id` header; the market logs it' },
    retry_after_seconds: { type: 'integer', description: 'As in the `Retry-After` header' },
    issues: {
      type: 'array',
      description: 'Of `request.invalid`: the fields that are wrong',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code', 'request_id'],
  additionalProperties: true,
}

const audiences = {
  public: 'For anybody.',
  shop: 'For buyers, with or without an account: the first write of a stranger opens a session.',
  user: 'For whoever is logged in.',
  seller: 'For the members of a store.',
  ops: 'For the operators of the market.',
} as const satisfies Record<AnyRoute['audience'], string>

/** The OpenAPI 3.1 document of these routes, which are called at `url`: one reader of the route objects among four. */
export function openApiOf(routes: Routes, statusOf: (code: string) => number, url: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const shared: Shared = new Map()
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:([a-z_]+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operationOf(name, route, shared, statusOf)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fondaco',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Everything a person can do in the pages, for programs. Amounts are minor units with their currency. ' +
        'Writes take an Idempotency-Key header: the same key with the same body is answered once and the same. ' +
        'Fields that are not documented are refused. A log-in is answered with the session as a cookie.',
    },
    servers: [{ url }],
    tags: Object.entries(audiences).map(([name, description]) => ({ name, description })),
    components: {
      schemas: { Problem: problem, ...Object.fromEntries(shared) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'fondaco_session',
          description: '`__Host-fondaco_session` where the market is reached by TLS',
        },
      },
    },
    paths,
  }
}

/** Schemas with a name of their own, by that name: `components.schemas`. */
type Shared = Map<string, object>

type JsonSchema = {
  properties?: Record<string, object>
  required?: string[]
  $schema?: string
  $defs?: Record<string, object>
}

/** A schema whose references lead to `shared`. What an input may leave out is required in an output: two schemas. */
function schemaOf(type: z.ZodType, io: 'input' | 'output', shared: Shared): JsonSchema {
  const { $schema: _, $defs = {}, ...schema } = jsonSchemaOf(type, io, 'draft-2020-12') as JsonSchema
  const nameOf = (name: string) => (io === 'input' ? `${name}Input` : name)
  const linked = <T extends object>(of: T): T =>
    JSON.parse(
      JSON.stringify(of, (key, value) =>
        key === '$ref' ? `#/components/schemas/${nameOf(value.slice('#/$defs/'.length))}` : value,
      ),
    )
  for (const [name, each] of Object.entries($defs)) {
    const known = shared.get(nameOf(name))
    const one = linked(each)
    if (known && !isDeepStrictEqual(known, one)) throw new Error(`two schemas are named ${nameOf(name)}`)
    shared.set(nameOf(name), one)
  }
  return linked(schema)
}

function operationOf(name: string, route: AnyRoute, shared: Shared, statusOf: (code: string) => number): object {
  const { properties = {}, required = [] } = schemaOf(route.input, 'input', shared)
  const inPath = [...route.path.matchAll(/:([a-z_]+)/g)].map(match => match[1]!)
  const rest = Object.entries(properties).filter(([property]) => !inPath.includes(property))
  const asQuery = route.method === 'GET' || route.method === 'DELETE'
  const example = (property: string) => exampleOf(route, { properties, required })[property]
  const parameters = [
    ...inPath.map(property => ({
      name: property,
      in: 'path',
      required: true,
      schema: properties[property] ?? {},
      example: example(property),
    })),
    ...(asQuery
      ? rest.map(([property, schema]) => ({
          name: property,
          in: 'query',
          required: required.includes(property),
          schema,
          example: example(property),
        }))
      : []),
    ...(route.method === 'GET'
      ? []
      : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]),
    ...(route.audience === 'seller' ? [storeParameter] : []),
  ]
  if (!asQuery && properties.revision) parameters.push(ifMatch)
  return {
    operationId: name,
    summary: route.summary,
    description: `${audiences[route.audience]}${route.permission ? ` Needs the permission \`${route.permission}\`.` : ''}`,
    tags: [route.audience],
    security: route.audience === 'public' ? [] : [{ session: [] }, ...(route.audience === 'shop' ? [{}] : [])],
    parameters,
    ...(!asQuery && rest.length > 0 && { requestBody: bodyOf(route, rest, required) }),
    responses: { 200: { description: 'Done', content: contentOf(route, shared) }, ...problemsOf(route, statusOf) },
  }
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 20 },
  description: 'The ETag of what was read, instead of `revision`; a conflict is then answered with 412',
}

function bodyOf(route: AnyRoute, properties: [string, object][], required: string[]): object {
  const names = properties.map(([name]) => name)
  const schema = {
    type: 'object',
    properties: Object.fromEntries([
      ...(route.upload ? [['file', { type: 'string', format: 'binary' }]] : properties),
      ...(route.readOnly ?? []).map(name => [name, { readOnly: true }]),
    ]),
    required: required.filter(name => names.includes(name)),
    ...(!route.upload && { additionalProperties: false }),
  }
  const example = exampleOf(route, schema)
  const media = { schema, ...(Object.keys(example).length > 0 && { example }) }
  return {
    required: schema.required.length > 0,
    content: { [route.upload ? 'multipart/form-data' : 'application/json']: media },
  }
}

/** The example of a route for these fields; an id that it leaves out, and must be given, is made up. */
const exampleOf = ({ example = {} }: AnyRoute, { properties, required }: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const given = name in example ? example[name] : required.includes(name) ? sampleOf(schema) : undefined
      return given === undefined ? [] : [[name, given]]
    }),
  )

type Fields = { readonly properties: Readonly<Record<string, object>>; readonly required: readonly string[] }

function sampleOf({ examples, items }: { examples?: unknown[]; items?: object }): unknown {
  const [sample] = items ? [sampleOf(items)] : (examples ?? [])
  return items && sample !== undefined ? [sample] : sample
}

const contentOf = (route: AnyRoute, shared: Shared) =>
  route.download
    ? { [route.download]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(route.output, 'output', shared) } }

function problemsOf(route: AnyRoute, statusOf: (code: string) => number): Record<string, object> {
  const common = Object.keys(commonRefusals).filter(code => code !== 'store.required' || route.audience === 'seller')
  const codes = [...route.refusals, ...common]
  const byStatus = Map.groupBy(codes, code => String(statusOf(code)))
  return Object.fromEntries(
    [...byStatus].map(([status, listed]) => [
      status,
      {
        description: listed.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

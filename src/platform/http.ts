import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import multipart from '@fastify/multipart'
import fastJson from 'fast-json-stringify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal, refuseRequest } from '#platform/refusal.ts'
import { type AnyRoute, assertAllowed, type Call, invoke, type Routes } from '#platform/route.ts'
import { isUnavailable, unavailable } from '#platform/unavailable.ts'
import { takeUpload } from '#platform/uploads.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** A refusal as a sentence, for the `detail` of its problem. */
    detailOf(refusal: Refusal): string
  }
}

/** Serves routes over HTTP: JSON in and out, refusals as problem+json. `callOf` identifies the caller of a request. */
export async function mountRoutes(
  app: FastifyInstance,
  routes: Routes,
  callOf: (request: FastifyRequest, reply: FastifyReply) => Call,
): Promise<void> {
  await app.register(multipart)
  app.setSerializerCompiler(({ schema }) => lazySerializer(schema as unknown as z.ZodType))
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(refuseRequest('request.not_found'), request, reply))
  for (const route of Object.values(routes)) {
    app.route({
      method: route.method,
      url: route.path,
      schema: route.download ? {} : { response: { 200: route.output } },
      ...(route.cacheable && { onSend: sendIfChanged }),
      handler: async (request, reply) => {
        const key = request.headers['idempotency-key']
        if (key !== undefined && (typeof key !== 'string' || key.length > 200)) throw refuseRequest('request.invalid')
        reply.headers(apiHeaders).header('request-id', request.id)
        const call = callOf(request, reply)
        const answer = await (route.upload
          ? upload(route, call, request, key)
          : invoke(route, call, withRevision(route, inputOf(route, request), request.headers['if-match']), key, {
              strict: true,
            }))
        const { revision } = answer as { revision?: unknown }
        if (typeof revision === 'number') reply.header('etag', `"${revision}"`)
        return route.download ? sendFile(reply, route.download, answer as z.output<typeof FileSchema>) : answer
      },
    })
  }
  for (const [path, methods] of methodsByPath(routes)) refuseOtherMethods(app, path, methods)
}

/** Two paths may name the same parameter differently. */
function methodsByPath(routes: Routes): Map<string, string[]> {
  const groups = Map.groupBy(Object.values(routes), route => route.path.replaceAll(/:[a-z_]+/g, ':'))
  return new Map([...groups.values()].map(group => [group[0]!.path, group.map(route => route.method)]))
}

/** Answers 405 before a body is read. */
function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly string[]): void {
  app.route({
    method: apiMethods.filter(method => !allowed.includes(method)),
    url,
    exposeHeadRoute: false,
    onRequest: async (_request, reply) => {
      reply.header('allow', allowed.join(', '))
      throw refuseRequest('request.method_not_allowed', { allowed })
    },
    handler: () => {},
  })
}

const apiMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Checks permission and the number of concurrent uploads before reading megabytes. */
async function upload(route: AnyRoute, call: Call, request: FastifyRequest, key: string | undefined): Promise<unknown> {
  const principal = await assertAllowed(route, call)
  return takeUpload(call.db, principal?.userId ?? request.ip, async () => {
    const file = await uploadOf(request, route.upload!.maxBytes)
    return invoke(route, call, { ...(request.params as object), ...file }, key)
  })
}

/** Answers 304 when the caller's copy is current. The ETag is weak, because a proxy may compress the answer. */
async function sendIfChanged(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200) return payload
  const tag = `W/"${hash('sha1', payload as string, 'base64url')}"`
  reply.headers({ etag: tag, 'cache-control': 'public, no-cache' })
  if (request.headers['if-none-match'] !== tag) return payload
  reply.code(304).removeHeader('content-type').removeHeader('content-length')
  return null
}

/**
 * The answer of a route with `download`: `name` is the file name for the browser. With `inline` it is displayed in our
 * pages as this media type instead of saved: only for files whose content was checked.
 */
export const FileSchema = z.object({
  name: z.string().regex(/^[\w.-]+$/),
  bytes: z.instanceof(Buffer),
  inline: z.string().optional(),
  /** Where a route's files are of several kinds. */
  mediaType: z.string().optional(),
})

function sendFile(reply: FastifyReply, declared: string, file: z.output<typeof FileSchema>) {
  const { name, bytes, inline, mediaType = declared } = file
  // `default-src 'none'` would also keep a browser's own viewer from showing a PDF
  if (inline) reply.header('content-security-policy', "frame-ancestors 'self'")
  return reply
    .type(inline ?? mediaType)
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${name}"`)
    .send(bytes)
}

/** JSON answers need no more than these (a general header library costs 44 µs a request). */
const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

function inputOf(route: AnyRoute, request: FastifyRequest): object {
  const params = request.params as object
  if (route.method === 'GET' || route.method === 'DELETE') return { ...(request.query as object), ...params }
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) throw refuseRequest('request.invalid')
  return { ...body, ...params }
}

/** `If-Match` of a write that is based on a revision is that revision, as the ETag of what was read. */
function withRevision(route: AnyRoute, input: object, tag: string | undefined): object {
  if (!tag || !('revision' in route.input.shape) || 'revision' in input) return input
  const revision = /^"(\d{1,9})"$/.exec(tag)?.[1]
  if (!revision)
    throw refuseRequest('request.invalid', { issues: [{ path: 'If-Match', message: 'not an ETag of ours' }] })
  return { ...input, revision: Number(revision) }
}

async function uploadOf(request: FastifyRequest, maxBytes: number): Promise<object> {
  if (!request.isMultipart()) throw refuseRequest('request.unsupported', { expected: 'multipart/form-data' })
  try {
    const part = await request.file({ limits: { fileSize: maxBytes, files: 1, fields: 10 } })
    if (part) return { file: await part.toBuffer(), name: part.filename }
  } catch (error) {
    const { statusCode, message } = error as { statusCode?: number; message: string }
    if (statusCode === 413) throw refuseRequest('request.too_large', { limit_bytes: maxBytes })
    // for a body that is cut off, lacks a boundary or has a broken header the parser throws plain errors of many kinds
    throw refuseRequest('request.invalid', { issues: [{ path: 'file', message }] })
  }
  throw refuseRequest('request.invalid', { issues: [{ path: 'file', message: 'missing' }] })
}

/**
 * RFC 9457. Bugs are logged in full and answered without details; when something is unavailable, its cause is logged.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = error instanceof Refusal ? error : translated(error)
  if (!refusal) request.log.error({ err: error }, 'bug')
  else if (refusal.cause) request.log.warn({ err: refusal.cause }, 'unavailable')
  // RFC 9110: where the caller named by If-Match what the write is based on, that precondition failed
  const stale = request.headers['if-match'] !== undefined && refusal?.code.endsWith('.changed_meanwhile')
  const status = stale ? 412 : (refusal?.status ?? 500)
  const code = refusal?.code ?? 'internal'
  const params = { ...(status === 503 && { retry_after_seconds: 2 }), ...refusal?.params }
  if (typeof params.retry_after_seconds === 'number') reply.header('retry-after', String(params.retry_after_seconds))
  const detail = refusal ? request.server.detailOf(refusal) : undefined
  return reply
    .code(status)
    .headers(apiHeaders)
    .header('request-id', request.id)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `/problems/${code}`,
      title: code,
      status,
      code,
      ...(detail && { detail }),
      request_id: request.id,
      ...params,
    })
}

/** Translates errors of Fastify and PostgreSQL into refusals; null when the error is a bug. */
function translated(error: unknown): Refusal | null {
  const { statusCode, message } = error as { statusCode?: number; message?: string }
  if (isUnavailable(error)) return unavailable(error)
  if (statusCode === 413) return refuseRequest('request.too_large', { limit_bytes: 1_048_576 })
  if (statusCode === 415) return refuseRequest('request.unsupported')
  if (statusCode === 429) return refuseRequest('request.too_many')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return refuseRequest('request.invalid', { issues: [{ path: '', message: message ?? '' }] })
  return null
}

const sameOriginOnly = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * CSRF protection: browsers send the origin of a write; programs send neither header, and carry no cookie
 * unintentionally. `hosts` are our own.
 */
export function refuseCrossSite(
  method: string,
  headers: IncomingHttpHeaders,
  hosts: readonly (string | undefined)[],
): void {
  if (!sameOriginOnly.has(method)) return
  const site = headers['sec-fetch-site']
  if (site) {
    if (site !== 'same-origin' && site !== 'none') throw refuseRequest('request.cross_site')
  } else if (headers.origin && !isOrigin(headers.origin, hosts)) throw refuseRequest('request.cross_site')
}

const isOrigin = (origin: string, hosts: readonly (string | undefined)[]): boolean =>
  URL.canParse(origin) && hosts.includes(new URL(origin).host)

/** Built at first use: building hundreds of serializers at the start would take most of a second. */
function lazySerializer(schema: z.ZodType): (value: unknown) => string {
  let serialize: ((value: unknown) => string) | undefined
  return value => (serialize ??= fastJson(jsonSchemaOf(schema, 'output') as never))(value)
}

/** JSON Schema of an input or output, for fast-json-stringify and OpenAPI. */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  target: 'draft-7' | 'draft-2020-12' = 'draft-7',
) {
  return z.toJSONSchema(schema, {
    io,
    target,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // zod's patterns for dates and uuids run to kilobytes and repeat what `format` says
      if (jsonSchema.format) delete jsonSchema.pattern
      if (io === 'output' && jsonSchema.type === 'object' && jsonSchema.additionalProperties === undefined)
        jsonSchema.additionalProperties = false
      if (target === 'draft-7') delete jsonSchema.id
      // a record whose keys are listed is an object with these properties
      const keys = (jsonSchema.propertyNames as { enum?: string[] } | undefined)?.enum
      if (keys && jsonSchema.required) {
        jsonSchema.properties = Object.fromEntries(
          keys.map(key => [key, jsonSchema.additionalProperties as z.core.JSONSchema.BaseSchema]),
        )
        jsonSchema.additionalProperties = false
        delete jsonSchema.propertyNames
      }
    },
  })
}

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { fileURLToPath } from 'node:url'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isSecure, ownCookies, setCookieText } from '#app/cookies.ts'
import { cookiesOf, localeOf, preferredLocaleOf, themeOf, type Visit, type WebContext } from '#app/web-context.ts'
import type { Db } from '#platform/db.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { isUnavailable } from '#platform/unavailable.ts'
import { takeUpload } from '#platform/uploads.ts'

type Handle = (request: Request, context: WebContext) => Promise<Response>

/**
 * Puts the pages on `app`: everything that no other route answers. Register it last. In production it serves the
 * build in `build/` (which must exist); with `dev` Vite compiles as files change, on the same port.
 */
export async function mountWeb(
  app: FastifyInstance,
  options: { dev: boolean; db: Db; context: (request: FastifyRequest, reply: FastifyReply) => Promise<Visit> },
): Promise<void> {
  await app.register(async scope => {
    // Forms are read below, as bytes, and parsed by the pages.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.setErrorHandler((error, request, reply) => sendBroken(error, request, reply))
    const load = options.dev ? await development(scope) : await production(scope)
    scope.all('/*', async (request, reply) => {
      if (request.url.startsWith('/api/')) return reply.callNotFound() // programs want a problem, not a page
      if (!pageMethods.includes(request.method))
        return sendPlain(reply.header('allow', pageMethods.join(', ')), 405, texts.notFound)
      if (!isBounded(request)) return sendPlain(reply, 413, texts.tooLarge)
      const address = addressOf(request)
      if (!address) return sendPlain(reply, 400, texts.notFound)
      const context = contextOf(request, reply, await options.context(request, reply))
      const respond = async () => {
        const form = hasBody(request) ? await buffer(request.raw) : null
        if (form && hasTooManyFields(form, hasFiles(request) ? 'form-data; name=' : '&')) return null
        const handle = await load()
        return handle(requestOf(request, reply, address, form), context)
      }
      // photos from a browser without script
      const large = Number(request.headers['content-length'] ?? 0) > textFormMaxBytes
      if (large && context.viewer.kind === 'guest') return sendPlain(reply, 401, texts.loggedOut)
      const response = await (large ? takeUpload(options.db, request.ip, respond) : respond())
      if (!response) return sendPlain(reply, 413, texts.tooLarge)
      return send(response, reply, options.dev ? null : policy(context.nonce))
    })
  })
}

/** Vite in this process: compiles on demand, and its socket for changed modules shares our port. */
async function development(scope: FastifyInstance): Promise<() => Promise<Handle>> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: fileURLToPath(root),
    appType: 'custom',
    server: { middlewareMode: { server: scope.server }, hmr: { server: scope.server } },
  })
  scope.addHook('onRequest', (request, reply, done) => vite.middlewares(request.raw, reply.raw, done))
  scope.addHook('preClose', () => vite.close()) // its sockets would be waited for
  return async () => (await vite.ssrLoadModule('/web/server.ts')).handle
}

/** The build: assets compressed already, pages compressed as they go out. */
async function production(scope: FastifyInstance): Promise<() => Promise<Handle>> {
  await scope.register(compress, { brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  await scope.register(files, {
    root: new URL('build/client/assets', root),
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: reply => reply.header('cache-control', 'public, max-age=31536000, immutable'),
  })
  let module: Promise<{ handle: Handle }> | undefined
  const load = () => (module ??= import(new URL('build/server/index.js', root).href))
  // After the port is open: the first page waits for it, the start does not. A broken build shows at each request.
  scope.addHook('onListen', () => void load().catch(() => {}))
  return async () => (await load()).handle
}

const root = new URL('../../', import.meta.url)

function contextOf(request: FastifyRequest, reply: FastifyReply, visit: Visit): WebContext {
  const secure = isSecure({ publicUrl: visit.origin })
  const cookies = ownCookies(cookiesOf(request.headers.cookie), secure)
  return {
    ...visit,
    cookies,
    locale: localeOf(request.url.split('?')[0]!, cookies.lang, request.headers['accept-language']),
    wishedLocale: preferredLocaleOf(cookies.lang, request.headers['accept-language']),
    theme: themeOf(cookies.theme),
    nonce: newSecret(),
    formKey: newId(),
    setCookie(name, value, { maxAgeSeconds = 31_536_000, httpOnly = true } = {}) {
      reply.header('set-cookie', setCookieText(name, encodeURIComponent(value), { maxAgeSeconds, secure, httpOnly }))
    },
    report: error => request.log.error({ err: error }, 'bug'),
  }
}

/** What a browser sends by itself, and our forms. */
const pageMethods = ['GET', 'HEAD', 'POST']

/** A name or a number, and perhaps a port: with more in it, the address would be another one. */
const hostOnly = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i

/** Null when the address, of which `Host` is a part, is none. */
function addressOf(request: FastifyRequest): string | null {
  const address = `${request.protocol}://${request.host}${request.url}`
  return request.url.startsWith('/') && hostOnly.test(request.host) && URL.canParse(address) ? address : null
}

function requestOf(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  body: Uint8Array<ArrayBuffer> | null,
): Request {
  const gone = new AbortController()
  reply.raw.once('close', () => reply.raw.writableFinished || gone.abort())
  return new Request(address, {
    method: request.method,
    headers: Object.entries(request.headers).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each ?? '']),
    ),
    signal: gone.signal,
    body,
  })
}

async function send(response: Response, reply: FastifyReply, contentPolicy: string | null): Promise<FastifyReply> {
  reply.code(response.status)
  if (response.status === 503) reply.header('retry-after', '5')
  for (const [name, value] of response.headers) reply.header(name, value) // repeats `set-cookie` for each cookie
  reply.headers(pageHeaders)
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  if (contentPolicy && isPage) reply.header('content-security-policy', contentPolicy)
  if (isPage) return reply.send(Buffer.from(await response.arrayBuffer())) // it is whole already
  return reply.send(response.body && Readable.fromWeb(response.body as NodeReadableStream))
}

/** Forms are read into memory: their size is known before. Holds a product's photos from a browser without script. */
const formMaxBytes = 32 << 20
/** Of a form without files: a product's description, and as much again. */
const textFormMaxBytes = 128 << 10
/** Twice the fields of a product with 100 variants. */
const formMaxFields = 3000

const hasBody = ({ method }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD'

/** Only forms with files may be large, and are for people who are logged in. The size must be given: Node reads no more. */
const isBounded = (request: FastifyRequest): boolean =>
  !hasBody(request) ||
  Number(request.headers['content-length'] ?? Number.NaN) <= (hasFiles(request) ? formMaxBytes : textFormMaxBytes)

const hasFiles = ({ headers }: FastifyRequest): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')

/**
 * Parsing holds up all other requests, and fields cost more than bytes: 1 MB of `a&` takes 10 s, for the time grows with the
 * square of such fields; 32 MB of parts without content take 8 s.
 */
function hasTooManyFields(form: Buffer, separator: string): boolean {
  let fields = 0
  for (let at = form.indexOf(separator); at >= 0; at = form.indexOf(separator, at + 1))
    if (++fields > formMaxFields) return true
  return false
}

const texts = {
  away: ['We cannot answer right now. Nothing you did is lost.', 'Impossible pour le moment. Rien n’est perdu.'],
  notFound: ['There is nothing here.', 'Il n’y a rien ici.'],
  loggedOut: ['Please log in, then send this again.', 'Connectez-vous, puis recommencez l’envoi.'],
  tooLarge: ['What you sent is too large.', 'Votre envoi est trop volumineux.'],
} as const

/** When not even a page could be made: the database is away, or the address is no page's (`/assets/../x`). */
function sendBroken(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, statusCode, cause } = error as { status?: number; statusCode?: number; cause?: unknown }
  const code = isUnavailable(error) ? 503 : (status ?? statusCode ?? 500)
  if (code === 503) request.log.warn({ err: cause ?? error }, 'unavailable')
  else if (code >= 500) request.log.error({ err: error }, 'no page')
  // the files' own "forbidden" for an address outside their folder says no more than that nothing is there
  else if (code === 400 || code === 403 || code === 404)
    return sendPlain(reply, code === 400 ? 400 : 404, texts.notFound)
  return sendPlain(reply.header('retry-after', '5'), code, texts.away)
}

/** Without React and without knowing the visitor: in both languages. */
const sendPlain = (reply: FastifyReply, status: number, [en, fr]: readonly [string, string]): FastifyReply =>
  reply
    .code(status)
    .headers(pageHeaders)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Fondaco</title><p>${en}<p lang="fr">${fr}`,
    )

/** Pages show what belongs to one person: nobody in between may keep them. */
const pageHeaders = {
  'cache-control': 'private, no-cache',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
}

/** Style attributes stay allowed: bars and charts set widths, and a style attribute runs no script. */
const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

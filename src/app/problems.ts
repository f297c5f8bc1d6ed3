import type { FastifyInstance } from 'fastify'
import { allRefusals, type RefusalCode } from '#app/refusals.ts'
import { routes } from '#app/routes.ts'
import { commonRefusals, type Refusal } from '#platform/refusal.ts'
import texts from '../../web/messages/en/refusals.ts'
import { refusalTexts } from '../../web/messages/refusal-texts.ts'

/** A refusal as an English sentence: the `detail` of a problem (RFC 9457). */
export const detailOf = (refusal: Refusal): string => refusalTexts('en', refusal, {}).text

/** The page that the `type` of a problem leads to: its status, its meaning, and which operations answer it. */
export function mountProblems(app: FastifyInstance): void {
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const page = pageOf(request.params.code)
    if (!page) return reply.callNotFound()
    return reply.type('text/html').header('cache-control', 'public, max-age=3600').send(page)
  })
}

const internal = { status: 500, meaning: 'An error of the market itself. It has been recorded under the request id.' }

/** Null for a code that no operation answers. */
function pageOf(code: string): string | null {
  const named = Object.entries(routes).flatMap(([name, { refusals }]) => (refusals.includes(code) ? [name] : []))
  const anywhere = code === 'internal' || code in commonRefusals
  if (!anywhere && named.length === 0) return null
  const { status, meaning } =
    code === 'internal'
      ? internal
      : { status: allRefusals[code as RefusalCode], meaning: meaningOf(code as RefusalCode) }
  const by = anywhere ? 'any operation' : named.map(name => `<code>${name}</code>`).join(', ')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${code}</title></head>
<body><h1>${code}</h1><p>${meaning}</p>
<p>Status ${status}. Answered by ${by}. See <a href="/api/openapi.json">the API document</a>.</p></body></html>`
}

/** The text of a refusal with the names of its parameters instead of values; of plural forms, the general one. */
export const meaningOf = (code: RefusalCode): string =>
  texts[code]
    .replaceAll(/\{(\w+), (?:plural|select),[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, (choice, name: string) => {
      const general = /other \{([^{}]*)\}/.exec(choice)![1]!
      return general.replaceAll('#', `{${name}}`)
    })
    .replaceAll(/\{(\w+)(?:, \w+)?\}/g, '<var>$1</var>')

import { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { type EntryContext, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from 'react-router'
import { areaOf, Messages } from './kit/i18n.tsx'
import { webContext } from './kit/page/context.ts'
import { isRefusal } from './kit/page/refusal.ts'
import { catalogOf } from './messages/server.ts'

/** How long data that a page awaits may take while it is rendered. */
export const streamTimeout = 5_000

/** Refusals and answers below 500 are expected and aborted requests are not errors; everything else is a bug. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: RouterContextProvider },
) {
  const isAnswer = isRefusal(error) || (isRouteErrorResponse(error) && error.status < 500)
  if (!request.signal.aborted && !isAnswer) context.get(webContext).report(error)
}

export default function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { locale, nonce, report } = context.get(webContext)
  // No content policy is sent in development: browsers then show the attribute, and React would report a mismatch.
  const visibleNonce = import.meta.env.DEV ? undefined : nonce
  const area = areaOf(router.staticHandlerContext.matches.map(match => match.route.handle))
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <Messages locale={locale} catalog={catalogOf(locale, area)}>
        <ServerRouter context={router} url={request.url} nonce={visibleNonce} />
      </Messages>,
      {
        nonce: visibleNonce,
        // No page awaits data while it is rendered, so it is sent in one piece: a third cheaper than in pieces of 2 kB.
        onAllReady() {
          clearTimeout(timer)
          const pieces: Uint8Array[] = []
          const body = new Writable({
            write(piece, _, done) {
              pieces.push(piece)
              done()
            },
          })
          body.once('finish', () => resolve(new Response(Buffer.concat(pieces), { status, headers })))
          pipe(body)
        },
        onShellError: reject,
        onError(error) {
          if (!request.signal.aborted) report(error)
        },
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1_000)
  })
}

import * as build from 'virtual:react-router/server-build'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import type { WebContext } from '#app/web-context.ts'
import { webContext } from './kit/page/context.ts'

// A ready-made handler: given a function, React Router would rank its hundred routes again for each request.
const respond = createRequestHandler(build, import.meta.env.MODE)

/** The entry of the server build: responds to a request with a page, a form's result or a redirect. */
export function handle(request: Request, context: WebContext): Promise<Response> {
  const provider = new RouterContextProvider()
  provider.set(webContext, context)
  return respond(request, provider)
}

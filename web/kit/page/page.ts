import { data, type LoaderFunctionArgs, redirect } from 'react-router'
import type { WebContext } from '#app/web-context.ts'
import { webContext } from './context.ts'
import { isRefusal, logInPath } from './refusal.ts'

/** What the body of `page` and `write` gets: the route's arguments and the visit in one object. */
export type Web<Args extends LoaderFunctionArgs> = Args & WebContext

/**
 * Makes a loader: `export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => api.order(params))`.
 * A refusal becomes the error page of its status; who is not signed in goes to the log-in and comes back.
 */
export const page =
  <Args extends LoaderFunctionArgs, T>(load: (visit: Web<Args>) => T) =>
  async (args: Args): Promise<Awaited<T>> => {
    try {
      return await load({ ...args, ...args.context.get(webContext) })
    } catch (error) {
      throw isRefusal(error) ? refusedPage(error, args.url) : error
    }
  }

const refusedPage = ({ code, status }: { code: string; status: number }, url: URL) =>
  code === 'request.not_signed_in'
    ? redirect(logInPath(url.pathname + url.search))
    : // a page is asked for by its address alone: a mistyped one leads nowhere
      data({ code }, { status: code === 'request.invalid' ? 404 : status })

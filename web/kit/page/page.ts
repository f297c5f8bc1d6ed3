import { data, type LoaderFunctionArgs, redirect } from 'react-router'
import type { WebContext } from '#app/web-context.ts'
import { webContext } from './context.ts'
import { isRefusal, logInPath } from './refusal.ts'

/** What the body of `page` and `write` gets: the route's arguments and the visit in one object. */
export type Web<Args extends LoaderFunctionArgs> = Args & WebContext

/**
 * Makes a loader: `export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => api.order(params))`. A
 * refusal becomes the error page of its status; visitors who are not logged in are sent to the log-in page and back.
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
    : // a loader gets nothing but the address, so a malformed one means that the page does not exist
      data({ code }, { status: code === 'request.invalid' ? 404 : status })

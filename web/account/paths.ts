import type { Api } from '#app/web-context.ts'
import { ownPath } from '../kit/page/refusal.ts'

/** The path to go to after log-in; kept through all steps. */
export const requestedPath = (url: URL): string => ownPath(url.searchParams.get('to'))

/** An account page that keeps the path to go to afterwards. */
export const accountPath = (page: 'log-in' | 'sign-up' | 'code' | 'second-factor', to: string): string =>
  `/account/${page}?${new URLSearchParams({ to })}`

/**
 * Where to go after log-in: the page that was asked for, otherwise the person's own area. Areas have their own texts,
 * so this loads a new document.
 */
export async function pathAfterLogIn(api: Api, url: URL): Promise<string> {
  const goal = requestedPath(url)
  if (goal !== '/') return goal
  const { user } = await api.me({})
  if (user?.operator) return '/ops'
  return user && user.stores.length > 0 ? '/seller' : goal
}

import type { Api } from '#app/web-context.ts'
import { ownPath } from '../kit/page/refusal.ts'

/** Where somebody goes once logged in; kept through all steps. */
export const goalOf = (url: URL): string => ownPath(url.searchParams.get('to'))

/** A page of the account that remembers where it shall lead. */
export const accountPath = (page: 'log-in' | 'sign-up' | 'code' | 'second-factor', to: string): string =>
  `/account/${page}?${new URLSearchParams({ to })}`

/**
 * Where to go once logged in: where somebody wanted to go, else where they work. Another part of the market, so by a new
 * document: its texts come with it.
 */
export async function wayOn(api: Api, url: URL): Promise<string> {
  const goal = goalOf(url)
  if (goal !== '/') return goal
  const { user } = await api.me({})
  if (user?.operator) return '/ops'
  return user && user.stores.length > 0 ? '/seller' : goal
}

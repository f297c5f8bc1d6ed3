import { ownPath } from '../kit/page/refusal.ts'

/** Where somebody goes once logged in; kept through all steps. */
export const goalOf = (url: URL): string => ownPath(url.searchParams.get('to'))

/** A page of the account that remembers where it shall lead. */
export const accountPath = (
  page: 'log-in' | 'sign-up' | 'code' | 'second-factor',
  to: string,
  more: { email?: string; sign_up?: string } = {},
): string => `/account/${page}?${new URLSearchParams({ to, ...more })}`

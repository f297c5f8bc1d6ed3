/** A business "no" from the API: expected, with a code from a closed list. */
export type Refusal = Error & { code: string; status: number; params: Readonly<Record<string, unknown>> }

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'

/** The log-in page, which leads back to `to` afterwards. */
export const logInPath = (to: string): string => `/account/log-in?to=${encodeURIComponent(to)}`

/**
 * `to` when it is a path of ours, otherwise `/`: a link must not use us to lead to another site. Check again after
 * changing a checked path: cutting off its beginning may expose another host.
 */
export const ownPath = (to: unknown): string =>
  // Parsed as browsers do: backslashes count as slashes, tabs and line breaks are skipped.
  typeof to === 'string' && ownStart.test(to) && URL.parse(to, ownOrigin)?.origin === ownOrigin ? to : '/'

const ownOrigin = 'http://own.invalid'
/** One slash, not followed by a character that makes it a host, and no control characters. */
const ownStart = /^\/(?![/\\])\P{Cc}*$/u

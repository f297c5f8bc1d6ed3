/** A business "no" from the API: expected, with a code from a closed list. */
export type Refusal = Error & { code: string; status: number; params: Readonly<Record<string, unknown>> }

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'

/** Where somebody without a log-in goes, to come back to `to` afterwards. */
export const logInPath = (to: string): string => `/account/log-in?to=${encodeURIComponent(to)}`

/**
 * `to` when it is a path of ours, else `/`: a link must not lead off the market by way of us. Ask again of a path that
 * was changed after it was asked of: what is cut off its beginning may uncover another host.
 */
export const ownPath = (to: unknown): string =>
  // Read as a browser reads it, which takes backslashes for slashes, and skips tabs and line breaks.
  typeof to === 'string' && ownStart.test(to) && URL.parse(to, ownOrigin)?.origin === ownOrigin ? to : '/'

const ownOrigin = 'http://own.invalid'
/** One slash, then no other sign that makes it a host, and no control character anywhere. */
const ownStart = /^\/(?![/\\])\P{Cc}*$/u

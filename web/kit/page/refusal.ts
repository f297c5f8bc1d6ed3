/** A business "no" from the API: expected, with a code from a closed list. */
export type Refusal = Error & { code: string; status: number; params: Readonly<Record<string, unknown>> }

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'

/** Where somebody without a log-in goes, to come back to `to` afterwards. */
export const logInPath = (to: string): string => `/account/log-in?to=${encodeURIComponent(to)}`

/** `to` when it is a path of ours, else `/`: a link must not lead off the market by way of us. */
export const ownPath = (to: unknown): string =>
  // read as a browser reads it: it skips tabs and line breaks, and takes backslashes for slashes
  typeof to === 'string' && to.startsWith('/') && URL.parse(to, ownOrigin)?.origin === ownOrigin ? to : '/'

const ownOrigin = 'http://fondaco.invalid'

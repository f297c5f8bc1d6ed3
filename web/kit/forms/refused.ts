/** What a form shows after a refusal: texts in the page's language, and the typed values. */
export type Refused = {
  refused: { code: string; text: string; fields: Readonly<Record<string, string>> }
  /** Which form of the page was sent. */
  formName: string
  values: Readonly<Record<string, string>>
  /** A new idempotency key, since the next attempt sends different content. */
  nextKey: string
}

/** Hidden fields of every write: its idempotency key, and which form of the page it is. */
export const keyField = '_key'
export const formField = '_form'
/** Of a form sent to another address by a fetcher: its page stays. */
export const staysField = '_stays'

/** By which the sender confirms that it is them, before what the form does (`write`). */
export const proofFields = { code: '_proof_code', password: '_proof_password' } as const

/** The code of a form that nobody answered: its text is the kit's own (`RefusalText`), not the server's. */
export const unreachable = 'request.unreachable'

/** The code of a form that was not sent because the session was over, and whose user is back. */
export const loggedInAgain = 'request.logged_in_again'

/** Of a log-in without script: the form that was sent when the session was over, as JSON. */
export const keptField = 'kept'

/** What a form says, without its files. */
export const textFields = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string'))

/** What was typed, to be shown again: no passwords. */
export const typedValues = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !/password|^_/.test(name)))

export const isRefused = (result: unknown): result is Refused =>
  typeof result === 'object' && result !== null && 'refused' in result

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

export const isRefused = (result: unknown): result is Refused =>
  typeof result === 'object' && result !== null && 'refused' in result

import { isRefused, keptField, textFields, typedValues } from '../kit/forms/refused.ts'

/**
 * A form that a page sent on because its session was over, as JSON without passwords; it goes along through the log-in and
 * back to its page. Null when there is none.
 */
export function keptOf(form: FormData): string | null {
  const texts = textFields(form)
  if (keptField in texts) return texts[keptField]!
  const { _form = '' } = texts
  if (['password', 'code', ''].includes(_form) && ('email' in texts || 'code' in texts)) return null
  return JSON.stringify({ ...typedValues(texts), _form })
}

/** The same out of a page's action data: of a first answer, or of a refused log-in. */
export function keptIn(result: unknown): string | null {
  if (isRefused(result)) return result.values[keptField] ?? null
  const kept = (result as { kept?: unknown } | undefined)?.kept
  return typeof kept === 'string' ? kept : null
}

import { createTranslator } from 'use-intl/core'
import type { Locale } from '../kit/i18n.tsx'
import type { Refusal } from '../kit/page/refusal.ts'
import en from './en/refusals.ts'
import fr from './fr/refusals.ts'

const texts: Record<Locale, Record<keyof typeof en, string>> = { en, fr }

/**
 * A refusal in the reader's language: what to say above the form, and beside which fields. A code without a text of
 * its own is shown as it is, so that support can look it up.
 */
export function refusalTexts(locale: Locale, { code, params }: Refusal, values: Readonly<Record<string, string>>) {
  // Codes contain dots, which would read as a path: the keys say `cart:empty`.
  const messages = Object.fromEntries(Object.entries(texts[locale]).map(([key, text]) => [key.replace('.', ':'), text]))
  const t = createTranslator({ locale, messages: messages as Record<string, string> })
  const say = (key: string, given: Readonly<Record<string, unknown>>) => t(key.replace('.', ':'), given as never)
  const issues = code === 'request.invalid' && Array.isArray(params.issues) ? (params.issues as { path: string }[]) : []
  const fields: Record<string, string> = {}
  for (const { path } of issues) {
    const name = fieldOf(path, values)
    if (name) fields[name] = say(values[name] === '' ? 'field.missing' : 'field.invalid', {})
  }
  const text = code in texts[locale] ? say(code, params) : say('unknown', { code })
  return { text, fields }
}

/** The field that an input's path came from: `price` for `price_minor` and for `price.amount_minor`. */
const fieldOf = (path: string, values: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(values).find(name => path === name || path === `${name}_minor` || path.startsWith(`${name}.`))

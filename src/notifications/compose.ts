import { queueMail } from '#platform/mail.ts'
import type { Locale } from '#platform/market.ts'
import type { Tx } from '#platform/tx.ts'

export type { Locale } from '#platform/market.ts'

export const localeOf = (text: string): Locale => (text === 'fr' ? 'fr' : 'en')

export type Composed = {
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link: { readonly label: string; readonly url: string } | null
}

const intl = { en: 'en-IE', fr: 'fr-FR' } as const

export const moneyText = (locale: Locale, amountMinor: bigint | number, currency: string): string =>
  cachedFormatter(
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(intl[locale], { style: 'currency', currency }),
  ).format(Number(amountMinor) / 100)

export const timeText = (locale: Locale, at: Temporal.Instant, timeZone: string): string =>
  cachedFormatter(
    `${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(intl[locale], { dateStyle: 'full', timeStyle: 'short', timeZone }),
  ).format(at.epochMilliseconds)

/** Creating a formatter costs a hundred times its use; there is one for each locale, currency and time zone. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function cachedFormatter<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = formatters.get(key) ?? make()
  formatters.set(key, known)
  return known as F
}

/** Queues a composed mail as text and as HTML. */
export function mail(tx: Tx, to: { owner: string; email: string; topic: string }, composed: Composed): void {
  const link = composed.link ? [`${composed.link.label}:\n${composed.link.url}`] : []
  const button = composed.link
    ? `<p><a href="${escapeHtml(composed.link.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;` +
      `background:#11543f;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(composed.link.label)}</a></p>`
    : ''
  const body = composed.paragraphs.map(text => `<p>${escapeHtml(text)}</p>`).join('')
  queueMail(tx, {
    owner: to.owner,
    topic: to.topic,
    to: to.email,
    subject: composed.subject,
    text: `${[...composed.paragraphs, ...link].join('\n\n')}\n`,
    html: `<div style="font:16px/1.5 system-ui,sans-serif;color:#1c1f24;max-width:36rem">${body}${button}</div>`,
  })
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

import { redirect } from 'react-router'
import type { WebContext } from '#app/web-context.ts'
import { ownPath } from './refusal.ts'

/** A short notice that is shown once, after a redirect. */
export type Flash = { tone: (typeof tones)[number]; text: string }

const tones = ['ok', 'info', 'bad'] as const

const name = 'flash'

/**
 * Ends a write: redirects to `to`, a path of ours, and shows `text` there once. The text is already in the reader's
 * language.
 */
export function goTo(
  to: string,
  visit: Pick<WebContext, 'setCookie'>,
  text: string,
  tone: Flash['tone'] = 'ok',
): Response {
  visit.setCookie(name, JSON.stringify({ tone, text } satisfies Flash), { maxAgeSeconds: 60 })
  return redirect(ownPath(to), 303)
}

/** The notice left for this page; the response clears it. */
export function takeFlash({ cookies, setCookie }: Pick<WebContext, 'cookies' | 'setCookie'>): Flash | null {
  const left = cookies[name]
  if (!left) return null
  setCookie(name, '', { maxAgeSeconds: 0 })
  try {
    const { tone, text } = JSON.parse(left)
    return tones.includes(tone) && typeof text === 'string' ? { tone, text } : null
  } catch {
    return null
  }
}

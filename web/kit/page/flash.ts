import { redirect } from 'react-router'
import type { WebContext } from '#app/web-context.ts'
import { ownPath } from './refusal.ts'

/** A short notice that is shown once, after a redirect. */
export type Flash = {
  tone: (typeof tones)[number]
  text: string
  /** Ways on: paths of ours. */
  links?: readonly { to: string; text: string }[]
}

const tones = ['ok', 'info', 'bad'] as const

const name = 'flash'

/**
 * Ends a write: redirects to `to`, a path of ours, and shows `text` there once, with links on. The text is already in the reader's
 * language.
 */
export function goTo(
  to: string,
  visit: Pick<WebContext, 'setCookie'>,
  text: string,
  tone: Flash['tone'] = 'ok',
  links: Flash['links'] = [],
): Response {
  visit.setCookie(name, JSON.stringify({ tone, text, links } satisfies Flash), { maxAgeSeconds: 60 })
  return redirect(ownPath(to), 303)
}

/** The notice left for this page; the response clears it. */
export function takeFlash({ cookies, setCookie }: Pick<WebContext, 'cookies' | 'setCookie'>): Flash | null {
  const left = cookies[name]
  if (!left) return null
  setCookie(name, '', { maxAgeSeconds: 0 })
  try {
    const { tone, text, links } = JSON.parse(left)
    if (!tones.includes(tone) || typeof text !== 'string') return null
    const safe = (Array.isArray(links) ? links : []).filter(link => typeof link?.text === 'string')
    return { tone, text, links: safe.map(link => ({ to: ownPath(link.to), text: link.text })) }
  } catch {
    return null
  }
}

import type { WebContext } from '#app/web-context.ts'
import { marketTimeZone } from '../i18n.tsx'

const cookie = 'jobs_seen'
const days = 30

type Cookies = Pick<WebContext, 'cookies' | 'setCookie' | 'now'>

/** Until when the reader has seen the list of their jobs. */
export const seenUntil = ({ cookies }: Pick<Cookies, 'cookies'>): string | null => cookies[cookie] ?? null

/** Records that the reader is seeing the list now. */
export const seenNow = ({ setCookie, now }: Pick<Cookies, 'setCookie' | 'now'>): void =>
  setCookie(cookie, now, { maxAgeSeconds: days * 86_400 })

/** The current month up to today, in the market's time zone. */
export function thisMonth(now: string): { from: string; to: string } {
  const to = new Intl.DateTimeFormat('sv-SE', { timeZone: marketTimeZone }).format(new Date(now))
  return { from: `${to.slice(0, 8)}01`, to }
}

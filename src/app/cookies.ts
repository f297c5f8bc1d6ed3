import type { Db } from '#platform/db.ts'

/** Whether people reach the market by TLS. Decided by PUBLIC_URL alone: no header of a caller's changes it. */
export const isSecure = ({ publicUrl }: Pick<Db, 'publicUrl'>): boolean => publicUrl.startsWith('https:')

/** Browsers take a cookie of this name from our own host alone, by TLS, for all paths: no neighbor's host can plant one. */
const hostOnly = '__Host-'

/** The name of a cookie for browsers: `secure` ones cannot be set by another host. */
export const cookieName = (name: string, secure: boolean): string => (secure ? hostOnly + name : name)

export function setCookieText(
  name: string,
  value: string,
  { maxAgeSeconds, secure, httpOnly = true }: { maxAgeSeconds: number; secure: boolean; httpOnly?: boolean },
): string {
  const flags = `${httpOnly ? '; HttpOnly' : ''}${secure ? '; Secure' : ''}`
  return `${cookieName(name, secure)}=${value}; Path=/; SameSite=Lax; Max-Age=${maxAgeSeconds}${flags}`
}

/** Our cookies by their plain names; other cookies are ignored. */
export function ownCookies(sent: Readonly<Record<string, string>>, secure: boolean): Record<string, string> {
  if (!secure) return { ...sent }
  const ours = Object.entries(sent).filter(([name]) => name.startsWith(hostOnly))
  return Object.fromEntries(ours.map(([name, value]) => [name.slice(hostOnly.length), value]))
}

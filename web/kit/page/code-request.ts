import type { WebContext } from '#app/web-context.ts'

/** The code requested last in this browser. In a cookie, since addresses and secrets in a URL end up in logs. */
type CodeRequest = {
  readonly email: string
  /** Sent together with the code. */
  readonly request: string
  /** Set when a company signs up to sell. */
  readonly country?: string
}

const name = 'code'
/** How long somebody may look for the mail or request another code. */
const maxAgeSeconds = 3_600

export const keepCodeRequest = (visit: Pick<WebContext, 'setCookie'>, request: CodeRequest): void =>
  visit.setCookie(name, JSON.stringify(request), { maxAgeSeconds })

export const dropCodeRequest = (visit: Pick<WebContext, 'setCookie'>): void =>
  visit.setCookie(name, '', { maxAgeSeconds: 0 })

/** The last request, if the cookie still exists. */
export function codeRequestOf({ cookies }: Pick<WebContext, 'cookies'>): CodeRequest | null {
  try {
    const { email, request, country } = JSON.parse(cookies[name] ?? '')
    if (typeof email !== 'string' || typeof request !== 'string') return null
    return { email, request, ...(typeof country === 'string' && { country }) }
  } catch {
    return null
  }
}

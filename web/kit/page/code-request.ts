import type { WebContext } from '#app/web-context.ts'

/** A code that was asked for in this browser. In a cookie: addresses and secrets in a URL end up in logs. */
type CodeRequest = {
  readonly email: string
  /** Goes with the code. */
  readonly request: string
  /** Of a company that signs up to sell. */
  readonly country?: string
}

const name = 'code'
/** As long as somebody may look for the mail, and ask for another code. */
const maxAgeSeconds = 3_600

export const keepCodeRequest = (visit: Pick<WebContext, 'setCookie'>, request: CodeRequest): void =>
  visit.setCookie(name, JSON.stringify(request), { maxAgeSeconds })

export const dropCodeRequest = (visit: Pick<WebContext, 'setCookie'>): void =>
  visit.setCookie(name, '', { maxAgeSeconds: 0 })

/** What was asked for last, if the browser still knows. */
export function codeRequestOf({ cookies }: Pick<WebContext, 'cookies'>): CodeRequest | null {
  try {
    const { email, request, country } = JSON.parse(cookies[name] ?? '')
    if (typeof email !== 'string' || typeof request !== 'string') return null
    return { email, request, ...(typeof country === 'string' && { country }) }
  } catch {
    return null
  }
}

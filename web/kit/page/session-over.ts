import type { DataStrategyResult, MiddlewareFunction } from 'react-router'
import { logInPath } from './refusal.ts'

/**
 * In the browser, around every call to the server: when the session is over, `onSessionOver` says what becomes of the
 * call. Its code is loaded then.
 */
export const whenSessionOver: MiddlewareFunction<Record<string, DataStrategyResult>> = async ({ request }, next) => {
  const sent = request.method === 'GET' ? null : request.clone() // the call reads it
  const results = await next()
  const over = Object.keys(results).filter(route => leadsToLogIn(results[route]!.result))
  if (over.length === 0) return results
  const { onSessionOver } = await import('./on-session-over.ts')
  const result = await onSessionOver(request, sent, 'root' in results)
  for (const route of over) results[route] = result
  return results
}

const leadsToLogIn = (result: unknown): boolean =>
  result instanceof Response && (result.headers.get('location') ?? '').startsWith(logInPath(''))

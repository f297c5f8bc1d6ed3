import { useSyncExternalStore } from 'react'
import { type DataStrategyResult, data, type MiddlewareFunction, redirect, redirectDocument } from 'react-router'
import { formField, keyField, loggedInAgain, type Refused, textFields, typedValues } from '../forms/refused.ts'
import { logInPath } from './refusal.ts'

/** How the log-in over the page ended. */
type Outcome = 'same' | 'other' | 'closed'

let asking: ((outcome: Outcome) => void) | null = null
let asked: Promise<Outcome> | null = null
let canAsk = false
const listeners = new Set<() => void>()
const notify = () => {
  for (const listener of listeners) listener()
}

/** For the log-in over the page: whether it is to be shown. While it is mounted, it is asked. */
export const useSessionOver = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      canAsk = true
      return () => {
        listeners.delete(listener)
        canAsk = listeners.size > 0
      }
    },
    () => asking !== null,
    () => false,
  )

/** Ends the log-in over the page: the same user is back, another one is there, or it was closed. */
export function endLogIn(outcome: Outcome): void {
  asking?.(outcome)
  asking = null
  asked = null
  notify()
}

/** Calls that meet the end of the session at the same time wait for one log-in. */
function askForLogIn(): Promise<Outcome> {
  asked ??= new Promise(resolve => {
    asking = resolve
    notify()
  })
  return asked
}

/**
 * In the browser, around every call to the server: when the session is over, the page stays as it is and somebody logs in
 * over it. A navigation then goes on; a form stays with what was typed and can be sent again, with the same idempotency
 * key. Where no such log-in is shown, the log-in page is a new document, since it has other texts. What a part of a page
 * asked for by itself (never with the root's data) just does not come.
 */
export const whenSessionOver: MiddlewareFunction<Record<string, DataStrategyResult>> = async ({ request }, next) => {
  const sent = request.method === 'GET' ? null : request.clone() // the call reads it
  const results = await next()
  const over = Object.entries(results).filter(([, { result }]) => leadsToLogIn(result))
  if (over.length === 0) return results
  const replace = (result: DataStrategyResult) => {
    for (const [route] of over) results[route] = result
    return results
  }
  if (!sent && !('root' in results)) return replace({ type: 'data', result: undefined })
  const { pathname, search } = new URL(request.url)
  const logIn = redirectDocument(logInPath(sent ? location.pathname + location.search : pathname + search))
  if (!canAsk) return replace({ type: 'error', result: logIn })
  const outcome = await askForLogIn()
  if (outcome === 'other') return replace({ type: 'error', result: redirectDocument(location.pathname) })
  if (sent)
    return replace({ type: 'data', result: data(notSent(await sent.formData(), outcome === 'same'), { status: 401 }) })
  return replace({ type: 'error', result: outcome === 'same' ? redirect(pathname + search) : logIn })
}

const leadsToLogIn = (result: unknown): boolean =>
  result instanceof Response && (result.headers.get('location') ?? '').startsWith(logInPath(''))

function notSent(form: FormData, isBack: boolean): Refused {
  const texts = textFields(form)
  return {
    refused: { code: isBack ? loggedInAgain : 'request.not_signed_in', text: '', fields: {} },
    formName: texts[formField] ?? '',
    values: typedValues(texts),
    nextKey: texts[keyField] ?? '',
  }
}

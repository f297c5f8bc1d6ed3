import { type DataStrategyResult, data, isRouteErrorResponse, type MiddlewareFunction } from 'react-router'
import {
  formField,
  keyField,
  type Refused,
  staysField,
  textFields,
  typedValues,
  unreachable,
} from '../forms/refused.ts'

/**
 * In the browser, around every call to the server. A form that did not arrive, or was not answered, stays on its page
 * with what was typed and says so; its idempotency key stays too, so that sending it again is safe whatever became of it.
 * A page that did not come, or a form sent to another address without `staysField`, is the error page of that kind; what a
 * part of a page asked for (never with the root's data) just does not come.
 */
export const whenUnreachable: MiddlewareFunction<Record<string, DataStrategyResult>> = async ({ request }, next) => {
  const sent = request.method === 'GET' ? null : request.clone() // the call reads it
  const results = await next()
  for (const [route, { type, result }] of Object.entries(results)) {
    const error = errorOf(result)
    if (type !== 'error' || !isUnreachable(error)) continue
    const isHere = new URL(request.url).pathname === location.pathname
    const form = await sent?.formData()
    if (form && (isHere || form.has(staysField)))
      results[route] = { type: 'data', result: data(notArrived(form), { status: 503 }) }
    else if (!sent && !isHere && !('root' in results)) results[route] = { type: 'data', result: undefined }
    else if (!isRouteErrorResponse(error)) results[route] = { type, result: data(null, { status: 504 }) }
  }
  return results
}

/** What was thrown: the router puts an action's error beside the status of its answer, if there was one. */
const errorOf = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && 'init' in result && 'data' in result ? result.data : result

/** `fetch` could not make the call, or something before the server answered it. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError || (isRouteErrorResponse(error) && [502, 503, 504].includes(error.status))

function notArrived(form: FormData): Refused {
  const texts = textFields(form)
  return {
    refused: { code: unreachable, text: '', fields: {} },
    formName: texts[formField] ?? '',
    values: typedValues(texts),
    nextKey: texts[keyField] ?? '',
  }
}

import { type DataStrategyResult, data, redirect, redirectDocument } from 'react-router'
import { formField, keyField, loggedInAgain, type Refused, textFields, typedValues } from '../forms/refused.ts'
import { askForLogIn, canAskForLogIn } from './log-in-state.ts'
import { logInPath } from './refusal.ts'

/**
 * The page stays as it is and somebody logs in over it. A navigation then goes on; a form stays with what was typed and
 * can be sent again, with the same idempotency key. Where no such log-in is shown, the log-in page is a new document,
 * since it has other texts. What a part of a page asked for by itself (never with the root's data) just does not come.
 */
export async function onSessionOver(
  request: Request,
  sent: Request | null,
  withRoot: boolean,
): Promise<DataStrategyResult> {
  if (!sent && !withRoot) return { type: 'data', result: undefined }
  const { pathname, search } = new URL(request.url)
  const logIn = redirectDocument(logInPath(sent ? location.pathname + location.search : pathname + search))
  if (!canAskForLogIn()) return { type: 'error', result: logIn }
  const outcome = await askForLogIn()
  if (outcome === 'other') return { type: 'error', result: redirectDocument(location.pathname) }
  if (sent) return { type: 'data', result: data(notSent(await sent.formData(), outcome === 'same'), { status: 401 }) }
  return { type: 'error', result: outcome === 'same' ? redirect(pathname + search) : logIn }
}

function notSent(form: FormData, isBack: boolean): Refused {
  const texts = textFields(form)
  return {
    refused: { code: isBack ? loggedInAgain : 'request.not_signed_in', text: '', fields: {} },
    formName: texts[formField] ?? '',
    values: typedValues(texts),
    nextKey: texts[keyField] ?? '',
  }
}

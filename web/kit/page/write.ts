import { type ActionFunctionArgs, data, redirect } from 'react-router'
import type { Api } from '#app/web-context.ts'
import { refusalTexts } from '../../messages/refusal-texts.ts'
import {
  formField,
  keptField,
  keyField,
  loggedInAgain,
  proofFields,
  type Refused,
  textFields,
  typedValues,
} from '../forms/refused.ts'
import { webContext } from './context.ts'
import { formOf } from './form.ts'
import type { Web } from './page.ts'
import { isRefusal, logInPath } from './refusal.ts'

/** What the body of `write` gets besides the visit. */
type Submission = {
  form: FormData
  /** The `name` of the submitted `<WriteForm>`, when the page has several. */
  formName: string
  /** Pass it to the API's write, so that a form submitted twice is executed once. */
  key: string | undefined
}

/**
 * Makes an action: `export const action = write(async ({ api, form, key }: Writing<Route.ActionArgs>) => …)`. A refusal
 * becomes `actionData` for `<WriteForm result>`, with or without script, together with the typed values except
 * passwords.
 */
export const write =
  <Args extends ActionFunctionArgs, T>(act: (submission: Web<Args> & Submission) => Promise<T>) =>
  async (args: Args) => {
    const visit = args.context.get(webContext)
    const form = await formOf(args.request)
    const texts = textFields(form)
    const formName = texts[formField] ?? ''
    // back from the log-in without script; on the way there the visitor is a guest
    if (keptField in texts && visit.viewer.kind === 'user')
      return data(restored(texts[keptField]!, visit.formKey), { status: 401 })
    try {
      await confirmBy(visit.api, texts)
      return await act({ ...args, ...visit, form, formName, key: texts[keyField] })
    } catch (error) {
      if (!isRefusal(error)) throw error
      // 307: the browser sends the form on to the log-in page, which keeps what was typed
      if (error.code === 'request.not_signed_in') throw redirect(logInPath(args.url.pathname + args.url.search), 307)
      const refused: Refused = {
        refused: { code: error.code, ...refusalTexts(visit.locale, error, texts) },
        formName,
        values: typedValues(texts),
        nextKey: visit.formKey,
      }
      return data(refused, { status: error.status })
    }
  }

/** Confirms the sender first, where the form holds a proof. */
async function confirmBy(api: Api, texts: Readonly<Record<string, string>>): Promise<void> {
  const [code, password] = [texts[proofFields.code], texts[proofFields.password]]
  if (code || password) await api.confirmSelf(code ? { code } : { password })
}

/** A form as it was when the session ended, after the log-in without script: nothing was saved yet. */
function restored(kept: string, nextKey: string): Refused {
  const texts = keptTexts(kept)
  return {
    refused: { code: loggedInAgain, text: '', fields: {} },
    formName: texts[formField] ?? '',
    values: typedValues(texts),
    nextKey,
  }
}

/** What a form said, out of `keptField`; empty when it is none. */
function keptTexts(kept: string): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(JSON.parse(kept)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}

export type Writing<Args extends ActionFunctionArgs> = Web<Args> & Submission

import { type ActionFunctionArgs, data, redirect } from 'react-router'
import type { Api } from '#app/web-context.ts'
import { refusalTexts } from '../../messages/refusal-texts.ts'
import { formField, keyField, proofFields, type Refused, textFields, typedValues } from '../forms/refused.ts'
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
    try {
      await confirmBy(visit.api, texts)
      return await act({ ...args, ...visit, form, formName, key: texts[keyField] })
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code === 'request.not_signed_in') throw redirect(logInPath(args.url.pathname + args.url.search))
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

export type Writing<Args extends ActionFunctionArgs> = Web<Args> & Submission

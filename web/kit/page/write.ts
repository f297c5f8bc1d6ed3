import { type ActionFunctionArgs, data, redirect } from 'react-router'
import { refusalTexts } from '../../messages/refusal-texts.ts'
import { webContext } from './context.ts'
import type { Web } from './page.ts'
import { isRefusal, logInPath } from './refusal.ts'

/** What a form shows after a refusal: texts in the page's language, and what was typed. */
export type Refused = {
  refused: { code: string; text: string; fields: Readonly<Record<string, string>> }
  values: Readonly<Record<string, string>>
  /** The next attempt is another one: it says something else, so it needs another idempotency key. */
  nextKey: string
}

/**
 * Makes an action: `export const action = write(async ({ api, form, key }: Web<Route.ActionArgs>) => …)`. Pass `key`
 * on to the API's write. A refusal comes back as `actionData` for `<WriteForm result>`, with or without script.
 * Passwords are not sent back.
 */
export const write =
  <Args extends ActionFunctionArgs, T>(
    act: (visit: Web<Args> & { form: FormData; key: string | undefined }) => Promise<T>,
  ) =>
  async (args: Args) => {
    const visit = args.context.get(webContext)
    const form = await args.request.formData()
    const key = form.get(keyName)
    try {
      return await act({ ...args, ...visit, form, key: typeof key === 'string' ? key : undefined })
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code === 'request.not_signed_in') throw redirect(logInPath(args.url.pathname + args.url.search))
      const values = Object.fromEntries(
        [...form].filter((field): field is [string, string] => typeof field[1] === 'string' && !secret.test(field[0])),
      )
      const refused: Refused = {
        refused: { code: error.code, ...refusalTexts(visit.locale, error, values) },
        values,
        nextKey: visit.formKey,
      }
      return data(refused, { status: error.status })
    }
  }

/** The hidden field with the idempotency key; see `KeyField`. */
export const keyName = '_key'

const secret = /password|^_/

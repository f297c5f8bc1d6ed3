import { redirect, redirectDocument } from 'react-router'
import { useTranslations } from 'use-intl'
import { CodeInput } from '../kit/forms/code-input.tsx'
import { Field } from '../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { codeRequestOf, dropCodeRequest, keepCodeRequest } from '../kit/page/code-request.ts'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { textsOf } from '../messages/notices.ts'
import type { Route } from './+types/code.ts'
import { accountPath, pathAfterLogIn, requestedPath } from './paths.ts'

export const loader = page(({ url, viewer, sandbox, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'user') throw redirect(requestedPath(url))
  const asked = codeRequestOf({ cookies })
  if (!asked) throw redirect(accountPath('log-in', requestedPath(url)))
  return { email: asked.email, sandbox }
})

export const action = write(async ({ api, form, formName, url, ...visit }: Writing<Route.ActionArgs>) => {
  const asked = codeRequestOf(visit)
  if (!asked) return redirect(accountPath('log-in', requestedPath(url)), 303)
  const { email, request } = asked
  if (formName === 'again') {
    keepCodeRequest(visit, { email, ...(await api.sendCode({ email, locale: visit.locale, request })) })
    return goTo(url.pathname + url.search, visit, textsOf(visit.locale, 'storefront')('codeSent'))
  }
  const code = String(form.get('code')).replaceAll(/\D/g, '')
  const { second_factor } = await api.confirmCode({ email, code, request, locale: visit.locale })
  dropCodeRequest(visit)
  if (second_factor) return redirect(accountPath('second-factor', requestedPath(url)), 303)
  return redirectDocument(await pathAfterLogIn(api, url), 303)
})

export default function Code({ loaderData: { email, sandbox }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  return (
    <>
      <PageHeader title={t('code')} text={t('codeText', { email })} />
      <WriteForm result={actionData} name="code">
        <Field name="code" label={t('codeLabel')}>
          <CodeInput />
        </Field>
        <SubmitButton>{t('continue')}</SubmitButton>
      </WriteForm>
      <WriteForm result={actionData} name="again" className="mt-4 flex flex-col">
        <SubmitButton variant="quiet">{t('codeAgain')}</SubmitButton>
      </WriteForm>
      {sandbox && (
        <Callout tone="info" className="mt-6">
          {t('sandboxMails')}
        </Callout>
      )}
    </>
  )
}

import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { CodeInput } from '../kit/forms/code-input.tsx'
import { Field } from '../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { codeRequestOf, dropCodeRequest, keepCodeRequest } from '../kit/page/code-request.ts'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { textsOf } from '../messages/notices.ts'
import type { Route } from './+types/code.ts'

export const loader = page(({ cookies, viewer, sandbox }: Web<Route.LoaderArgs>) => {
  const asked = codeRequestOf({ cookies })
  if (viewer.kind === 'user' || !asked?.country) throw redirect('/join')
  return { email: asked.email, sandbox }
})

export const action = write(async ({ api, form, formName, url, ...visit }: Writing<Route.ActionArgs>) => {
  const asked = codeRequestOf(visit)
  if (!asked?.country) return redirect('/join', 303)
  const { country, email, request } = asked
  if (formName === 'again') {
    keepCodeRequest(visit, { country, email, ...(await api.sendCode({ email, locale: visit.locale, request })) })
    return goTo(url.pathname, visit, textsOf(visit.locale, 'join')('codeSent'))
  }
  const code = String(form.get('code')).replaceAll(/\D/g, '')
  const { application_id } = await api.confirmToSell({ country, email, code, request })
  dropCodeRequest(visit)
  return redirect(`/join/${application_id}/company`, 303)
})

export default function Code({ loaderData: { email, sandbox }, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.code')
  return (
    <div className="mx-auto max-w-md">
      <PageHeader title={t('title')} text={t('text', { email })} />
      <WriteForm result={actionData} name="code">
        <Field name="code" label={t('label')}>
          <CodeInput />
        </Field>
        <SubmitButton>{t('continue')}</SubmitButton>
      </WriteForm>
      <WriteForm result={actionData} name="again" className="mt-4 flex flex-col gap-4">
        <SubmitButton variant="quiet">{t('again')}</SubmitButton>
        <LinkButton to="/join" variant="quiet">
          {t('startAgain')}
        </LinkButton>
      </WriteForm>
      {sandbox && (
        <Callout tone="info" className="mt-6">
          {t('sandbox')}
        </Callout>
      )}
    </div>
  )
}

import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/code.ts'

const begun = ({ searchParams }: URL) => ({
  country: searchParams.get('country') ?? '',
  email: searchParams.get('email') ?? '',
  sign_up: searchParams.get('sign_up') ?? '',
})

export const loader = page(({ url, viewer, sandbox }: Web<Route.LoaderArgs>) => {
  const { email } = begun(url)
  if (viewer.kind === 'user' || !email) throw redirect('/join')
  return { email, sandbox }
})

export const action = write(async ({ api, form, formName, url, ...visit }: Writing<Route.ActionArgs>) => {
  if (formName === 'again') {
    await api.sendCode({ email: begun(url).email, locale: visit.locale })
    return goTo(url.pathname + url.search, visit, said(visit.locale, 'join')('codeSent'))
  }
  const code = String(form.get('code')).replaceAll(/\D/g, '')
  const { application_id } = await api.confirmToSell({ ...begun(url), code })
  return redirect(`/join/${application_id}/company`, 303)
})

export default function Code({ loaderData: { email, sandbox }, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.code')
  return (
    <div className="mx-auto max-w-md">
      <PageHeader title={t('title')} text={t('text', { email })} />
      <WriteForm result={actionData} name="code">
        <Field name="code" label={t('label')}>
          <Input
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            maxLength={7}
            required
            autoFocus
            className="text-center font-semibold text-xl tabular-nums tracking-[0.4em]"
          />
        </Field>
        <SubmitButton>{t('continue')}</SubmitButton>
      </WriteForm>
      <WriteForm result={actionData} name="again" className="mt-4 flex flex-col gap-4">
        <SubmitButton variant="quiet">{t('again')}</SubmitButton>
        <LinkButton to="/join" variant="quiet">
          {t('anew')}
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

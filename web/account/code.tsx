import { redirect, redirectDocument } from 'react-router'
import { useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/code.ts'
import { accountPath, goalOf, wayOn } from './paths.ts'

const emailOf = (url: URL): string => url.searchParams.get('email') ?? ''

export const loader = page(({ url, viewer, sandbox }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'user') throw redirect(goalOf(url))
  if (!emailOf(url)) throw redirect(accountPath('log-in', goalOf(url)))
  return { email: emailOf(url), sandbox }
})

export const action = write(async ({ api, form, formName, url, ...visit }: Writing<Route.ActionArgs>) => {
  const email = emailOf(url)
  if (formName === 'again') {
    await api.sendCode({ email, locale: visit.locale })
    return goTo(url.pathname + url.search, visit, said(visit.locale, 'storefront')('codeSent'))
  }
  const sign_up = url.searchParams.get('sign_up') ?? undefined
  const { second_factor } = await api.confirmCode({
    email,
    code: String(form.get('code')).replaceAll(/\D/g, ''),
    sign_up,
  })
  if (second_factor) return redirect(accountPath('second-factor', goalOf(url)), 303)
  return redirectDocument(await wayOn(api, url), 303)
})

export default function Code({ loaderData: { email, sandbox }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  return (
    <>
      <PageHeader title={t('code')} text={t('codeText', { email })} />
      <WriteForm result={actionData} name="code">
        <Field name="code" label={t('codeLabel')}>
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

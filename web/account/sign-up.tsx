import { redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { userNameMaxCharacters } from '#auth/limits.ts'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { NewPasswordInput } from '../kit/forms/new-password-input.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { keepCodeRequest } from '../kit/page/code-request.ts'
import { page, type Web } from '../kit/page/page.ts'
import { toTerms } from '../kit/page/terms-link.tsx'
import { type Writing, write } from '../kit/page/write.ts'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/sign-up.ts'
import { accountPath, requestedPath } from './paths.ts'

export const loader = page(({ url, viewer }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'user') throw redirect(requestedPath(url))
  return { to: requestedPath(url) }
})

export const action = write(async ({ api, form, url, ...visit }: Writing<Route.ActionArgs>) => {
  const email = String(form.get('email'))
  const password = String(form.get('password'))
  const asked = await api.signUp({ name: String(form.get('name')), email, password, locale: visit.locale })
  keepCodeRequest(visit, { email, ...asked })
  return redirect(accountPath('code', requestedPath(url)), 303)
})

export default function SignUp({ loaderData: { to }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  const locale = useLocale()
  return (
    <>
      <PageHeader title={t('signUp')} text={t('signUpText')} />
      <WriteForm result={actionData}>
        <Field name="name" label={t('name')}>
          <Input autoComplete="name" maxLength={userNameMaxCharacters} required />
        </Field>
        <Field name="email" label={t('email')}>
          <Input type="email" autoComplete="email" required />
        </Field>
        <Field name="password" label={t('password')} hint={t('passwordHint')}>
          <NewPasswordInput />
        </Field>
        <p className="text-ink-2 text-sm">
          {t.rich('signUpTerms', { terms: toTerms('terms', locale), privacy: toTerms('privacy', locale) })}
        </p>
        <SubmitButton>{t('signUp')}</SubmitButton>
      </WriteForm>
      <p className="mt-8 text-center">
        {t('haveAccount')}{' '}
        <a href={accountPath('log-in', to)} className="font-medium text-brand underline">
          {t('logIn')}
        </a>
      </p>
    </>
  )
}

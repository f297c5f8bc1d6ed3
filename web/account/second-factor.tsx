import { redirect, redirectDocument } from 'react-router'
import { useTranslations } from 'use-intl'
import { factorCodeMaxCharacters } from '#auth/limits.ts'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { keptField } from '../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/second-factor.ts'
import { keptIn, keptOf } from './kept-form.ts'
import { accountPath, pathAfterLogIn, requestedPath } from './paths.ts'

export const loader = page(({ url, viewer }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'user') throw redirect(requestedPath(url))
  return { logIn: accountPath('log-in', requestedPath(url)) }
})

export const action = write(async ({ api, form, url }: Writing<Route.ActionArgs>) => {
  const kept = keptOf(form)
  if (!form.has('code')) return { kept } // sent on by the log-in
  await api.passSecondFactor({ code: String(form.get('code')) })
  if (kept) return redirect(requestedPath(url), 307)
  return redirectDocument(await pathAfterLogIn(api, url), 303)
})

export default function SecondFactor({ loaderData: { logIn }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  const kept = keptIn(actionData)
  return (
    <>
      <PageHeader title={t('secondFactor')} text={t('secondFactorText')} />
      <WriteForm result={actionData}>
        {kept && <input type="hidden" name={keptField} value={kept} />}
        <Field name="code" label={t('secondFactorCode')} hint={t('secondFactorHint')}>
          <Input
            autoComplete="one-time-code"
            autoCapitalize="none"
            minLength={6}
            maxLength={factorCodeMaxCharacters}
            required
            autoFocus
            className="text-center font-semibold text-xl tabular-nums tracking-[0.3em]"
          />
        </Field>
        <SubmitButton>{t('continue')}</SubmitButton>
      </WriteForm>
      <p className="mt-8 text-center">
        <a href={logIn} className="font-medium text-brand underline">
          {t('startOver')}
        </a>
      </p>
    </>
  )
}

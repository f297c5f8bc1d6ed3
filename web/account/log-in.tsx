import { redirect, redirectDocument } from 'react-router'
import { useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { keptField } from '../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { codeRequestOf, keepCodeRequest } from '../kit/page/code-request.ts'
import { page, type Web } from '../kit/page/page.ts'
import { useVisit } from '../kit/page/visit.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/log-in.ts'
import { keptIn, keptOf } from './kept-form.ts'
import { accountPath, pathAfterLogIn, requestedPath } from './paths.ts'

export const loader = page(async ({ api, sandbox, url, viewer }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'user') throw redirect(requestedPath(url))
  return { to: requestedPath(url), demo: sandbox ? (await api.demoLogIns({})).log_ins : null }
})

export const action = write(async ({ api, form, formName, url, ...visit }: Writing<Route.ActionArgs>) => {
  const kept = keptOf(form)
  if (formName !== 'code' && formName !== 'password') return { kept } // sent on by a page whose session was over
  const email = String(form.get('email'))
  if (formName === 'code') {
    const asked = codeRequestOf(visit)
    const request = asked?.email === email ? asked.request : undefined // keeps the sign-up that is waiting for its code
    keepCodeRequest(visit, { email, ...(await api.sendCode({ email, locale: visit.locale, request })) })
    return redirect(accountPath('code', requestedPath(url)), 303)
  }
  const { second_factor } = await api.logIn({ email, password: String(form.get('password')) })
  if (second_factor) return redirect(accountPath('second-factor', requestedPath(url)), kept ? 307 : 303)
  if (kept) return redirect(requestedPath(url), 307)
  return redirectDocument(await pathAfterLogIn(api, url), 303)
})

export default function LogIn({ loaderData: { to, demo }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.account')
  const { cartUnits } = useVisit()
  const kept = keptIn(actionData)
  return (
    <>
      <PageHeader title={t('logIn')} />
      {kept && (
        <Callout tone="info" className="mb-5">
          {t('formKept')}
        </Callout>
      )}
      <p className="mb-5">
        {t('noAccount')}{' '}
        <a href={accountPath('sign-up', to)} className="font-medium text-brand underline">
          {t('signUp')}
        </a>
        {cartUnits > 0 && <span className="block text-ink-2 text-sm">{t('cartKept')}</span>}
      </p>
      {demo && <DemoLogIns demo={demo} />}
      <WriteForm result={actionData} name="password">
        {kept && <input type="hidden" name={keptField} value={kept} />}
        <Field name="email" label={t('email')}>
          <Input type="email" autoComplete="email" required />
        </Field>
        <Field name="password" label={t('password')}>
          <Input type="password" autoComplete="current-password" required />
        </Field>
        <SubmitButton>{t('logIn')}</SubmitButton>
        <a href="/account/recover" className="self-center text-sm underline">
          {t('forgotten')}
        </a>
      </WriteForm>
      <p className="my-6 text-center text-ink-3 text-sm">{t('or')}</p>
      <WriteForm result={actionData} name="code">
        <Field name="email" label={t('email')} hint={t('codeHint')}>
          <Input type="email" autoComplete="email" required />
        </Field>
        <SubmitButton variant="outline">{t('sendCode')}</SubmitButton>
      </WriteForm>
    </>
  )
}

/** In a demo, one click logs in as a buyer, a seller or an operator. */
function DemoLogIns({ demo }: { demo: NonNullable<Route.ComponentProps['loaderData']['demo']> }) {
  const t = useTranslations('storefront.account.demo')
  return (
    <section className="mb-6 rounded-xl border border-line bg-surface-2 p-4">
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mt-1 mb-3 text-ink-2 text-sm">{t('text')}</p>
      <ul className="grid gap-2">
        {(['buyer', 'seller', 'operator'] as const).map(role => (
          <li key={role}>
            <WriteForm result={undefined} name="password">
              <input type="hidden" name="email" value={demo[role]} />
              <input type="hidden" name="password" value={demo.password} />
              <SubmitButton variant="outline">{t(role)}</SubmitButton>
            </WriteForm>
          </li>
        ))}
      </ul>
    </section>
  )
}

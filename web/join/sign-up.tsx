import { redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { emailMaxCharacters } from '#auth/limits.ts'
import { countriesByName, countryName } from '../kit/country.ts'
import { Checkbox } from '../kit/forms/choices.tsx'
import { Field } from '../kit/forms/field.tsx'
import { Input, Select } from '../kit/forms/inputs.tsx'
import { NewPasswordInput } from '../kit/forms/new-password-input.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { type Locale, languageTags } from '../kit/i18n.tsx'
import { formatMoney, type Money as MoneyJson } from '../kit/money/money.ts'
import { keepCodeRequest } from '../kit/page/code-request.ts'
import { page, type Web } from '../kit/page/page.ts'
import { toTerms } from '../kit/page/terms-link.tsx'
import { useVisit } from '../kit/page/visit.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/sign-up.ts'

/**
 * Applicants who have already started continue; users with another kind of account learn that a store needs its own.
 */
export const loader = page(async ({ api, viewer }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'user') {
    const { items } = await api.listMyApplications({})
    const open = items.find(application => application.state !== 'approved') ?? items[0]
    if (open) throw redirect(`/join/${open.id}`)
  }
  const { countries, payout_fees } = await api.sellingTerms({})
  return { countries, payout_fees }
})

export const action = write(async ({ api, form, ...visit }: Writing<Route.ActionArgs>) => {
  const [country, email] = [String(form.get('country')), String(form.get('email'))]
  const password = String(form.get('password'))
  const terms = form.has('terms') as true // the API refuses false
  const asked = await api.signUpToSell({ country, email, password, locale: visit.locale, terms })
  keepCodeRequest(visit, { country, email, ...asked })
  return redirect('/join/code', 303)
})

const feesIn = (fees: { sepa: MoneyJson; international: MoneyJson }, locale: Locale) => ({
  sepa: formatMoney(fees.sepa, locale),
  international: formatMoney(fees.international, locale),
})

export default function SignUp({ loaderData: { countries, payout_fees }, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.signUp')
  const locale = useLocale()
  const { viewer } = useVisit()
  const named = countriesByName(countries, locale)
  const list = new Intl.ListFormat(languageTags[locale]).format(named.map(({ name }) => name))
  if (viewer.kind === 'user')
    return (
      <div className="mx-auto max-w-md">
        <PageHeader title={t('title')} />
        <Callout tone="info">{t('another', { email: viewer.email })}</Callout>
      </div>
    )
  return (
    <div className="mx-auto max-w-md">
      <PageHeader title={t('title')} text={t('text')} />
      <WriteForm result={actionData}>
        <Field
          name="country"
          label={t('country')}
          hint={`${t('onlyThese', { countries: list })} ${t('payouts', feesIn(payout_fees, locale))}`}
        >
          <Select required defaultValue="">
            <option value="" disabled />
            {named.map(({ code }) => (
              <option key={code} value={code}>
                {countryName(code, locale)}
              </option>
            ))}
          </Select>
        </Field>
        <Field name="email" label={t('email')} hint={t('emailHint')}>
          <Input type="email" autoComplete="email" maxLength={emailMaxCharacters} required />
        </Field>
        <Field name="password" label={t('password')} hint={t('passwordHint')}>
          <NewPasswordInput />
        </Field>
        <Checkbox name="terms" label={t.rich('terms', { terms: toTerms('seller-terms', locale) })} required />
        <SubmitButton>{t('go')}</SubmitButton>
      </WriteForm>
      <p className="mt-8 text-center">
        {t('haveAccount')}{' '}
        <a href="/account/log-in?to=/join" className="font-medium text-brand underline">
          {t('logIn')}
        </a>
      </p>
    </div>
  )
}

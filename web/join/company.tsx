import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { holderMaxCharacters } from '#payouts/limits.ts'
import { type LegalForm, legalForms } from '#sellers/states.ts'
import { RadioCards } from '../kit/forms/choices.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import type { Route } from './+types/company.ts'
import { afterStep, applicationOf, StepField, Steps } from './step.tsx'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => applicationOf(api, params.id, 'company'))

export const action = write(async ({ api, form, key, params }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const application_id = params.id!
  await api.saveCompany(
    {
      application_id,
      legal_form: text('legal_form') as LegalForm,
      legal_name: text('legal_name'),
      latin_name: text('latin_name') || null,
      line1: text('line1'),
      postal_code: text('postal_code'),
      city: text('city'),
      national_id: text('national_id'),
      vat_number: text('vat_number') || null,
      register_number: text('register_number'),
      phone: text('phone'),
    },
    key,
  )
  return redirect(afterStep(application_id, 'company'), 303)
})

const withHints = ['ES', 'FR', 'IT', 'TR', 'RU', 'CN'] as const

export default function Company({ loaderData: application, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.company')
  const app = useTranslations('join.application')
  const join = useTranslations('join')
  const { answers } = application
  const of = { of: application }
  const country = withHints.find(code => code === application.country) ?? 'other'
  return (
    <>
      <Steps application={application} at="company" text={t('text')} />
      <WriteForm result={actionData} className="grid gap-5 sm:grid-cols-6">
        <div className="col-span-full">
          <RadioCards
            name="legal_form"
            legend={app('field.legal_form')}
            columns
            defaultValue={answers.legal_form ?? 'company'}
            choices={legalForms.map(value => ({ value, label: app(`legalForm.${value}`), text: t(value) }))}
          />
        </div>
        <StepField name="legal_name" {...of} hint={t('nameHint')} className="col-span-full">
          <Input maxLength={120} autoComplete="organization" required defaultValue={answers.legal_name ?? ''} />
        </StepField>
        <StepField name="latin_name" {...of} hint={t('latinHint')} className="col-span-full">
          <Input maxLength={holderMaxCharacters} autoComplete="off" defaultValue={answers.latin_name ?? ''} />
        </StepField>
        <StepField name="line1" {...of} className="col-span-full">
          <Input maxLength={120} autoComplete="street-address" required defaultValue={answers.line1 ?? ''} />
        </StepField>
        <StepField name="postal_code" {...of} className="sm:col-span-2">
          <Input maxLength={20} autoComplete="postal-code" required defaultValue={answers.postal_code ?? ''} />
        </StepField>
        <StepField name="city" {...of} className="sm:col-span-4">
          <Input maxLength={120} autoComplete="address-level2" required defaultValue={answers.city ?? ''} />
        </StepField>
        <StepField name="national_id" {...of} hint={t(`numberHint.${country}`)} className="sm:col-span-3">
          <Input maxLength={40} required defaultValue={answers.national_id ?? ''} />
        </StepField>
        <StepField name="vat_number" {...of} hint={t('vatHint')} className="sm:col-span-3">
          <Input maxLength={40} defaultValue={answers.vat_number ?? ''} />
        </StepField>
        <StepField name="register_number" {...of} hint={t(`registerHint.${country}`)} className="sm:col-span-3">
          <Input maxLength={120} required defaultValue={answers.register_number ?? ''} />
        </StepField>
        <StepField name="phone" {...of} hint={t('phoneHint')} className="sm:col-span-3">
          <Input type="tel" maxLength={25} autoComplete="tel" required defaultValue={answers.phone ?? ''} />
        </StepField>
        <SubmitButton className="col-span-full sm:justify-self-start">{join('save')}</SubmitButton>
      </WriteForm>
    </>
  )
}

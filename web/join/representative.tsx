import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { textMaxCharacters } from '#sellers/limits.ts'
import { allCountries, countriesByName } from '../kit/country.ts'
import { Input, Select } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import type { Route } from './+types/representative.ts'
import { afterStep, applicationOf, StepField, Steps } from './step.tsx'

/** Names are sent along, since some browsers name some countries differently from the server. */
export const loader = page(async ({ api, params, locale }: Web<Route.LoaderArgs>) => ({
  application: await applicationOf(api, params.id, 'representative'),
  countries: countriesByName(allCountries(), locale),
}))

export const action = write(async ({ api, form, key, params }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const application_id = params.id!
  await api.saveRepresentative(
    {
      application_id,
      representative: text('representative'),
      birth_on: text('birth_on'),
      nationality: text('nationality'),
    },
    key,
  )
  return redirect(afterStep(application_id, 'representative'), 303)
})

export default function Representative({ loaderData: { application, countries }, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.representative')
  const join = useTranslations('join')
  const { answers } = application
  const of = { of: application }
  const alone = answers.legal_form === 'sole_trader'
  return (
    <>
      <Steps application={application} at="representative" text={t('text')} />
      <WriteForm result={actionData} className="grid gap-5 sm:grid-cols-2">
        <StepField name="representative" {...of} hint={alone ? t('soleTrader') : undefined} className="col-span-full">
          <Input maxLength={textMaxCharacters} required readOnly={alone} defaultValue={answers.representative ?? ''} />
        </StepField>
        <StepField name="birth_on" {...of}>
          <Input type="date" min="1900-01-01" autoComplete="bday" required defaultValue={answers.birth_on ?? ''} />
        </StepField>
        <StepField name="nationality" {...of}>
          <Select required defaultValue={answers.nationality ?? application.country}>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </StepField>
        <SubmitButton className="col-span-full sm:justify-self-start">{join('save')}</SubmitButton>
      </WriteForm>
    </>
  )
}

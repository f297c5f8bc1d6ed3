import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { emailMaxCharacters } from '#auth/limits.ts'
import {
  aboutMaxCharacters,
  slugMaxCharacters,
  slugPattern,
  storeNameMaxCharacters,
  storeNameMinCharacters,
} from '#sellers/limits.ts'
import { Input, Select, Textarea } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import type { Route } from './+types/store.ts'
import { afterStep, applicationOf, StepField, Steps } from './step.tsx'

export const loader = page(async ({ api, params, origin, viewer }: Web<Route.LoaderArgs>) => {
  const application = await applicationOf(api, params.id, 'store')
  return {
    application,
    zones: zonesOf(application.country),
    origin,
    // the address used to sign up, unless another of the applicant's stores has it
    email: viewer.kind === 'user' && !application.company_checked ? viewer.email : '',
  }
})

export const action = write(async ({ api, form, key, params }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const application_id = params.id!
  await api.saveStore(
    {
      application_id,
      name: text('name'),
      slug: text('slug'),
      about: text('about'),
      email: text('email'),
      time_zone: text('time_zone'),
    },
    key,
  )
  return redirect(afterStep(application_id, 'store'), 303)
})

/** The time zones of a country, its capital's first where known. */
function zonesOf(country: string): string[] {
  const zones = new Intl.Locale(`und-${country}`).getTimeZones?.() ?? []
  return zones.toSorted((a, b) => Number(capitals.has(b)) - Number(capitals.has(a)))
}
const capitals = new Set(['Europe/Madrid', 'Europe/Moscow', 'Asia/Shanghai'])

export default function Store({ loaderData: { application, zones, origin, email }, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.store')
  const join = useTranslations('join')
  const { answers } = application
  const of = { of: application }
  return (
    <>
      <Steps application={application} at="store" text={t('text')} />
      <WriteForm result={actionData} className="grid gap-5 sm:grid-cols-2">
        <StepField name="name" {...of}>
          <Input
            minLength={storeNameMinCharacters}
            maxLength={storeNameMaxCharacters}
            required
            defaultValue={answers.name ?? ''}
          />
        </StepField>
        <StepField name="slug" {...of} hint={t('slugHint', { url: `${origin}/s/…` })}>
          <Input
            maxLength={slugMaxCharacters}
            pattern={slugPattern.source}
            required
            defaultValue={answers.slug ?? ''}
          />
        </StepField>
        <StepField name="about" {...of} className="col-span-full">
          <Textarea maxLength={aboutMaxCharacters} defaultValue={answers.about ?? ''} />
        </StepField>
        <StepField name="email" {...of} hint={t('emailHint')}>
          <Input type="email" maxLength={emailMaxCharacters} required defaultValue={answers.email ?? email} />
        </StepField>
        <StepField name="time_zone" {...of} hint={t('timeZoneHint')}>
          <Select required defaultValue={answers.time_zone ?? zones[0]}>
            {zones.map(zone => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        </StepField>
        <SubmitButton className="col-span-full sm:justify-self-start">{join('save')}</SubmitButton>
      </WriteForm>
    </>
  )
}

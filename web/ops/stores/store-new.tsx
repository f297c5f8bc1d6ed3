import { useTranslations } from 'use-intl'
import { emailMaxCharacters, userNameMaxCharacters } from '#auth/limits.ts'
import { marketTimeZone } from '#platform/market.ts'
import {
  aboutMaxCharacters,
  slugMaxCharacters,
  slugPattern,
  storeNameMaxCharacters,
  storeNameMinCharacters,
  textMaxCharacters,
} from '#sellers/limits.ts'
import { allCountries, countriesByName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select, Textarea } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/store-new.ts'

/** Names are sent along, since some browsers name some countries differently from the server. */
export const loader = page(async ({ locale }: Web<Route.LoaderArgs>) => ({
  countries: countriesByName(allCountries(), locale),
}))

export const action = write(async ({ api, form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const { id } = await api.openStore(
    {
      name: text('name'),
      slug: text('slug'),
      about: text('about'),
      country: text('country'),
      time_zone: text('time_zone'),
      company: {
        legal_name: text('legal_name'),
        line1: text('line1'),
        postal_code: text('postal_code'),
        city: text('city'),
        register_number: text('register_number'),
        phone: text('phone'),
      },
      owner: { name: text('owner'), email: text('email') },
    },
    key,
  )
  return goTo(`/ops/stores/${id}`, visit, textsOf(visit.locale, 'ops')('storeOpened'))
})

const companyFields = ['legal_name', 'line1', 'postal_code', 'city', 'register_number', 'phone'] as const

export default function NewStore({ loaderData: { countries }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.openStore')
  const field = useTranslations('ops.application.field')
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/ops/stores', label: t('all') }]} />}
        title={t('title')}
        text={t('text')}
      />
      <Card className="max-w-xl">
        <WriteForm result={actionData}>
          <Field name="name" label={t('name')}>
            <Input minLength={storeNameMinCharacters} maxLength={storeNameMaxCharacters} required />
          </Field>
          <Field name="slug" label={t('slug')} hint={t('slugHint')}>
            <Input maxLength={slugMaxCharacters} pattern={slugPattern.source} required />
          </Field>
          <Field name="about" label={t('about')} optional>
            <Textarea maxLength={aboutMaxCharacters} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="country" label={t('country')}>
              <Select defaultValue="" required>
                <option value="" disabled hidden />
                {countries.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field name="time_zone" label={t('timeZone')}>
              <Input defaultValue={marketTimeZone} required />
            </Field>
            <Field name="owner" label={t('owner')}>
              <Input maxLength={userNameMaxCharacters} required />
            </Field>
            <Field name="email" label={t('email')}>
              <Input type="email" maxLength={emailMaxCharacters} required />
            </Field>
          </div>
          <h2 className="mt-2 font-semibold text-base">{t('company')}</h2>
          <p className="-mt-3 text-ink-3 text-sm">{t('companyText')}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            {companyFields.map(name => (
              <Field key={name} name={name} label={field(name)}>
                <Input maxLength={textMaxCharacters} required />
              </Field>
            ))}
          </div>
          <SubmitButton className="self-start">{t('open')}</SubmitButton>
        </WriteForm>
      </Card>
    </>
  )
}

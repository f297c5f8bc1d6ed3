import { useLocale, useTranslations } from 'use-intl'
import { Checkbox } from '../kit/forms/choices.tsx'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { languageTags } from '../kit/i18n.tsx'
import { parseMoney } from '../kit/money/money.ts'
import { Money } from '../kit/money/money.tsx'
import { MoneyInput } from '../kit/money/money-input.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/templates.ts'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => {
  const [{ items: templates }, { items: carriers }] = await Promise.all([api.listTemplates({}), api.listCarriers({})])
  return { templates, carriers }
})

const countries = ['AT', 'BE', 'DE', 'ES', 'FR', 'IE', 'IT', 'LU', 'NL', 'PL', 'PT', 'SE']

export const action = write(async ({ api, form, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const price = parseMoney(String(form.get('price')), 'EUR', visit.locale)
  await api.createTemplate(
    {
      name: String(form.get('name')),
      carriers: form.getAll('carriers').map(String),
      rates: form.getAll('countries').map(country => ({
        country: String(country),
        service: 'standard' as const,
        price_minor: price ?? Number.NaN,
        min_days: Number(form.get('min_days')),
        max_days: Number(form.get('max_days')),
      })),
    },
    key,
  )
  return goTo(url.pathname, visit, said(visit.locale, 'seller')('templateCreated'))
})

export default function Templates({ loaderData: { templates, carriers }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.templates')
  const locale = useLocale()
  const country = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <div className="flex flex-col gap-3">
          {templates.map(template => (
            <Card key={template.id} title={template.name} text={template.carriers.join(', ')} flush>
              <ul className="mt-2">
                {template.rates.map(rate => (
                  <li
                    key={rate.country + rate.service}
                    className="flex justify-between gap-4 border-line border-t px-4 py-2"
                  >
                    <span>
                      {country.of(rate.country)}
                      {rate.service === 'express' && <span className="text-ink-3"> · {t('express')}</span>}
                    </span>
                    <span className="text-ink-2">{t('range', { min: rate.min_days, max: rate.max_days })}</span>
                    <Money of={rate.price} />
                  </li>
                ))}
              </ul>
            </Card>
          ))}
        </div>
        <Card title={t('new')}>
          <WriteForm result={actionData}>
            <Field name="name" label={t('name')}>
              <Input maxLength={60} required />
            </Field>
            <fieldset>
              <legend className="mb-1.5 font-medium">{t('countries')}</legend>
              <div className="grid grid-cols-2 gap-1">
                {countries.map(code => (
                  <Checkbox key={code} name="countries" value={code} label={country.of(code)} defaultChecked />
                ))}
              </div>
            </fieldset>
            <fieldset>
              <legend className="mb-1.5 font-medium">{t('carriers')}</legend>
              <div className="grid grid-cols-2 gap-1">
                {carriers.map(carrier => (
                  <Checkbox key={carrier.code} name="carriers" value={carrier.code} label={carrier.name} />
                ))}
              </div>
            </fieldset>
            <div className="grid gap-4 sm:grid-cols-3">
              <Field name="price" label={t('price')}>
                <MoneyInput currency="EUR" required />
              </Field>
              <Field name="min_days" label={t('minDays')}>
                <Input type="number" min={0} max={120} required />
              </Field>
              <Field name="max_days" label={t('maxDays')}>
                <Input type="number" min={0} max={120} required />
              </Field>
            </div>
            <SubmitButton className="self-start">{t('create')}</SubmitButton>
          </WriteForm>
        </Card>
      </div>
    </>
  )
}

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { marketCurrency } from '#platform/market.ts'
import { daysOf, priceAt, services } from '#shipping/services.ts'
import { countriesByName, countryName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { Money } from '../../kit/money/money.tsx'
import { spanOf } from '../../kit/numbers.ts'
import { Card } from '../../kit/primitives/card.tsx'
import type { Rate, TemplateInput } from './template-input.ts'

/** What a buyer would pay with the template as typed; its own fields are not sent. */
export function DeliveryExample({ template }: { template: TemplateInput }) {
  const t = useTranslations('seller.template.example')
  const locale = useLocale()
  const [units, setUnits] = useState(2)
  const [grams, setGrams] = useState(500)
  const [wanted, setWanted] = useState('')
  const countries = countriesByName(
    template.zones.flatMap(zone => zone.countries),
    locale,
  )
  const country = countries.find(({ code }) => code === wanted)?.code ?? template.zones[0]?.countries[0]
  const rates = template.zones.find(zone => zone.countries.includes(country ?? ''))?.rates ?? {}
  const offered = services.filter(service => rates[service] && isComplete(rates[service]))
  return (
    <Card title={t('title')}>
      <div className="needs-script mb-3 grid grid-cols-2 gap-3">
        <Field name="" label={t('units')}>
          <Input type="number" min={1} value={units} onChange={event => setUnits(event.currentTarget.valueAsNumber)} />
        </Field>
        <Field name="" label={t('grams')}>
          <Input type="number" min={1} value={grams} onChange={event => setGrams(event.currentTarget.valueAsNumber)} />
        </Field>
        <Field name="" label={t('country')} className="col-span-2">
          <Select value={country} onChange={event => setWanted(event.currentTarget.value)}>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {country && offered.length > 0 && units > 0 && grams > 0 ? (
        <div aria-live="polite">
          <p className="text-ink-2">{t('load', { units, country: countryName(country, locale) })}</p>
          <ul>
            {offered.map(service => (
              <li key={service} className="mt-1 flex flex-wrap items-baseline justify-between gap-x-4">
                <span>{t(service)}</span>
                <Price rate={rates[service]!} amount={rates[service]!.by === 'weight' ? units * grams : units} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="text-ink-2">{t('incomplete')}</p>
      )}
    </Card>
  )
}

function Price({ rate, amount }: { rate: Rate; amount: number }) {
  const t = useTranslations('seller.template.example')
  const { min_days, max_days } = daysOf(rate.carriers)
  const price_minor = priceAt({ bands: [], ...rate }, amount)
  return (
    <span className="tabular-nums">
      <strong className="font-semibold">
        {price_minor === 0 ? t('free') : <Money of={{ amount_minor: price_minor, currency: marketCurrency }} />}
      </strong>
      , {t('days', { max: max_days, span: spanOf(min_days, max_days) })}
    </span>
  )
}

/** Whether all amounts can be read: half-typed ones are `NaN`. */
const isComplete = ({ bands = [], price_minor, carriers }: Rate): boolean =>
  Object.keys(carriers).length > 0 &&
  [
    price_minor,
    ...bands.flatMap(band => [band.up_to, band.price_minor]),
    ...Object.values(carriers).flatMap(days => [days.min_days, days.max_days]),
  ].every(Number.isFinite)

import { useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { templateNameMaxCharacters } from '#shipping/limits.ts'
import { services } from '#shipping/services.ts'
import { countriesByName, countryName } from '../../kit/country.ts'
import { pill } from '../../kit/forms/choices.tsx'
import { Field, FieldNotes } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, useSending, WriteForm } from '../../kit/forms/write-form.tsx'
import { useHydrated } from '../../kit/page/hydrated.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DeliveryExample } from './template-example.tsx'
import { fieldsOf, readTemplate, type TemplateInput, type Zone } from './template-input.ts'
import { type Carrier, RateFields } from './template-rate.tsx'

type Market = Awaited<ReturnType<Api['listMarkets']>>['items'][number]

/** The form of a shipping template, new or existing: its zones as cards, with an example for a buyer next to them. */
export function TemplateForm({
  template,
  products = 0,
  carriers,
  markets,
  result,
}: {
  template: TemplateInput
  /** How many products use it. */
  products?: number
  carriers: readonly Carrier[]
  markets: readonly Market[]
  result: unknown
}) {
  const t = useTranslations('seller.template')
  const locale = useLocale()
  const form = useRef<HTMLFormElement>(null)
  const refused = isRefused(result) && result.formName === '' ? result : undefined
  const initial = refused ? readTemplate(new Map(Object.entries(refused.values)), locale) : template
  const [now, setNow] = useState<TemplateInput>(initial)
  const [zones, setZones] = useState(() => initial.zones.map((zone, row) => ({ zone, row })))
  const read = () => setNow(readTemplate(fieldsOf(new FormData(form.current!)), locale))
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when a zone was added or removed
  useEffect(read, [zones])
  return (
    <WriteForm ref={form} result={result} onInput={read}>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card>
            <Field name="name" label={t('name')} hint={t('nameHint')}>
              <Input defaultValue={template.name} maxLength={templateNameMaxCharacters} required />
            </Field>
          </Card>
          <Zones zones={zones} setZones={setZones} carriers={carriers} markets={markets} now={now} />
        </div>
        <div className="flex flex-col gap-3 lg:sticky lg:top-16">
          <DeliveryExample template={now} />
          <Unserved template={now} markets={markets} />
          {products > 0 && (
            <Callout tone="info" title={t('touches', { count: products })}>
              {t('touchesText')}
            </Callout>
          )}
          <SubmitButton>{t(products > 0 ? 'saveForAll' : 'save', { count: products })}</SubmitButton>
        </div>
      </div>
    </WriteForm>
  )
}

type Row = { zone: Zone; row: number }
type Shared = { carriers: readonly Carrier[]; markets: readonly Market[]; now: TemplateInput }

const emptyZone: Zone = { countries: [], rates: {} }

function Zones({ zones, setZones, ...rest }: Shared & { zones: readonly Row[]; setZones: (zones: Row[]) => void }) {
  const t = useTranslations('seller.template')
  const hydrated = useHydrated()
  const next = Math.max(-1, ...zones.map(({ row }) => row)) + 1
  // without script each save adds a zone
  const shown = hydrated ? zones : [...zones, { zone: emptyZone, row: next }]
  return (
    <>
      {shown.map(({ zone, row }, n) => (
        <ZoneCard
          key={row}
          n={n}
          zone={zone}
          onRemove={hydrated && zones.length > 1 ? () => setZones(zones.filter(each => each.row !== row)) : undefined}
          {...rest}
        />
      ))}
      <Button
        className="needs-script self-start"
        onClick={() => setZones([...zones, { zone: { ...emptyZone, rates: { standard: newRate } }, row: next }])}
      >
        {t('addZone')}
      </Button>
    </>
  )
}

/** A service without settings yet. */
export const newRate = { price_minor: Number.NaN, carriers: {} }

function ZoneCard({
  n,
  zone,
  onRemove,
  carriers,
  markets,
  now,
}: Shared & { n: number; zone: Zone; onRemove: (() => void) | undefined }) {
  const t = useTranslations('seller.template')
  const { refused } = useSending()
  const path = `zones.${n}`
  const wrongRates = refused?.refused.fields[`${path}.rates`]
  return (
    <Card
      title={t('zone', { n: n + 1 })}
      actions={
        onRemove && (
          <Button variant="quiet" size="sm" aria-label={t('removeZone', { n: n + 1 })} onClick={onRemove}>
            {t('remove')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <Countries path={`${path}.countries`} chosen={zone.countries} markets={markets} now={now} n={n} />
        <FieldNotes id={`${path}.rates`} error={wrongRates && t('noService')} />
        {services.map(service => (
          <RateFields
            key={service}
            path={`${path}.rates.${service}`}
            service={service}
            rate={zone.rates[service]}
            carriers={carriers}
          />
        ))}
      </div>
    </Card>
  )
}

/** The countries of a zone as chips; those of other zones are not offered. */
function Countries({
  path,
  chosen: initial,
  markets,
  now,
  n,
}: {
  path: string
  chosen: readonly string[]
  markets: readonly Market[]
  now: TemplateInput
  n: number
}) {
  const t = useTranslations('seller.template')
  const locale = useLocale()
  const { refused } = useSending()
  const hydrated = useHydrated()
  const box = useRef<HTMLFieldSetElement>(null)
  const taken = new Set(hydrated ? now.zones.filter((_, other) => other !== n).flatMap(zone => zone.countries) : [])
  const byCode = new Map(markets.map(market => [market.country, market]))
  const setAll = (checked: boolean) => {
    for (const input of box.current!.querySelectorAll('input')) if (!input.disabled) input.checked = checked
    box.current!.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <fieldset ref={box} className="min-w-0">
      <legend className="mb-1.5 font-medium">{t('countries')}</legend>
      <FieldNotes id={path} error={refused?.refused.fields[path] && t('noCountry')} />
      <div className="mb-2 flex gap-2">
        <Button size="sm" className="needs-script" onClick={() => setAll(true)}>
          {t('allCountries')}
        </Button>
        <Button size="sm" variant="quiet" className="needs-script" onClick={() => setAll(false)}>
          {t('noCountries')}
        </Button>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {countriesByName([...byCode.keys()], locale).map(({ code, name }) => (
          <label key={code} className={pill}>
            <input
              type="checkbox"
              name={`${path}.${code}`}
              defaultChecked={initial.includes(code)}
              disabled={taken.has(code)}
              className="sr-only"
            />
            {byCode.get(code)!.open ? name : t('notOpen', { name })}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Unserved({ template, markets }: { template: TemplateInput; markets: readonly Market[] }) {
  const t = useTranslations('seller.template')
  const locale = useLocale()
  const served = new Set(template.zones.flatMap(zone => zone.countries))
  const left = markets.filter(market => market.open && !served.has(market.country))
  if (left.length === 0) return null
  return (
    <Card title={t('unserved', { count: left.length })}>
      <p className="text-ink-2 text-sm">{left.map(market => countryName(market.country, locale)).join(', ')}</p>
    </Card>
  )
}

import { X } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useTranslations } from 'use-intl'
import { marketCurrency } from '#platform/market.ts'
import { bandMax, deliveryDaysMax } from '#shipping/limits.ts'
import type { Service } from '#shipping/services.ts'
import { Checkbox, pill } from '../../kit/forms/choices.tsx'
import { Field, FieldNotes } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { useSending } from '../../kit/forms/write-form.tsx'
import { MoneyInput } from '../../kit/money/money-input.tsx'
import { useHydrated } from '../../kit/page/hydrated.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { type PriceRule, type Rate, readable, ruleOf } from './template-input.ts'

export type Carrier = { code: string; name: string }

const rules = ['flat', 'free', 'weight', 'units'] as const satisfies PriceRule[]

/**
 * One service of a zone: whether it is offered, its price and carriers. The fields of a choice are shown by CSS alone.
 */
export function RateFields({
  path,
  service,
  rate,
  carriers,
}: {
  path: string
  service: Service
  rate: Rate | undefined
  carriers: readonly Carrier[]
}) {
  const t = useTranslations('seller.template')
  const { refused } = useSending()
  const wrongCarriers = refused?.refused.fields[`${path}.carriers`]
  return (
    <fieldset className="group/rate min-w-0 border-line border-t pt-3">
      <legend className="sr-only">{t(service)}</legend>
      <Checkbox
        name={`${path}.offered`}
        label={<span className="font-medium">{t(service)}</span>}
        defaultChecked={rate !== undefined}
        data-offered
      />
      <div className="mt-3 hidden flex-col gap-5 group-has-[[data-offered]:checked]/rate:flex sm:pl-6.5">
        <Prices path={path} rate={rate} />
        <fieldset className="min-w-0">
          <legend className="mb-1.5 font-medium">{t('carriers')}</legend>
          <FieldNotes id={`${path}.carriers`} error={wrongCarriers} />
          <ul className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
            {carriers.map(carrier => (
              <CarrierRow
                key={carrier.code}
                path={`${path}.carriers.${carrier.code}`}
                name={carrier.name}
                days={rate?.carriers[carrier.code]}
              />
            ))}
          </ul>
        </fieldset>
      </div>
    </fieldset>
  )
}

function Prices({ path, rate }: { path: string; rate: Rate | undefined }) {
  const t = useTranslations('seller.template')
  const { refused } = useSending()
  const rule = refused?.values[`${path}.rule`] ?? (rate ? ruleOf(rate) : 'flat')
  return (
    <div className="group/price flex flex-col gap-4">
      <fieldset>
        <legend className="mb-1.5 font-medium">{t('price')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {rules.map(value => (
            <label key={value} className={pill}>
              <input
                type="radio"
                name={`${path}.rule`}
                value={value}
                defaultChecked={value === rule}
                className="sr-only"
              />
              {t(`rule.${value}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="contents group-has-[[value=free]:checked]/price:hidden">
        <Bands path={path} rate={rate} />
        <Field name={`${path}.free_from`} label={t('freeFrom')} hint={t('freeFromHint')} optional className="max-w-96">
          <MoneyInput currency={marketCurrency} defaultMinor={readable(rate?.free_from_minor)} />
        </Field>
      </div>
    </div>
  )
}

type Band = NonNullable<Rate['bands']>[number]

/** Without script more bands are added by saving: each save shows this many empty rows. */
const spareRows = [0, 1]

/** Rows with an upper limit, and the price above the last; without rows, the price of everything. */
function Bands({ path, rate }: { path: string; rate: Rate | undefined }) {
  const t = useTranslations('seller.template')
  const hydrated = useHydrated()
  const [rows, setRows] = useState(() =>
    (rate?.bands?.length ? rate.bands : [{}]).map((band: Partial<Band>, row) => ({ band, row })),
  )
  const [next, setNext] = useState(rows.length)
  const add = () => {
    setRows([...rows, { band: {}, row: next }])
    setNext(next + 1)
  }
  const banded = 'group-has-[[value=weight]:checked]/price:block group-has-[[value=units]:checked]/price:block'
  return (
    <div>
      <ol className={`hidden ${banded}`}>
        {rows.map(({ band, row }, n) => (
          <BandRow key={row} path={`${path}.bands.${n}`} band={band}>
            <Button
              variant="quiet"
              label={t('removeBand')}
              icon={<X size={15} />}
              className="needs-script mt-6.5"
              onClick={() => setRows(rows.filter(each => each.row !== row))}
            />
          </BandRow>
        ))}
        {!hydrated &&
          spareRows.map(n => <BandRow key={`spare ${n}`} path={`${path}.bands.${rows.length + n}`} band={{}} />)}
      </ol>
      <div className="flex flex-wrap items-start gap-2">
        <Field
          name={`${path}.price`}
          label={
            <>
              <span className={`hidden ${banded.replaceAll('block', 'inline')}`}>{t('above')}</span>
              <span className={banded.replaceAll('block', 'hidden')}>{t('onePrice')}</span>
            </>
          }
          className="w-40"
        >
          <MoneyInput currency={marketCurrency} defaultMinor={readable(rate?.price_minor)} />
        </Field>
        <span className={`hidden ${banded}`}>
          <Button className="needs-script mt-6.5" onClick={add}>
            {t('addBand')}
          </Button>
        </span>
      </div>
    </div>
  )
}

function BandRow({ path, band, children }: { path: string; band: Partial<Band>; children?: React.ReactNode }) {
  const t = useTranslations('seller.template')
  return (
    <li className="mb-3 flex items-start gap-2">
      <Field
        name={`${path}.up_to`}
        label={
          <>
            <span className="hidden group-has-[[value=weight]:checked]/price:inline">{t('upToGrams')}</span>
            <span className="group-has-[[value=weight]:checked]/price:hidden">{t('upToUnits')}</span>
          </>
        }
        className="w-40"
      >
        <Input type="number" min={1} max={bandMax} defaultValue={readable(band.up_to)} className="tabular-nums" />
      </Field>
      <Field name={`${path}.price`} label={t('costs')} className="w-32">
        <MoneyInput currency={marketCurrency} defaultMinor={readable(band.price_minor)} />
      </Field>
      {children}
    </li>
  )
}

function CarrierRow({
  path,
  name,
  days,
}: {
  path: string
  name: string
  days: { min_days: number; max_days: number } | undefined
}) {
  const t = useTranslations('seller.template')
  return (
    <li className="group/carrier flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
      <Checkbox name={path} label={name} defaultChecked={days !== undefined} className="min-w-32 flex-1" />
      <span className="hidden items-center gap-1.5 text-ink-2 group-has-[:checked]/carrier:flex">
        <Days name={`${path}.min_days`} aria-label={t('minDays', { name })} defaultValue={readable(days?.min_days)} />–
        <Days name={`${path}.max_days`} aria-label={t('maxDays', { name })} defaultValue={readable(days?.max_days)} />
        {t('days')}
      </span>
    </li>
  )
}

function Days({ name, ...rest }: ComponentProps<'input'> & { name: string }) {
  const { refused } = useSending()
  return (
    <Input
      type="number"
      min={0}
      max={deliveryDaysMax}
      name={name}
      {...rest}
      defaultValue={refused?.values[name] ?? rest.defaultValue}
      aria-invalid={refused?.refused.fields[name] ? true : undefined}
      className="w-14! text-center tabular-nums"
    />
  )
}

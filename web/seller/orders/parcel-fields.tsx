import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { carrierNameMaxCharacters, trackingNumberMaxCharacters, trackingUrlMaxCharacters } from '#orders/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { useSending } from '../../kit/forms/write-form.tsx'
import { useHydrated } from '../../kit/page/hydrated.ts'
import type { Order } from './order-data.ts'

type Carrier = Order['carriers'][number]

const other = 'other'

/**
 * Carrier and tracking number of a parcel; of a carrier that is not listed, its name and a link. `now`: the parcel whose
 * number is corrected.
 */
export function ParcelFields({
  carriers,
  now,
}: {
  carriers: readonly Carrier[]
  now?: Order['shipments'][number] | undefined
}) {
  const t = useTranslations('seller.order')
  const hydrated = useHydrated()
  const { refused } = useSending()
  const first = refused?.values.carrier ?? now?.carrier ?? carriers[0]?.code
  const [code, setCode] = useState(first)
  const chosen = carriers.find(carrier => carrier.code === code)
  const adds = !now && chosen?.listed === false && code !== other
  return (
    <div className="grid gap-x-3 gap-y-4 sm:grid-cols-2">
      <Field name="carrier" label={t('carrier')} hint={adds && t('addsCarrier')}>
        <Select required defaultValue={first} onChange={event => setCode(event.currentTarget.value)}>
          <CarrierGroups carriers={carriers} />
        </Select>
      </Field>
      <Field
        name="tracking_number"
        label={t('tracking_number')}
        hint={hydrated && chosen && code !== other && t('looksLike', { example: chosen.tracking_example })}
      >
        <Input
          required
          defaultValue={now?.tracking_number}
          maxLength={trackingNumberMaxCharacters}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="characters"
        />
      </Field>
      {(!hydrated || code === other) && (
        <>
          <Field name="carrier_name" label={t('carrierName')} hint={!hydrated && t('otherOnly')}>
            <Input required={hydrated} defaultValue={otherOf(now)?.carrier_name} maxLength={carrierNameMaxCharacters} />
          </Field>
          <Field name="tracking_url" label={t('trackingUrl')} hint={t('trackingUrlHint')}>
            <Input
              type="url"
              required={hydrated}
              defaultValue={otherOf(now)?.tracking_url}
              maxLength={trackingUrlMaxCharacters}
              placeholder="https://"
            />
          </Field>
        </>
      )}
    </div>
  )
}

const otherOf = (now: Order['shipments'][number] | undefined) => (now?.carrier === other ? now : undefined)

/** Those of the template first, then those of the store's country, then all others; a carrier that is not listed last. */
function CarrierGroups({ carriers }: { carriers: readonly Carrier[] }) {
  const t = useTranslations('seller.order')
  const named = carriers.filter(carrier => carrier.code !== other)
  const groups = [
    { label: t('carriersOfTemplate'), list: named.filter(carrier => carrier.listed) },
    { label: t('carriersHere'), list: named.filter(carrier => !carrier.listed && carrier.local) },
    { label: t('carriersElsewhere'), list: named.filter(carrier => !carrier.listed && !carrier.local) },
  ]
  return (
    <>
      {groups.map(
        ({ label, list }) =>
          list.length > 0 && (
            <optgroup key={label} label={label}>
              <CarrierOptions carriers={list} />
            </optgroup>
          ),
      )}
      <option value={other}>{t('otherCarrier')}</option>
    </>
  )
}

/** Without script the hint cannot follow the selection, so each option shows an example number. */
function CarrierOptions({ carriers }: { carriers: readonly Carrier[] }) {
  const t = useTranslations('seller.order')
  const hydrated = useHydrated()
  return carriers.map(({ code, name, tracking_example: example }) => (
    <option key={code} value={code}>
      {hydrated ? name : t('carrierOption', { name, example })}
    </option>
  ))
}

/** What a submitted form with `ParcelFields` says. */
export function parcelOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const isOther = text('carrier') === other
  return {
    carrier: text('carrier'),
    tracking_number: text('tracking_number'),
    carrier_name: (isOther && text('carrier_name')) || null,
    tracking_url: (isOther && text('tracking_url')) || null,
  }
}

import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { countriesByName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import type { Delivery } from '../checkout/delivery.ts'

type Address = Parameters<Api['saveAddress']>[0]['address']

/** The fields of an address in a form; `addressOf` reads them. */
export function AddressFields({ address, delivery }: { address?: Address | null | undefined; delivery: Delivery }) {
  const t = useTranslations('storefront.checkout')
  const locale = useLocale()
  return (
    <>
      <Field name="name" label={t('name')}>
        <Input autoComplete="name" defaultValue={address?.name} maxLength={100} required />
      </Field>
      <Field name="line1" label={t('street')}>
        <Input autoComplete="address-line1" defaultValue={address?.line1} maxLength={200} required />
      </Field>
      <Field name="line2" label={t('more')} optional>
        <Input autoComplete="address-line2" defaultValue={address?.line2} maxLength={200} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-[10rem_1fr]">
        <Field name="postal_code" label={t('postalCode')}>
          <Input autoComplete="postal-code" defaultValue={address?.postal_code} maxLength={12} required />
        </Field>
        <Field name="city" label={t('city')}>
          <Input autoComplete="address-level2" defaultValue={address?.city} maxLength={100} required />
        </Field>
      </div>
      <Field name="country" label={t('country')}>
        <Select autoComplete="country" defaultValue={address?.country ?? delivery.country} required>
          {countriesByName(delivery.countries, locale).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  )
}

export function addressOf(form: FormData): Address {
  const text = (name: string): string => String(form.get(name) ?? '')
  return {
    name: text('name'),
    line1: text('line1'),
    line2: text('line2'),
    postal_code: text('postal_code'),
    city: text('city'),
    country: text('country'),
  }
}

/** An address on one line, for select lists. */
export const addressLine = ({ line1, line2, postal_code, city }: Address): string =>
  [line1, line2, `${postal_code} ${city}`].filter(Boolean).join(', ')

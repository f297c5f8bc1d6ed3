import clsx from 'clsx'
import { useLocation } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countriesByName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Select } from '../../kit/forms/inputs.tsx'
import { Button } from '../../kit/primitives/button.tsx'
import type { Delivery } from '../checkout/delivery.ts'

/** The country of delivery. Posts and reloads the page, as all preferences do: no script needed. */
export function CountryForm({ delivery, className }: { delivery: Delivery; className?: string }) {
  const t = useTranslations('storefront.delivery')
  const locale = useLocale()
  const { pathname, search } = useLocation()
  return (
    <form method="post" action="/prefs" className={clsx('flex items-end gap-2', className)}>
      <input type="hidden" name="to" value={pathname + search} />
      <Field name="country" label={t('to')} className="flex-1">
        <Select
          key={delivery.country}
          defaultValue={delivery.country}
          onChange={event => event.currentTarget.form?.requestSubmit()}
        >
          {countriesByName(delivery.countries, locale).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" className="without-script">
        {t('use')}
      </Button>
    </form>
  )
}

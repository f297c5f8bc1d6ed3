import clsx from 'clsx'
import { Check, Minus } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { countryName } from '../../kit/country.ts'
import { Card } from '../../kit/primitives/card.tsx'

export type Countries = Awaited<ReturnType<Api['offeredCountries']>>['items']

/** One row per country of the market: sold there, or why not. */
export function ProductCountries({ countries }: { countries: Countries }) {
  const t = useTranslations('seller.product.countries')
  const locale = useLocale()
  const sold = countries.filter(({ unavailable_reason }) => unavailable_reason === null).length
  const rows = countries
    .map(row => ({ ...row, name: countryName(row.country, locale) }))
    .sort(
      (a, b) =>
        Number(a.unavailable_reason !== null) - Number(b.unavailable_reason !== null) ||
        a.name.localeCompare(b.name, locale),
    )
  return (
    <Card flush>
      <details className="group">
        <summary className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-3.5">
          <span className="font-semibold text-base">{t('title')}</span>
          <span className="text-ink-2 tabular-nums">{t('count', { sold, all: countries.length })}</span>
        </summary>
        <table className="w-full">
          <caption className="sr-only">{t('title')}</caption>
          <thead className="sr-only">
            <tr>
              <th>{t('country')}</th>
              <th>{t('offered')}</th>
            </tr>
          </thead>
          <tbody className="grid sm:grid-cols-2">
            {rows.map(({ country, name, unavailable_reason }) => (
              <tr key={country} className="flex justify-between gap-3 border-line border-t px-4 py-1.5">
                <th scope="row" className="text-left font-normal">
                  {name}
                </th>
                <td
                  className={clsx(
                    'flex items-center gap-1.5 text-right text-sm',
                    unavailable_reason ? 'text-ink-3' : 'text-ok',
                  )}
                >
                  {t(unavailable_reason ?? 'sold')}
                  {unavailable_reason ? (
                    <Minus size={14} className="shrink-0" />
                  ) : (
                    <Check size={14} className="shrink-0" />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}

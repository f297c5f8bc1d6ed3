import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { countryName } from '../../kit/country.ts'
import { Money } from '../../kit/money/money.tsx'
import { spanOf } from '../../kit/numbers.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { TruckIcon } from '../../kit/primitives/icons.tsx'
import { formatDays } from '../../kit/time/date-time.tsx'
import { CountryForm } from '../cart/country-form.tsx'
import { mayCostDuties } from './customs.ts'
import type { Delivery } from './delivery.ts'
import { FreeFrom } from './delivery-text.tsx'

type Product = Awaited<ReturnType<Api['showProduct']>>
type Option = Product['delivery']['options'][number]

/** Arrival dates and price in the visitor's country, from where it is sent, and the other countries. */
export function DeliveryCard({ product, delivery }: { product: Product; delivery: Delivery }) {
  const t = useTranslations('storefront.delivery')
  const locale = useLocale()
  const { country, unavailable_reason, options } = product.delivery
  return (
    <section aria-label={t('title')} className="rounded-xl border border-line bg-surface">
      <div className="flex flex-col gap-3 p-4">
        {unavailable_reason ? (
          <Callout tone="warn" id="not-delivered">
            {t(`unavailable.${unavailable_reason}`, { country: countryName(country, locale) })}
          </Callout>
        ) : (
          product.delivery.offered && (
            <ul className="flex flex-col gap-2">
              {options.map((option, n) => (
                <Offer key={option.service} option={option} first={n === 0} />
              ))}
            </ul>
          )
        )}
        <CountryForm delivery={delivery} />
        <p className="text-ink-3 text-sm">
          {t('shipsFrom', { country: countryName(product.store.country, locale), days: product.processing_days })}{' '}
          {t(mayCostDuties(product.store.country) ? 'duties' : 'noDuties')}
        </p>
      </div>
      {product.shipping.length > 0 && <Everywhere shipping={product.shipping} />}
    </section>
  )
}

function Offer({ option, first }: { option: Option; first: boolean }) {
  const t = useTranslations('storefront.delivery')
  const locale = useLocale()
  return (
    <li className="flex gap-3">
      {first ? <TruckIcon size={20} className="mt-0.5 shrink-0 text-brand" /> : <span className="w-5 shrink-0" />}
      <span className="flex flex-1 flex-wrap justify-between gap-x-4">
        <span>
          {t.rich('arrives', {
            days: () => (
              <strong className="whitespace-nowrap font-semibold">
                {formatDays(option.arrives_from, option.arrives_to, locale)}
              </strong>
            ),
          })}
          {option.service === 'express' && <span className="text-ink-3"> · {t('express')}</span>}
        </span>
        <Cost of={option.price} />
        <FreeFrom amount={option.free_from} className="basis-full text-sm" />
      </span>
    </li>
  )
}

function Everywhere({ shipping }: { shipping: Product['shipping'] }) {
  const t = useTranslations('storefront.delivery')
  const locale = useLocale()
  return (
    <details className="border-line border-t">
      <summary className="px-4 py-3 font-medium">{t('byCountry')}</summary>
      <table className="w-full text-sm">
        <caption className="sr-only">{t('byCountry')}</caption>
        <thead>
          <tr className="border-line border-t text-left text-ink-3">
            <th className="px-4 py-2 font-medium">{t('country')}</th>
            <th className="px-4 py-2 font-medium">{t('days')}</th>
            <th className="px-4 py-2 text-right font-medium">{t('price')}</th>
          </tr>
        </thead>
        <tbody>
          {shipping.map(({ country, service, price, min_days, max_days }) => (
            <tr key={country + service} className="border-line border-t">
              <td className="px-4 py-2">
                {countryName(country, locale)}
                {service === 'express' && <span className="text-ink-3"> · {t('express')}</span>}
              </td>
              <td className="px-4 py-2 tabular-nums">
                {t('range', { max: max_days, span: spanOf(min_days, max_days) })}
              </td>
              <td className="px-4 py-2 text-right">
                <Cost of={price} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Cost({ of }: { of: Option['price'] }) {
  const t = useTranslations('storefront.delivery')
  return of.amount_minor === 0 ? <span className="text-brand">{t('costsNothing')}</span> : <Money of={of} />
}

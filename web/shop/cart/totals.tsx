import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { countryName } from '../../kit/country.ts'
import { Money } from '../../kit/money/money.tsx'

type Cart = Awaited<ReturnType<Api['showCart']>>

/** The totals of what can be bought, with its delivery to `country`. What cannot is in none of them. */
export function Totals({ cart, country }: { cart: Cart; country: string }) {
  const t = useTranslations('storefront.cart')
  const locale = useLocale()
  const known = cart.stores.every(
    store => store.chosen || store.lines.every(line => line.problem && line.problem !== 'too_few'),
  )
  return (
    <dl className="flex flex-col gap-2">
      <div className="flex justify-between">
        <dt>{t('items')}</dt>
        <dd>
          <Money of={cart.items} />
        </dd>
      </div>
      <div className="flex justify-between">
        <dt>{t('shippingTo', { country: countryName(country, locale) })}</dt>
        <dd>{known ? <Money of={cart.shipping} /> : <span className="text-ink-3">{t('later')}</span>}</dd>
      </div>
      <div className="flex justify-between border-line border-t pt-2 font-semibold text-md">
        <dt>{t(known ? 'total' : 'subtotal')}</dt>
        <dd>
          <Money of={cart.total} />
        </dd>
      </div>
    </dl>
  )
}

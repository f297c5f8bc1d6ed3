import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Money } from '../../kit/money/money.tsx'

type Cart = Awaited<ReturnType<Api['showCart']>>

/** The totals of the cart; with shipping once the country is known: until then `later` says when. */
export function Totals({ cart, later }: { cart: Cart; later?: string }) {
  const t = useTranslations('storefront.cart')
  const known = cart.stores.every(store => store.chosen)
  return (
    <dl className="flex flex-col gap-2">
      <div className="flex justify-between">
        <dt>{t('items')}</dt>
        <dd>
          <Money of={cart.items} />
        </dd>
      </div>
      <div className="flex justify-between">
        <dt>{t('shipping')}</dt>
        <dd>{known ? <Money of={cart.shipping} /> : <span className="text-ink-3">{later ?? t('later')}</span>}</dd>
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

import clsx from 'clsx'
import { useRef } from 'react'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { NumberInput } from '../../kit/forms/number-input.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { BagIcon } from '../../kit/primitives/icons.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { deliveryOf } from '../checkout/delivery.ts'
import { DeliveryText } from '../checkout/delivery-text.tsx'
import { lastPurchaseOf } from '../checkout/last-purchase.ts'
import type { Route } from './+types/cart.ts'
import { Totals } from './totals.tsx'

export const loader = page(async ({ api, cookies }: Web<Route.LoaderArgs>) => {
  const { country } = await deliveryOf(api, cookies)
  const cart = await api.showCart({ country })
  return { cart, country: cart.address?.country ?? country, ordered: lastPurchaseOf({ cookies }) }
})

export const action = write(async ({ api, form, key }: Writing<Route.ActionArgs>) => {
  const units = form.get('remove') ? 0 : Number(form.get('units'))
  await api.setCartLine({ variant_id: String(form.get('variant_id')), units }, key)
  return null
})

export default function Cart({ loaderData: { cart, country, ordered }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.cart')
  const path = useShopPath()
  return (
    <>
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      {cart.stores.length === 0 && ordered && (
        <Callout tone="info" className="mb-6">
          {t('ordered')}{' '}
          <Link to={path(`/purchases/${ordered}`)} className="font-medium underline">
            {t('seeOrder')}
          </Link>
        </Callout>
      )}
      {cart.stores.length === 0 ? (
        <EmptyState
          icon={<BagIcon size={22} />}
          title={t('empty')}
          text={t('emptyText')}
          action={<LinkButton to={path('/search')}>{t('browse')}</LinkButton>}
        />
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-4">
            {cart.stores.map(store => (
              <Card key={store.id} title={store.name} flush>
                <ul className="mt-2">
                  {store.lines.map(line => (
                    <li key={line.variant_id} className="flex gap-4 border-line border-t px-4 py-4">
                      {line.picture && <Thumbnail src={line.picture} size={72} />}
                      <div className="min-w-0 flex-1">
                        <Link to={path(`/p/${line.product_id}`)} className="font-medium hover:underline">
                          {line.title}
                        </Link>
                        <p className="text-ink-3 text-sm">{line.variant}</p>
                        <Problem line={line} country={country} />
                        <Units line={line} result={actionData} />
                      </div>
                      <span className="flex flex-col items-end">
                        <Money
                          of={line.total}
                          className={clsx('font-medium', isOut(line) && 'text-ink-3 line-through')}
                        />
                        {line.units > 1 && (
                          <span className="text-ink-3 text-sm">
                            {t.rich('each', { price: () => <Money of={line.unit} /> })}
                          </span>
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
                <StoreDelivery store={store} />
              </Card>
            ))}
          </div>
          <Card className="lg:sticky lg:top-20">
            <Totals cart={cart} country={country} />
            <LinkButton to={path('/checkout')} variant="primary" className="mt-4 w-full">
              {t('checkout')}
            </LinkButton>
          </Card>
        </div>
      )}
    </>
  )
}

type Store = Route.ComponentProps['loaderData']['cart']['stores'][number]

/** When a store's part arrives and what its delivery costs, with the way to free delivery. */
function StoreDelivery({ store }: { store: Store }) {
  const t = useTranslations('storefront.cart')
  const locale = useLocale()
  const option = store.options.find(({ service }) => service === store.chosen)
  if (!option) return null
  return (
    <div className="flex flex-col gap-2 border-line border-t px-4 py-3 text-sm">
      <DeliveryText of={option} />
      {option.free_gap && option.free_from && (
        <>
          <p className="text-ink-2" suppressHydrationWarning>
            {t('freeGap', { amount: formatMoney(option.free_gap, locale) })}
          </p>
          <progress
            className="h-1.5 w-full accent-brand"
            value={option.free_from.amount_minor - option.free_gap.amount_minor}
            max={option.free_from.amount_minor}
          />
        </>
      )}
    </div>
  )
}

/** It cannot be bought as it is, and is in no sum. */
const isOut = ({ problem }: Line): boolean => problem === 'not_on_sale' || problem === 'not_delivered_there'

type Line = Route.ComponentProps['loaderData']['cart']['stores'][number]['lines'][number]

/** Changes the units of a line, or removes it. */
function Units({ line, result }: { line: Line; result: unknown }) {
  const t = useTranslations('storefront.cart')
  const update = useUpdate()
  return (
    <WriteForm
      result={result}
      name={line.variant_id}
      className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"
      preventScrollReset
      onChange={event => update(event.currentTarget, event.nativeEvent.isTrusted)}
    >
      <input type="hidden" name="variant_id" value={line.variant_id} />
      <NumberInput
        key={line.units}
        name="units"
        aria-label={t('unitsOf', { title: line.title })}
        defaultValue={line.units}
        min={0}
        max={Math.max(line.available, line.units)}
      />
      <SubmitButton variant="outline" className="needs-no-script">
        {t('update')}
      </SubmitButton>
      <SubmitButton
        variant="quiet"
        name="remove"
        value="1"
        className="-ml-[calc(var(--control)*0.4)]"
        aria-label={t('removeOf', { title: line.title })}
      >
        {t('remove')}
      </SubmitButton>
    </WriteForm>
  )
}

/** What stands in the way of buying a line; `country`: where the cart goes. */
function Problem({ line: { problem, available }, country }: { line: Line; country: string }) {
  const t = useTranslations('storefront.cart')
  const locale = useLocale()
  if (!problem) return null
  return (
    <Callout tone="warn" className="mt-2">
      {t(problem, { count: available, country: countryName(country, locale) })}
    </Callout>
  )
}

/** Sends a line's units as they change: at once for the buttons, a moment after the last key for what is typed. */
function useUpdate(): (form: HTMLFormElement, typed: boolean) => void {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  return (form, typed) => {
    clearTimeout(waiting.current)
    const send = () => {
      const units = form.elements.namedItem('units') as HTMLInputElement
      if (units.value !== '') form.requestSubmit(form.querySelector<HTMLElement>('.needs-no-script'))
    }
    if (typed) waiting.current = setTimeout(send, 600)
    else send()
  }
}

import { redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countriesByName, countryName } from '../kit/country.ts'
import { RadioCards } from '../kit/forms/choices.tsx'
import { Field } from '../kit/forms/field.tsx'
import { Input, Select } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { Money } from '../kit/money/money.tsx'
import { spanOf } from '../kit/numbers.ts'
import { page, type Web } from '../kit/page/page.ts'
import { logInPath } from '../kit/page/refusal.ts'
import { shopPath } from '../kit/page/shop-path.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card } from '../kit/primitives/card.tsx'
import type { Route } from './+types/checkout.ts'
import { type Delivery, deliveryOf } from './delivery.ts'
import { PaymentChoices } from './payment-choices.tsx'
import { Totals } from './totals.tsx'

export const loader = page(async ({ api, viewer, url, locale, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname))
  const [cart, { methods }, delivery] = await Promise.all([
    api.showCart({}),
    api.paymentMethods({}),
    deliveryOf(api, cookies),
  ])
  if (cart.stores.length === 0) throw redirect(shopPath('/cart', locale))
  return { cart, methods, delivery }
})

const text = (form: FormData, name: string): string => String(form.get(name) ?? '')

export const action = write(async ({ api, form, formName, key, locale, setCookie }: Writing<Route.ActionArgs>) => {
  if (formName === 'address') {
    await api.setDelivery(
      {
        address: {
          name: text(form, 'name'),
          line1: text(form, 'line1'),
          line2: text(form, 'line2'),
          postal_code: text(form, 'postal_code'),
          city: text(form, 'city'),
          country: text(form, 'country'),
        },
      },
      key,
    )
    setCookie('country', text(form, 'country'))
    return null
  }
  if (formName === 'services') {
    const chosen = [...form].filter((entry): entry is [string, 'standard' | 'express'] => entry[0].startsWith('sto_'))
    await api.setDelivery({ services: Object.fromEntries(chosen) }, key)
    return null
  }
  const placed = await api.placePurchase(
    { method: text(form, 'method'), expected_total_minor: Number(form.get('expected_total_minor')) },
    key,
  )
  return redirect(shopPath(`/purchases/${placed.purchase_id}`, locale), 303)
})

export default function Checkout({ loaderData: { cart, methods, delivery }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.checkout')
  return (
    <>
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-4">
          <AddressStep cart={cart} delivery={delivery} result={actionData} />
          {cart.address && <ServiceStep cart={cart} result={actionData} />}
          {cart.ready && (
            <Card title={t('payment')}>
              <WriteForm result={actionData} name="pay">
                <input type="hidden" name="expected_total_minor" value={cart.total.amount_minor} />
                <PaymentChoices methods={methods} />
                <p className="text-ink-2 text-sm">{t('escrow')}</p>
                <SubmitButton>{t.rich('pay', { total: () => <Money of={cart.total} /> })}</SubmitButton>
              </WriteForm>
            </Card>
          )}
        </div>
        <Card className="lg:sticky lg:top-20" title={t('summary')}>
          <ul className="mb-4 flex flex-col gap-1 text-sm">
            {cart.stores.map(store => (
              <li key={store.id} className="flex justify-between gap-4">
                <span className="min-w-0 truncate text-ink-2">{store.name}</span>
                <Money of={store.total} />
              </li>
            ))}
          </ul>
          <Totals cart={cart} />
        </Card>
      </div>
    </>
  )
}

type StepProps = { cart: Route.ComponentProps['loaderData']['cart']; result: unknown }

function AddressStep({ cart: { address }, delivery, result }: StepProps & { delivery: Delivery }) {
  const t = useTranslations('storefront.checkout')
  const locale = useLocale()
  return (
    <Card title={t('address')}>
      <WriteForm result={result} name="address">
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
        <SubmitButton variant={address ? 'outline' : 'primary'}>
          {address ? t('changeAddress') : t('useAddress')}
        </SubmitButton>
      </WriteForm>
    </Card>
  )
}

function ServiceStep({ cart, result }: StepProps) {
  const t = useTranslations('storefront.checkout')
  const locale = useLocale()
  const unreachable = cart.stores.filter(store => store.options.length === 0)
  const wrong = cart.stores.flatMap(store => store.lines.filter(line => line.problem))
  return (
    <Card title={t('delivery')}>
      {unreachable.map(store => (
        <Callout key={store.id} tone="bad" className="mb-3">
          {t('unreachable', { store: store.name, country: countryName(cart.address!.country, locale) })}
        </Callout>
      ))}
      {wrong.map(line => (
        <Callout key={line.variant_id} tone="bad" className="mb-3">
          {t('problem', { title: line.title, count: line.available })}
        </Callout>
      ))}
      <WriteForm result={result} name="services">
        {cart.stores
          .filter(store => store.options.length > 0)
          .map(store => (
            <RadioCards
              key={store.id}
              name={store.id}
              legend={store.name}
              columns
              defaultValue={store.chosen ?? undefined}
              choices={store.options.map(option => ({
                value: option.service,
                label: t(option.service),
                text: t('days', { max: option.max_days, span: spanOf(option.min_days, option.max_days) }),
                aside: option.price.amount_minor === 0 ? t('free') : <Money of={option.price} />,
              }))}
            />
          ))}
        <SubmitButton variant="outline">{t('useService')}</SubmitButton>
      </WriteForm>
    </Card>
  )
}

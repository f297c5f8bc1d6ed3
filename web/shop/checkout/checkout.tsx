import type { ReactNode } from 'react'
import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Checkbox, RadioCards } from '../../kit/forms/choices.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { logInPath } from '../../kit/page/refusal.ts'
import { shopPath, useShopPath } from '../../kit/page/shop-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { formatDays } from '../../kit/time/date-time.tsx'
import { AddressFields, addressLine, addressOf } from '../addresses/address-fields.tsx'
import { Totals } from '../cart/totals.tsx'
import type { Route } from './+types/checkout.ts'
import { type Delivery, deliveryOf } from './delivery.ts'
import { keepLastPurchase } from './last-purchase.ts'
import { PaymentChoices } from './payment-choices.tsx'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(async ({ api, viewer, url, locale, cookies }: Web<Route.LoaderArgs>) => {
  const guest = viewer.kind === 'guest'
  const delivery = await deliveryOf(api, cookies)
  const [cart, { methods }, { items: saved }] = await Promise.all([
    api.showCart({ country: delivery.country }),
    api.paymentMethods({}),
    guest ? { items: [] } : api.listAddresses({}),
  ])
  if (cart.stores.length === 0) throw redirect(shopPath('/cart', locale))
  return { cart, methods, saved, delivery, logIn: guest ? logInPath(url.pathname) : null }
})

const isService = (value: unknown): value is 'standard' | 'express' => value === 'standard' || value === 'express'

const text = (form: FormData, name: string): string => String(form.get(name) ?? '')

export const action = write(async ({ api, form, formName, key, locale, setCookie }: Writing<Route.ActionArgs>) => {
  if (formName === 'address') {
    const address = addressOf(form)
    const contact = form.has('email') ? { email: text(form, 'email'), locale } : undefined
    await api.setDelivery({ address, contact }, key)
    if (form.get('keep')) await api.saveAddress({ address })
    setCookie('country', address.country)
    return null
  }
  const removed = form.get('remove')
  if (removed) {
    await api.setCartLine({ variant_id: String(removed), units: 0 }, key)
    return null
  }
  if (formName === 'saved') {
    const { items } = await api.listAddresses({})
    const chosen = items.find(({ id }) => id === form.get('saved'))
    if (!chosen) return null
    await api.setDelivery({ address: chosen.address }, key)
    setCookie('country', chosen.address.country)
    return null
  }
  // without script what was chosen may come with the payment: its total is then checked
  const { stores } = await api.showCart({})
  const services = Object.fromEntries(
    stores.flatMap(({ id, chosen }) => {
      const service = form.get(id)
      return isService(service) && service !== chosen ? [[id, service]] : []
    }),
  )
  if (form.get('then') !== 'pay') {
    await api.setDelivery({ services }, key)
    return null
  }
  if (Object.keys(services).length > 0) await api.setDelivery({ services })
  const placed = await api.placePurchase(
    { method: text(form, 'method'), expected_total_minor: Number(form.get('expected_total_minor')), locale },
    key,
  )
  keepLastPurchase({ setCookie }, placed.purchase_id)
  const purchase = `/purchases/${placed.purchase_id}${placed.state === 'redirect' ? '?bank=1' : ''}`
  return redirect(shopPath(purchase, locale), 303)
})

export default function Checkout({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.checkout')
  const path = useShopPath()
  const { cart, methods, logIn } = loaderData
  return (
    <>
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="mb-6 font-semibold text-3xl">{t('title')}</h1>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <AddressStep {...loaderData} result={actionData} />
          {cart.address && (!logIn || cart.email) && (
            <WriteForm
              result={actionData}
              name="order"
              preventScrollReset
              // submits on change: with script there is no second step to forget
              onChange={({ currentTarget, target }) => {
                const button = currentTarget.querySelector<HTMLElement>('.without-script')
                if (button?.closest('section, form')?.contains(target as Node)) currentTarget.requestSubmit(button)
              }}
            >
              <ServiceStep cart={cart} />
              {cart.ready && (
                <Card title={t('payment')}>
                  <div className="flex flex-col items-stretch gap-4">
                    <input type="hidden" name="expected_total_minor" value={cart.total.amount_minor} />
                    <PaymentChoices methods={methods} />
                    <p className="text-ink-2 text-sm">{t('escrow')}</p>
                    <SubmitButton name="then" value="pay">
                      {t.rich('pay', { total: () => <Money of={cart.total} /> })}
                    </SubmitButton>
                    <p className="text-ink-2 text-sm">
                      {t.rich('legal', {
                        terms: words => <LegalLink to="terms">{words}</LegalLink>,
                        withdrawal: words => <LegalLink to="withdrawal">{words}</LegalLink>,
                        privacy: words => <LegalLink to="privacy">{words}</LegalLink>,
                      })}
                    </p>
                  </div>
                </Card>
              )}
            </WriteForm>
          )}
        </div>
        <Card className="lg:sticky lg:top-20" title={t('summary')}>
          <ul className="mb-4 flex flex-col gap-4 text-sm">
            {cart.stores.map(store => (
              <li key={store.id}>
                <h3 className="truncate text-ink-2">{store.name}</h3>
                <ul>
                  {store.lines.map(line => (
                    <CartLine key={line.variant_id} line={line} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          <Totals cart={cart} country={cart.address?.country ?? loaderData.delivery.country} />
          <p className="mt-3 text-sm">
            <Link to={path('/cart')} className="underline">
              {t('toCart')}
            </Link>
          </p>
        </Card>
      </div>
    </>
  )
}

function LegalLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a href={useShopPath()(`/legal/${to}`)} className="underline" target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}

type Line = Route.ComponentProps['loaderData']['cart']['stores'][number]['lines'][number]

/** What is about to be bought, as the cart says it. */
function CartLine({ line }: { line: Line }) {
  return (
    <li className="mt-2 flex items-start gap-3">
      {line.picture && <Thumbnail src={line.picture} size={44} />}
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{line.title}</span>
        <span className="block text-ink-3">
          {[line.variant, line.units > 1 && `${line.units} ×`].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Money of={line.total} />
    </li>
  )
}

type StepProps = { cart: Route.ComponentProps['loaderData']['cart']; result: unknown }

function AddressStep({
  cart: { address, email },
  saved,
  delivery,
  logIn,
  result,
}: StepProps & Pick<Route.ComponentProps['loaderData'], 'saved' | 'logIn'> & { delivery: Delivery }) {
  const t = useTranslations('storefront.checkout')
  const locale = useLocale()
  const typed = (
    <WriteForm result={result} name="address">
      {logIn && (
        <Field name="email" label={t('email')} hint={t('emailHint')}>
          <Input type="email" autoComplete="email" defaultValue={email ?? undefined} required />
        </Field>
      )}
      <AddressFields address={saved.length > 0 ? null : address} delivery={delivery} />
      {!logIn && <Checkbox name="keep" label={t('keepAddress')} defaultChecked />}
      <SubmitButton variant={address ? 'outline' : 'primary'}>
        {t(address ? 'changeAddress' : 'useAddress')}
      </SubmitButton>
    </WriteForm>
  )
  if (logIn)
    return (
      <Card
        title={t('contact')}
        actions={
          <span className="text-sm">
            {t.rich('haveAccount', {
              link: words => (
                <a href={logIn} className="font-medium text-brand underline">
                  {words}
                </a>
              ),
            })}
          </span>
        }
      >
        {typed}
      </Card>
    )
  if (saved.length === 0) return <Card title={t('address')}>{typed}</Card>
  const current = address && saved.find(each => addressLine(each.address) === addressLine(address))?.id
  return (
    <Card title={t('address')} text={address && !current ? addressLine(address) : undefined}>
      <WriteForm result={result} name="saved">
        <RadioCards
          name="saved"
          legend={t('savedAddresses')}
          defaultValue={current ?? (address ? undefined : saved[0]!.id)}
          choices={saved.map(each => ({
            value: each.id,
            label: each.address.name,
            text: `${addressLine(each.address)}, ${countryName(each.address.country, locale)}`,
          }))}
        />
        <SubmitButton variant={address ? 'outline' : 'primary'}>{t('useAddress')}</SubmitButton>
      </WriteForm>
      <details className="mt-4" open={isRefused(result) && result.formName === 'address'}>
        <summary className="w-fit cursor-pointer text-sm underline">{t('otherAddress')}</summary>
        <div className="mt-4">{typed}</div>
      </details>
    </Card>
  )
}

/** What cannot be bought: it is in no sum, and can be removed here, line by line. */
function Problem({ lines, title, children }: { lines: readonly Line[]; title: string; children: ReactNode }) {
  const t = useTranslations('storefront.checkout')
  return (
    <Callout
      tone="bad"
      className="mb-3"
      action={lines.map(line => (
        <SubmitButton
          key={line.variant_id}
          variant="outline"
          name="remove"
          value={line.variant_id}
          aria-label={t('removeOf', { title: lines.length > 1 ? line.title : title })}
        >
          {lines.length > 1 ? t('removeOf', { title: line.title }) : t('remove')}
        </SubmitButton>
      ))}
    >
      {children}
    </Callout>
  )
}

function ServiceStep({ cart }: Pick<StepProps, 'cart'>) {
  const t = useTranslations('storefront.checkout')
  const locale = useLocale()
  const country = countryName(cart.address!.country, locale)
  // of a store that delivers some of the items, those that it does not are named instead
  const isReached = (line: Line) => line.problem !== 'not_delivered_there'
  const unreachable = cart.stores.filter(
    ({ options, lines }) => options.length === 0 && lines.some(isReached) === lines.every(isReached),
  )
  const wrong = cart.stores
    .flatMap(store => (unreachable.includes(store) ? store.lines.filter(isReached) : store.lines))
    .flatMap(({ problem, ...line }) => (problem ? [{ problem, ...line }] : []))
  return (
    <Card title={t('delivery')}>
      {unreachable.map(store => (
        <Problem key={store.id} lines={store.lines} title={store.name}>
          {t('unreachable', { store: store.name, country })}
        </Problem>
      ))}
      {wrong.map(line => (
        <Problem key={line.variant_id} lines={[line]} title={line.title}>
          {t(`problem.${line.problem}`, { title: line.title, count: line.available, country })}
        </Problem>
      ))}
      <div className="flex flex-col gap-4">
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
                text: t('arrives', { days: formatDays(option.arrives_from, option.arrives_to, locale) }),
                aside: option.price.amount_minor === 0 ? t('free') : <Money of={option.price} />,
              }))}
            />
          ))}
        <SubmitButton variant="outline" name="then" value="services" className="without-script">
          {t('useService')}
        </SubmitButton>
      </div>
    </Card>
  )
}

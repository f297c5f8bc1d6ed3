import { useTranslations } from 'use-intl'
import type { Api, Locale } from '#app/web-context.ts'
import { Field } from '../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { parseMoney } from '../kit/money/money.ts'
import { MoneyInput } from '../kit/money/money-input.tsx'
import { Card } from '../kit/primitives/card.tsx'
import type { Order } from './order.tsx'

/** While an order awaits payment its store may make it cheaper, unit by unit or in the shipping. */
export function LowerPrice({ order, result }: { order: Order; result: unknown }) {
  const t = useTranslations('seller.order.price')
  const { currency } = order.total
  return (
    <Card title={t('title')} text={t('text')}>
      <WriteForm result={result} name="price">
        {order.lines.map((line, n) => (
          <Field
            key={line.sku}
            name={`lines.${n}.unit`}
            label={t('unit', { title: line.title, variant: line.variant })}
          >
            <MoneyInput currency={currency} defaultMinor={line.unit.amount_minor} required />
          </Field>
        ))}
        <Field name="shipping" label={t('shipping')}>
          <MoneyInput currency={currency} defaultMinor={order.shipping.amount_minor} required />
        </Field>
        <SubmitButton variant="outline" className="self-start">
          {t('lower')}
        </SubmitButton>
      </WriteForm>
    </Card>
  )
}

type Prices = Pick<Parameters<Api['lowerPrice']>[0], 'lines' | 'shipping_minor'>

/** The form as the API takes it; an amount that cannot be read is refused there, beside its field. */
export function newPrices(form: FormData, locale: Locale): Prices {
  const amount = (name: string): number => parseMoney(String(form.get(name)), 'EUR', locale) ?? Number.NaN
  const units = [...form.keys()].filter(name => /^lines\.\d+\.unit$/.test(name))
  return {
    lines: units.map((name, n) => ({ n, unit_minor: amount(name) })),
    shipping_minor: amount('shipping'),
  }
}

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Field } from '../../kit/forms/field.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { LoweredMoney } from '../../kit/money/lowered-money.tsx'
import { MoneyInput } from '../../kit/money/money-input.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { newPrices, type Prices, totalOf } from './new-prices.ts'
import type { Order } from './order-data.ts'

/**
 * While an order awaits payment, its store may lower the unit prices or the shipping; rarely used, so it is collapsed.
 */
export function LowerPrice({ order, result }: { order: Order; result: unknown }) {
  const t = useTranslations('seller.order.price')
  const locale = useLocale()
  const [offered, setOffered] = useState<Prices>()
  const { currency } = order.total
  const total = offered ? totalOf(order, offered) : order.total.amount_minor
  return (
    <Card>
      <details open={isRefused(result) && result.formName === 'price'}>
        <summary className="cursor-pointer">
          <h2 className="inline font-semibold text-base">{t('title')}</h2>
        </summary>
        <p className="text-ink-3 text-sm">{t('text')}</p>
        <WriteForm
          result={result}
          name="price"
          className="mt-3 flex flex-col gap-4"
          onInput={event => setOffered(newPrices(new FormData(event.currentTarget), locale))}
        >
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
          <div className="flex flex-wrap items-center justify-between gap-3">
            <SubmitButton variant="outline">{t('lower')}</SubmitButton>
            <output className="needs-script">
              {t.rich('total', {
                total: () =>
                  Number.isNaN(total) ? (
                    '–'
                  ) : (
                    <LoweredMoney
                      of={{ amount_minor: total, currency }}
                      before={total < order.total.amount_minor ? order.total : null}
                      className="font-semibold"
                    />
                  ),
              })}
            </output>
          </div>
        </WriteForm>
      </details>
    </Card>
  )
}

import type { ComponentProps } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Input } from '../forms/inputs.tsx'
import { currencySign, parseMoney, typedAmount } from './money.ts'

/**
 * An amount, typed as the language writes it. The form sends the text; the action reads it with `parseMoney`, so it
 * works without script. With script, what cannot be read keeps the form from being sent; saying so at once, when the
 * field is left, would take the focus back into it.
 */
export function MoneyInput({
  currency,
  defaultMinor,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'defaultValue'> & { currency: string; defaultMinor?: number }) {
  const locale = useLocale()
  const t = useTranslations('kit.forms')
  const initial = defaultMinor === undefined ? undefined : typedAmount({ amount_minor: defaultMinor, currency }, locale)
  return (
    <Input
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      defaultValue={initial}
      after={currencySign(currency, locale)}
      className="tabular-nums"
      onInput={event => event.currentTarget.setCustomValidity('')}
      onBlur={event => {
        const field = event.currentTarget
        const minor = parseMoney(field.value, currency, locale)
        field.setCustomValidity(field.value && minor === null ? t('notAnAmount') : '')
        if (minor !== null) field.value = typedAmount({ amount_minor: minor, currency }, locale)
      }}
    />
  )
}

import type { ComponentProps } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Input } from '../forms/inputs.tsx'
import { currencySign, parseMoney, typedAmount } from './money.ts'

/**
 * A field for an amount, typed as the language writes it. The form sends the text and the action reads it with
 * `parseMoney`, so it works without script. With script, an unreadable amount blocks submitting; reporting it when the
 * field loses focus would pull the focus back.
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

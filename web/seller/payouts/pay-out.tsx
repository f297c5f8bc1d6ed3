import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Field } from '../../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { type Money as Amount, parseMoney } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { MoneyInput } from '../../kit/money/money-input.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'

export type Terms = Awaited<ReturnType<Api['showPayoutTerms']>>

/** Requests a payout of the balance or part of it; or says why this is not possible yet. */
export function PayOut({ available, terms, result }: { available: Amount; terms: Terms; result: unknown }) {
  const t = useTranslations('seller.payouts')
  const { fee, account } = terms
  const fees = () => <Money of={fee} />
  return (
    <Card title={t('title')}>
      {!account ? (
        <p className="text-ink-2">{t('noAccount')}</p>
      ) : !account.usable ? (
        <p className="text-ink-2">
          {t.rich('waits', { at: () => <DateTime at={account.usable_at} className="font-medium text-ink" /> })}
        </p>
      ) : available.amount_minor <= fee.amount_minor ? (
        <p className="text-ink-2">{t.rich('nothing', { fee: fees })}</p>
      ) : (
        // a new balance resets the form: the amount typed for the old one may be too high
        <RequestForm key={available.amount_minor} available={available} terms={terms} result={result} />
      )}
    </Card>
  )
}

function RequestForm({ available, terms, result }: { available: Amount; terms: Terms; result: unknown }) {
  const t = useTranslations('seller.payouts')
  const locale = useLocale()
  const { fee, arrives_by } = terms
  const { currency } = available
  const [minor, setMinor] = useState<number | null>(available.amount_minor)
  const net = (minor ?? 0) - fee.amount_minor
  return (
    <WriteForm
      result={result}
      name="request"
      onInput={event => setMinor(parseMoney(String(new FormData(event.currentTarget).get('amount')), currency, locale))}
    >
      <Field name="amount" label={t('amount')}>
        <MoneyInput currency={currency} defaultMinor={available.amount_minor} required />
      </Field>
      <output className="text-ink-2">
        {t.rich('arrives', {
          amount: () =>
            net > 0 ? <Money of={{ amount_minor: net, currency }} className="font-semibold text-ink" /> : '–',
          fee: () => <Money of={fee} />,
        })}{' '}
        {t.rich('by', { at: () => <DateTime at={arrives_by} as="date" /> })}
      </output>
      <SubmitButton className="self-start">{t('request')}</SubmitButton>
    </WriteForm>
  )
}

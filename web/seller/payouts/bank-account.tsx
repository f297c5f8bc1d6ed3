import { Form, Link, useSearchParams, useSubmit } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { factorCodeMaxCharacters, passwordMaxCharacters } from '#auth/limits.ts'
import {
  accountNumberMaxCharacters,
  bankTextMaxCharacters,
  bicMaxCharacters,
  holderMaxCharacters,
  ibanMaxCharacters,
} from '#payouts/limits.ts'
import { countriesByName, countryName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import type { Terms } from './pay-out.tsx'

/** The store's bank account by its last four digits; changing it asks for a proof of identity. */
export function BankAccount({ terms, result }: { terms: Terms; result: unknown }) {
  const t = useTranslations('seller.payouts')
  const { account } = terms
  const [search] = useSearchParams()
  return (
    <Card title={t('account')} text={t('accountText')}>
      {account ? (
        <DefinitionList className="-mt-2 mb-2">
          <KeyValue label={t('account')}>{account.account}</KeyValue>
          <KeyValue label={t('holder')}>{account.holder}</KeyValue>
          {account.bic && <KeyValue label={t('bic')}>{account.bic}</KeyValue>}
        </DefinitionList>
      ) : (
        <p className="mb-3 text-ink-2">{t('none')}</p>
      )}
      <details open={search.has('bank') || (isRefused(result) && result.formName === 'account')}>
        <summary className="cursor-pointer font-medium">{t(account ? 'change' : 'name')}</summary>
        <p className="mt-1 mb-3 text-ink-3 text-sm">{t('changeText', { hours: terms.account_wait_hours })}</p>
        {terms.proof === 'none' ? (
          <p>
            {t.rich('noProof', {
              link: chunks => (
                <Link to="/account" reloadDocument className="underline">
                  {chunks}
                </Link>
              ),
            })}
          </p>
        ) : (
          <>
            {!terms.holder && <Callout tone="warn">{t('noLatinName')}</Callout>}
            <AccountForm terms={terms} result={result} />
          </>
        )}
      </details>
    </Card>
  )
}

/** The form that the bank's country needs. The country is in the address, so that it works without script too. */
function AccountForm({ terms, result }: { terms: Terms; result: unknown }) {
  const t = useTranslations('seller.payouts')
  const [search] = useSearchParams()
  const refused = isRefused(result) && result.formName === 'account' ? result.values.country : undefined
  const asked = search.get('bank') ?? refused ?? terms.account?.country ?? terms.country
  const bank = terms.countries.find(({ code }) => code === asked) ?? terms.countries[0]!
  return (
    <div className="mt-3 flex flex-col gap-4">
      <BankCountry terms={terms} code={bank.code} />
      <WriteForm key={bank.code} result={result} name="account">
        <input type="hidden" name="country" value={bank.code} />
        <AccountFields terms={terms} bank={bank} />
        {terms.proof === 'code' ? (
          <Field name="code" label={t('code')} hint={t('codeHint')}>
            <Input required maxLength={factorCodeMaxCharacters} autoComplete="one-time-code" spellCheck={false} />
          </Field>
        ) : (
          <Field name="password" label={t('password')}>
            <Input type="password" required maxLength={passwordMaxCharacters} autoComplete="current-password" />
          </Field>
        )}
        <SubmitButton variant="outline" className="self-start">
          {t('save')}
        </SubmitButton>
      </WriteForm>
    </div>
  )
}

function BankCountry({ terms, code }: { terms: Terms; code: string }) {
  const t = useTranslations('seller.payouts')
  const locale = useLocale()
  const submit = useSubmit()
  const { scheme } = terms.countries.find(country => country.code === code)!
  const costs = { country: countryName(code, locale), fee: formatMoney(terms.fees[scheme], locale) }
  return (
    <Form
      className="flex flex-col gap-2"
      onChange={event => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      <Field name="bank" label={t('country')} hint={t('costs', costs)}>
        <Select key={code} defaultValue={code}>
          {countriesByName(
            terms.countries.map(country => country.code),
            locale,
          ).map(country => (
            <option key={country.code} value={country.code}>
              {country.name}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" className="without-script self-start">
        {t('showFields')}
      </Button>
    </Form>
  )
}

/** In the SEPA area an IBAN is enough; other banks need more. */
function AccountFields({ terms, bank }: { terms: Terms; bank: Terms['countries'][number] }) {
  const t = useTranslations('seller.payouts')
  const international = bank.scheme === 'international'
  const code = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'characters' } as const
  const text = { required: true, autoComplete: 'off', maxLength: bankTextMaxCharacters } as const
  return (
    <>
      {bank.iban ? (
        <Field name="iban" label={t('iban')}>
          <Input required maxLength={ibanMaxCharacters} {...code} />
        </Field>
      ) : (
        <Field name="account_number" label={t('accountNumber')}>
          <Input required maxLength={accountNumberMaxCharacters} {...code} />
        </Field>
      )}
      <Field name="bic" label={t('bic')} optional={!international}>
        <Input required={international} maxLength={bicMaxCharacters} {...code} />
      </Field>
      {!bank.iban && (
        <>
          <Field name="bank_name" label={t('bankName')}>
            <Input {...text} />
          </Field>
          <Field name="bank_address" label={t('bankAddress')} hint={t('bankAddressHint')}>
            <Input {...text} />
          </Field>
        </>
      )}
      <Field name="holder" label={t('holder')} hint={t('holderHint')}>
        <Input
          required
          maxLength={holderMaxCharacters}
          autoComplete="off"
          defaultValue={terms.holder ?? terms.account?.holder}
        />
      </Field>
      {international && (
        <Field name="holder_address" label={t('holderAddress')} hint={t('holderAddressHint')}>
          <Input {...text} />
        </Field>
      )}
    </>
  )
}

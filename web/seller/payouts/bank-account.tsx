import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { factorCodeMaxCharacters, passwordMaxCharacters } from '#auth/limits.ts'
import { bicMaxCharacters, holderMaxCharacters, ibanMaxCharacters } from '#payouts/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import type { Terms } from './pay-out.tsx'

/** The store's bank account by its last four digits; changing it asks for a proof of identity. */
export function BankAccount({ terms, result }: { terms: Terms; result: unknown }) {
  const t = useTranslations('seller.payouts')
  const { account } = terms
  return (
    <Card title={t('account')} text={t('accountText')}>
      {account ? (
        <DefinitionList className="-mt-2 mb-2">
          <KeyValue label={t('iban')}>{account.iban}</KeyValue>
          <KeyValue label={t('holder')}>{account.holder}</KeyValue>
          {account.bic && <KeyValue label={t('bic')}>{account.bic}</KeyValue>}
        </DefinitionList>
      ) : (
        <p className="mb-3 text-ink-2">{t('none')}</p>
      )}
      <details open={isRefused(result) && result.formName === 'account'}>
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
          <AccountForm holder={terms.holder ?? account?.holder} proof={terms.proof} result={result} />
        )}
      </details>
    </Card>
  )
}

function AccountForm({
  holder,
  proof,
  result,
}: {
  holder: string | undefined
  proof: 'code' | 'password'
  result: unknown
}) {
  const t = useTranslations('seller.payouts')
  return (
    <WriteForm result={result} name="account">
      <Field name="iban" label={t('iban')} hint={t('ibanHint')}>
        <Input
          required
          maxLength={ibanMaxCharacters}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="characters"
        />
      </Field>
      <Field name="holder" label={t('holder')} hint={t('holderHint')}>
        <Input required maxLength={holderMaxCharacters} autoComplete="off" defaultValue={holder} />
      </Field>
      <Field name="bic" label={t('bic')} optional>
        <Input maxLength={bicMaxCharacters} autoComplete="off" spellCheck={false} autoCapitalize="characters" />
      </Field>
      {proof === 'code' ? (
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
  )
}

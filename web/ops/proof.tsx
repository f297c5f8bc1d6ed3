import { Link, useRouteLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { factorCodeMaxCharacters, passwordMaxCharacters } from '#auth/limits.ts'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { proofFields } from '../kit/forms/refused.ts'
import { useSending } from '../kit/forms/write-form.tsx'
import type { loader } from './layout.tsx'

/**
 * Asks the operator to confirm that it is them, in the form of an act that needs it; nothing while an earlier
 * confirmation holds. `write` sends it before the act.
 */
export function ProofField() {
  const t = useTranslations('ops.proof')
  const frame = useRouteLoaderData<typeof loader>('ops/layout')
  const { refused } = useSending()
  const asked = refused?.refused.code === 'request.unconfirmed' || refused?.refused.code.startsWith('account.')
  if (!frame || (frame.confirmation.confirmed && !asked)) return null
  if (frame.confirmation.proof === 'none')
    return (
      <p className="text-sm">
        {t('none')}{' '}
        <Link to="/account" className="text-brand underline">
          {t('setUp')}
        </Link>
      </p>
    )
  return frame.confirmation.proof === 'code' ? (
    <Field name={proofFields.code} label={t('code')} hint={t('codeHint')}>
      <Input inputMode="numeric" autoComplete="one-time-code" maxLength={factorCodeMaxCharacters} required />
    </Field>
  ) : (
    <Field name={proofFields.password} label={t('password')} hint={t('passwordHint')}>
      <Input type="password" autoComplete="current-password" maxLength={passwordMaxCharacters} required />
    </Field>
  )
}

import { useTranslations } from 'use-intl'
import { factorCodeMaxCharacters, passwordMaxCharacters } from '#auth/limits.ts'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { isRefused } from '../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { Badge } from '../kit/primitives/badge.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card } from '../kit/primitives/card.tsx'

/** Off → QR code for the app → on, with the backup codes shown once. */
export function SecondFactorCard({
  factor,
  result,
}: {
  factor: { on: boolean; backup_codes_left: number; password: boolean }
  result: unknown
}) {
  const t = useTranslations('storefront.account.factor')
  const backupCodes = has(result, 'backup_codes') ? (result.backup_codes as string[]) : null
  return (
    <Card
      title={t('title')}
      text={t('text')}
      actions={<Badge tone={factor.on ? 'ok' : 'neutral'}>{t(factor.on ? 'on' : 'off')}</Badge>}
    >
      {backupCodes && <BackupCodes codes={backupCodes} />}
      {factor.on ? (
        <WriteForm result={result} name="factor-remove">
          <p className="text-ink-3 text-sm">{t('backupCodes', { count: factor.backup_codes_left })}</p>
          <CodeField />
          <SubmitButton variant="outline">{t('turnOff')}</SubmitButton>
        </WriteForm>
      ) : (
        <SetUp result={result} asks={factor.password} />
      )}
    </Card>
  )
}

function SetUp({ result, asks }: { result: unknown; asks: boolean }) {
  const t = useTranslations('storefront.account.factor')
  const account = useTranslations('storefront.account')
  const failed = isRefused(result) && result.formName === 'factor-confirm'
  const begun = has(result, 'qr') ? (result as { qr: string; secret: string }) : failed ? result.values : null
  if (!begun)
    return (
      <WriteForm result={result} name="factor-begin">
        {asks && (
          <Field name="current" label={account('currentPassword')}>
            <Input type="password" autoComplete="current-password" maxLength={passwordMaxCharacters} required />
          </Field>
        )}
        <SubmitButton variant="outline">{t('turnOn')}</SubmitButton>
      </WriteForm>
    )
  return (
    <WriteForm result={result} name="factor-confirm">
      <p>{t('scan')}</p>
      <img src={begun.qr} alt={t('qr')} width={200} height={200} className="rounded-lg border border-line bg-white" />
      <p className="text-sm">
        {t('orType')} <code className="select-all break-all font-medium">{begun.secret}</code>
      </p>
      {/* keeps the same QR code after a wrong code */}
      <input type="hidden" name="qr" value={begun.qr} />
      <input type="hidden" name="secret" value={begun.secret} />
      <CodeField />
      <SubmitButton>{t('confirm')}</SubmitButton>
    </WriteForm>
  )
}

/** A code from the app, or a backup code. */
export function CodeField() {
  const t = useTranslations('storefront.account.factor')
  return (
    <Field name="code" label={t('code')}>
      <Input
        autoComplete="one-time-code"
        autoCapitalize="none"
        minLength={6}
        maxLength={factorCodeMaxCharacters}
        required
        className="tabular-nums"
      />
    </Field>
  )
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('storefront.account.factor')
  return (
    <Callout tone="info" className="mb-4" role="status">
      <p>{t('backupCodesText')}</p>
      <ul className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 font-medium tabular-nums">
        {codes.map(code => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
    </Callout>
  )
}

const has = <K extends string>(it: unknown, key: K): it is Record<K, unknown> =>
  typeof it === 'object' && it !== null && key in it

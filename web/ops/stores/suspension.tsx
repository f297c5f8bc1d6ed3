import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { statementMaxCharacters, statementMinCharacters } from '#sellers/limits.ts'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Textarea } from '../../kit/forms/inputs.tsx'
import { Money } from '../../kit/money/money.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { useMayOperate } from '../may-operate.ts'
import { ProofField } from '../proof.tsx'
import { ReasonField } from '../reason.tsx'

export type Suspensions = Awaited<ReturnType<Api['showSuspension']>>

/** Above the page of a suspended store: why, since when, by whom, and how to lift it. */
export function SuspensionBanner({ of: { items }, result }: { of: Suspensions; result: unknown }) {
  const t = useTranslations('ops.suspension')
  const may = useMayOperate()
  const [latest] = items
  if (!latest || latest.lifted_at) return null
  return (
    <Callout
      tone="bad"
      className="mb-3"
      title={t.rich('since', { at: () => <DateTime at={latest.suspended_at} />, name: latest.suspended_by })}
      action={
        may('ops.stores') && (
          <ConfirmDialog
            button={t('lift')}
            title={t('liftTitle')}
            text={t('liftEffect')}
            confirm={t('liftButton')}
            name="reopen"
            result={result}
            tone="outline"
          >
            <ReasonField />
            <ProofField />
          </ConfirmDialog>
        )
      }
    >
      <p className="whitespace-pre-line">{latest.reason}</p>
      {latest.hold_payouts && <p className="mt-1">{t('held')}</p>}
    </Callout>
  )
}

/** The button that stops a store; before anything happens it says what would. */
export function SuspendStore({ name, of, result }: { name: string; of: Suspensions; result: unknown }) {
  const t = useTranslations('ops.suspension')
  return (
    <ConfirmDialog
      button={t('suspend')}
      title={t('suspendTitle', { name })}
      text={
        <>
          <p>{t('nothingYet')}</p>
          <ul className="mt-2 list-disc pl-4">
            <li>{t('effectProducts', { count: of.products })}</li>
            <li>{t('effectOrders', { count: of.open_orders, ship: of.to_ship })}</li>
            <li>{t.rich('effectMoney', { sum: () => <Money of={of.available} />, payouts: of.payouts_requested })}</li>
            <li>{t('effectMail')}</li>
            <li>{t('effectUndo')}</li>
          </ul>
        </>
      }
      confirm={t('suspendButton', { name })}
      name="suspend"
      result={result}
    >
      <Field name="reason" label={t('statement')} hint={t('statementHint', { min: statementMinCharacters })}>
        <Textarea minLength={statementMinCharacters} maxLength={statementMaxCharacters} rows={4} required />
      </Field>
      <Checkbox name="hold_payouts" label={t('hold')} hint={t('holdHint')} />
      <Field name="typed_name" label={t('typeName', { name })}>
        <Input autoComplete="off" pattern={RegExp.escape(name)} required />
      </Field>
      <ProofField />
    </ConfirmDialog>
  )
}

/** The suspensions there were. */
export function SuspensionHistory({ of: { items } }: { of: Suspensions }) {
  const t = useTranslations('ops.suspension')
  const past = items.filter(({ lifted_at }) => lifted_at)
  if (past.length === 0) return null
  return (
    <Card title={t('history')} flush>
      <ul className="mt-2">
        {past.map(each => (
          <li key={each.suspended_at} className="border-line border-t px-4 py-2">
            <p className="text-ink-3 text-sm">
              <DateTime at={each.suspended_at} /> – <DateTime at={each.lifted_at!} />
            </p>
            <p>{each.reason}</p>
            <p className="text-ink-2 text-sm">
              {t('lifted', { name: each.lifted_by ?? '', reason: each.lift_reason ?? '' })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

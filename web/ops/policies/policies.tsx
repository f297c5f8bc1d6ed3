import { useLocale, useTranslations } from 'use-intl'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { instantOf } from '../../kit/time/market-time.ts'
import { formatUnit, readIn, stepIn, typedIn } from '../../kit/units.ts'
import { textsOf } from '../../messages/notices.ts'
import { ReasonField, TakeBack } from '../reason.tsx'
import type { Route } from './+types/policies.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listPolicies({}))

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const [policy = '', planned] = formName.split(':')
  if (planned) {
    await api.withdrawPolicy({ key: policy, value_id: planned, reason: String(form.get('reason')) }, key)
    return goTo(`${url.pathname}#${policy}`, visit, textsOf(visit.locale, 'ops')('valueWithdrawn'))
  }
  const from = String(form.get('effective_at') ?? '')
  const unit = form.get('unit')
  const typed = String(form.get('value'))
  await api.setPolicy(
    {
      key: policy,
      value: form.has('list')
        ? typed.split(/[\s,;]+/).filter(Boolean)
        : unit === null
          ? typedValue(typed)
          : readIn(String(unit), typed),
      effective_at: from ? instantOf(from) : null,
      reason: String(form.get('reason')),
    },
    key,
  )
  return goTo(`${url.pathname}#${policy}`, visit, textsOf(visit.locale, 'ops')('valueSaved'))
})

/** Numbers and booleans are JSON; anything that is not JSON is text. */
function typedValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

type Policy = Route.ComponentProps['loaderData']['items'][number]

export default function Policies({ loaderData: { items }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.policies')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="flex flex-col gap-3">
        {items.map(policy => (
          <PolicyCard key={policy.key} policy={policy} result={actionData} />
        ))}
      </div>
    </>
  )
}

function PolicyCard({ policy, result }: { policy: Policy; result: unknown }) {
  const t = useTranslations('ops.policies')
  const formatValue = usePolicyValue(policy)
  return (
    <Card
      id={policy.key}
      title={policy.about[useLocale()]}
      text={
        <span className="font-mono">
          {policy.key} · {policy.source}
        </span>
      }
      actions={
        <span className="flex items-center gap-2">
          {policy.history.length > 0 && <Badge tone="info">{t('changed')}</Badge>}
          <strong className="text-lg tabular-nums">{formatValue(policy.value)}</strong>
        </span>
      }
    >
      <details>
        <summary className="cursor-pointer text-ink-2 text-sm">{t('change')}</summary>
        <PolicyForm policy={policy} result={result} />
        <ul className="mt-4 flex flex-col gap-1 text-sm">
          {policy.history.map(entry => (
            <li key={entry.id} className="flex flex-wrap items-baseline gap-x-3">
              <strong className="tabular-nums">{formatValue(entry.value)}</strong>
              <span>
                {t('since')} <DateTime at={entry.effective_at} />
              </span>
              <span className="text-ink-3">
                {entry.by}: {entry.reason}
              </span>
              {entry.planned && <Badge tone="info">{t('planned')}</Badge>}
              {entry.planned && (
                <TakeBack
                  name={`${policy.key}:${entry.id}`}
                  text={t('withdraw')}
                  label={t('withdrawNamed', { value: formatValue(entry.value) })}
                  result={result}
                />
              )}
            </li>
          ))}
          <li className="text-ink-3">
            {t('default')} {formatValue(policy.default)}
          </li>
        </ul>
      </details>
    </Card>
  )
}

function PolicyForm({ policy: { key, value, unit, range }, result }: { policy: Policy; result: unknown }) {
  const list = Array.isArray(value) ? (value as unknown[]) : null
  const t = useTranslations('ops.policies')
  const locale = useLocale()
  return (
    <WriteForm result={result} name={key} className="mt-3 grid gap-3 sm:grid-cols-[9rem_14rem_1fr_auto] sm:items-start">
      {range ? (
        <Field
          name="value"
          label={t('value')}
          hint={t('range', { min: formatUnit(unit, range.min, locale), max: formatUnit(unit, range.max, locale) })}
        >
          <Input
            type="number"
            step={stepIn(unit)}
            min={typedIn(unit, range.min)}
            max={typedIn(unit, range.max)}
            defaultValue={typedIn(unit, Number(value))}
            required
          />
        </Field>
      ) : (
        <Field name="value" label={t('value')}>
          <Input defaultValue={list ? list.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)} />
        </Field>
      )}
      {range && <input type="hidden" name="unit" value={unit} />}
      {list && <input type="hidden" name="list" value="yes" />}
      <Field name="effective_at" label={t('from')} optional>
        <Input type="datetime-local" />
      </Field>
      <ReasonField />
      <SubmitButton className="sm:mt-6.5">{t('set')}</SubmitButton>
    </WriteForm>
  )
}

/** A value with its unit: "7 %", "72 hours", "ES, FR". */
function usePolicyValue({ unit, range }: Policy) {
  const t = useTranslations('ops.policies.units')
  const locale = useLocale()
  return (value: unknown): string => {
    if (Array.isArray(value)) return value.join(', ')
    if (!range) return value === '' ? '–' : String(value)
    const key = unit.replace(' ', '_') as Parameters<typeof t>[0]
    return `${formatUnit(unit, Number(value), locale)} ${t.has(key) ? t(key) : ''}`.trim()
  }
}

import { useTranslations } from 'use-intl'
import { Field } from '../kit/forms/field.tsx'
import { Input } from '../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Badge } from '../kit/primitives/badge.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { DateTime } from '../kit/time/date-time.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/policies.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.listPolicies({}))

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const from = String(form.get('effective_at') ?? '')
  await api.setPolicy(
    {
      key: formName,
      value: typedValue(String(form.get('value'))),
      effective_at: from ? new Date(`${from}Z`).toISOString() : null,
      reason: String(form.get('reason')),
    },
    key,
  )
  return goTo(`${url.pathname}#${formName}`, visit, said(visit.locale, 'ops')('valueSaved'))
})

/** Numbers and lists as JSON; what is no JSON is text. */
function typedValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export default function Policies({ loaderData: { items }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.policies')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="flex flex-col gap-3">
        {items.map(policy => (
          <Card
            key={policy.key}
            id={policy.key}
            title={policy.about}
            text={
              <span className="font-mono">
                {policy.key} · {policy.source}
              </span>
            }
            actions={
              <span className="flex items-center gap-2">
                {policy.history.length > 0 && <Badge tone="info">{t('changed')}</Badge>}
                <strong className="text-lg tabular-nums">{JSON.stringify(policy.value)}</strong> {policy.unit}
              </span>
            }
          >
            <details>
              <summary className="cursor-pointer text-ink-2 text-sm">{t('change')}</summary>
              <WriteForm
                result={actionData}
                name={policy.key}
                className="mt-3 grid gap-3 sm:grid-cols-[8rem_14rem_1fr_auto] sm:items-end"
              >
                <Field name="value" label={t('value')}>
                  <Input defaultValue={JSON.stringify(policy.value)} required />
                </Field>
                <Field name="effective_at" label={t('from')} optional>
                  <Input type="datetime-local" />
                </Field>
                <Field name="reason" label={t('reason')}>
                  <Input minLength={3} maxLength={500} required />
                </Field>
                <SubmitButton>{t('set')}</SubmitButton>
              </WriteForm>
              <ul className="mt-4 flex flex-col gap-1 text-sm">
                {policy.history.map(entry => (
                  <li key={entry.set_at} className="flex flex-wrap gap-x-3">
                    <strong className="tabular-nums">{JSON.stringify(entry.value)}</strong>
                    <span>
                      {t('since')} <DateTime at={entry.effective_at} />
                    </span>
                    <span className="text-ink-3">
                      {entry.by}: {entry.reason}
                    </span>
                  </li>
                ))}
                <li className="text-ink-3">
                  {t('default')} {JSON.stringify(policy.default)}
                </li>
              </ul>
            </details>
          </Card>
        ))}
      </div>
    </>
  )
}

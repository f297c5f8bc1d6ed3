import { SlidersHorizontal } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { instantOf } from '../../kit/time/market-time.ts'
import { formatUnit, readIn, stepIn, typedIn } from '../../kit/units.ts'
import { textsOf } from '../../messages/notices.ts'
import { useMayOperate } from '../may-operate.ts'
import { ProofField } from '../proof.tsx'
import { ReasonField, TakeBack } from '../reason.tsx'
import type { Route } from './+types/policies.ts'

export const loader = page(async ({ api, url, locale }: Web<Route.LoaderArgs>) => {
  const { items } = await api.listPolicies({})
  const words = (url.searchParams.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = items.filter(({ key, about, value }) => {
    const text = `${key} ${about[locale]} ${JSON.stringify(value)}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  return { groups: [...Map.groupBy(found, ({ key }) => key.split('.')[0]!)].map(([area, items]) => ({ area, items })) }
})

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const [policy = '', planned] = formName.split(':')
  const there = `${url.pathname}${url.search}#${policy}`
  if (planned) {
    await api.withdrawPolicy({ key: policy, value_id: planned, reason: String(form.get('reason')) }, key)
    return goTo(there, visit, textsOf(visit.locale, 'ops')('valueWithdrawn'))
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
  return goTo(there, visit, textsOf(visit.locale, 'ops')('valueSaved'))
})

/** Numbers and booleans are JSON; anything that is not JSON is text. */
function typedValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

type Policy = Route.ComponentProps['loaderData']['groups'][number]['items'][number]

/** All policies by area, each a sentence with its value. */
export default function Policies({ loaderData: { groups }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.policies')
  const areas = useTranslations('ops.policies.areas')
  const area = (name: string) => {
    const key = name as Parameters<typeof areas>[0]
    return areas.has(key) ? areas(key) : name
  }
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <Card flush className="mb-3">
        <FilterBar filters={[{ kind: 'search', name: 'q', label: t('search') }]} />
        <nav aria-label={t('areasLabel')} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
          {groups.map(group => (
            <a key={group.area} href={`#area-${group.area}`} className="hover:underline">
              {area(group.area)} <span className="text-ink-3 tabular-nums">{group.items.length}</span>
            </a>
          ))}
        </nav>
        {groups.length === 0 && (
          <EmptyState icon={<SlidersHorizontal size={20} />} title={t('empty')} text={t('emptyText')} />
        )}
      </Card>
      <div className="flex flex-col gap-3">
        {groups.map(({ area: name, items }) => (
          <Card key={name} flush id={`area-${name}`} title={area(name)} className="scroll-mt-16">
            <ul className="mt-3">
              {items.map(policy => (
                <PolicyRow key={policy.key} policy={policy} result={actionData} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  )
}

/** Sources that a reader can look up; the numbers of the project's own list of requirements are not shown. */
const ownNumber = /^[A-Z]\d+(\.\d+)?$/

function PolicyRow({ policy, result }: { policy: Policy; result: unknown }) {
  const t = useTranslations('ops.policies')
  const formatValue = usePolicyValue(policy)
  const may = useMayOperate()
  return (
    <li id={policy.key} className="scroll-mt-16 border-line border-t px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p>{policy.about[useLocale()]}</p>
          <p className="text-ink-3 text-xs">
            {policy.key}
            {!ownNumber.test(policy.source) && ` · ${policy.source}`}
          </p>
        </div>
        <span className="flex flex-wrap items-center gap-2">
          {policy.history.some(({ planned }) => planned) && <Badge tone="info">{t('planned')}</Badge>}
          <strong className="text-base tabular-nums">{formatValue(policy.value)}</strong>
          {may('ops.settings') && <ChangePolicy policy={policy} result={result} shown={formatValue} />}
        </span>
      </div>
      <details>
        <summary className="min-h-6 cursor-pointer text-ink-2 text-sm">{t('history')}</summary>
        <ul className="mt-2 flex flex-col gap-1 text-sm">
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
              {entry.planned && may('ops.settings') && (
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
    </li>
  )
}

/** The new value, from when, and why: a dialog that says what changes before anything does. */
function ChangePolicy({
  policy: { key, value, unit, range, about },
  result,
  shown,
}: {
  policy: Policy
  result: unknown
  shown: (value: unknown) => string
}) {
  const list = Array.isArray(value) ? (value as unknown[]) : null
  const t = useTranslations('ops.policies')
  const locale = useLocale()
  return (
    <ConfirmDialog
      button={t('change')}
      title={t('changeTitle')}
      text={
        <>
          <p className="text-ink">{about[locale]}</p>
          <p className="mt-1">{t('effect', { value: shown(value) })}</p>
        </>
      }
      confirm={t('set')}
      name={key}
      result={result}
      tone="outline"
      size="sm"
    >
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
      <Field name="effective_at" label={t('from')} hint={t('fromHint')} optional>
        <Input type="datetime-local" />
      </Field>
      <ReasonField />
      <ProofField />
    </ConfirmDialog>
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

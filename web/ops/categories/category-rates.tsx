import clsx from 'clsx'
import { useLocale, useTranslations } from 'use-intl'
import { rateMaxBps } from '#taxonomy/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { formatUnit, stepIn, typedIn } from '../../kit/units.ts'
import { ProofField } from '../proof.tsx'
import { ReasonField, TakeBack } from '../reason.tsx'
import type { Loaded } from './category-data.ts'

type Rate = Loaded['category']['rates'][number]

/** A category's own rates, the latest first, and the form for the next, by default from next month. */
export function CategoryRates({
  category: { rates, revision },
  now,
  nextMonth,
  result,
}: {
  category: Loaded['category']
  now: string
  nextMonth: string
  result: unknown
}) {
  const t = useTranslations('ops.category')
  const begun = ({ effective_at }: Rate) => Date.parse(effective_at) <= Date.parse(now)
  const inEffect = rates.find(rate => begun(rate) && !rate.replaced)
  return (
    <Card title={t('rates')} text={t('ratesText')}>
      <WriteForm
        key={revision}
        result={result}
        name="rate"
        className="grid gap-3 sm:grid-cols-[8rem_minmax(0,1fr)] sm:items-start"
      >
        <input type="hidden" name="revision" value={revision} />
        <Field name="rate_bps" label={t('rate')}>
          <Input
            type="number"
            min={0}
            max={typedIn('bps', rateMaxBps)}
            step={stepIn('bps')}
            inputMode="decimal"
            after="%"
            required
          />
        </Field>
        <Field name="effective_at" label={t('from')} hint={t('fromHint')} optional>
          <Input type="datetime-local" defaultValue={nextMonth} />
        </Field>
        <div className="col-span-full flex flex-col gap-3">
          <ReasonField />
          <ProofField />
          <SubmitButton className="self-start">{t('set')}</SubmitButton>
        </div>
      </WriteForm>
      <ul className="mt-4 text-sm">
        {rates.length === 0 && <li className="text-ink-3">{t('noRates')}</li>}
        {rates.map(rate => (
          <RateRow
            key={rate.id}
            rate={rate}
            planned={!begun(rate)}
            now={rate === inEffect}
            revision={revision}
            result={result}
          />
        ))}
      </ul>
    </Card>
  )
}

function RateRow({
  rate,
  planned,
  now,
  revision,
  result,
}: {
  rate: Rate
  planned: boolean
  now: boolean
  revision: number
  result: unknown
}) {
  const t = useTranslations('ops.category')
  const locale = useLocale()
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-line border-t py-2">
      <strong className={clsx('min-w-14 tabular-nums', rate.replaced && 'font-normal text-ink-3 line-through')}>
        {formatUnit('bps', rate.rate_bps, locale)}
      </strong>
      <span>{t.rich('since', { at: () => <DateTime at={rate.effective_at} /> })}</span>
      {rate.replaced ? (
        <Badge>{t('replaced')}</Badge>
      ) : planned ? (
        <Badge tone="info">{t('planned')}</Badge>
      ) : (
        now && <Badge tone="ok">{t('inEffect')}</Badge>
      )}
      <span className="basis-full text-ink-3">
        {t.rich('setBy', {
          by: rate.by ? 'known' : 'nobody',
          name: rate.by,
          reason: rate.reason,
          at: () => <DateTime at={rate.set_at} />,
        })}
      </span>
      {planned && !rate.replaced && (
        <TakeBack
          name={`rate-withdraw:${rate.id}`}
          text={t('withdrawRate')}
          label={t('withdrawRateNamed', { rate: formatUnit('bps', rate.rate_bps, locale) })}
          result={result}
        >
          <input type="hidden" name="revision" value={revision} />
        </TakeBack>
      )}
    </li>
  )
}

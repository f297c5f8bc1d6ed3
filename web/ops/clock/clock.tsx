import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { Progress } from '../../kit/primitives/progress.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { instantOf } from '../../kit/time/market-time.ts'
import { useDeadlineName } from '../deadlines/deadline-names.ts'
import type { Route } from './+types/clock.ts'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => {
  const [clock, { items }] = await Promise.all([api.showClock({}), api.listDeadlines({ limit: 6 })])
  return { clock, next: items }
})

const hours = { hour: 1, day: 24, days3: 72, week: 168, month: 720 } as const
type Step = keyof typeof hours

export const action = write(async ({ api, form, key }: Writing<Route.ActionArgs>) => {
  const { now } = await api.showClock({})
  const step = form.get('step') as Step | null
  const to =
    step === null || !(step in hours)
      ? new Date(instantOf(String(form.get('to'))))
      : new Date(Date.parse(now) + hours[step] * 3_600_000)
  await api.moveClock({ to: Number.isNaN(to.getTime()) ? '' : to.toISOString() }, key)
  return null
})

const lookAgainMs = 700

export default function ClockPage({ loaderData: { clock, next }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.clock')
  const kindName = useDeadlineName()
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card>
          <p className="text-ink-2">{t('now')}</p>
          <p className="font-semibold text-3xl tabular-nums">
            <DateTime at={clock.now} />
          </p>
          <p className="mt-1 text-ink-3">
            {t('real')} <DateTime at={clock.real} />
          </p>
          {clock.failed && (
            <Callout tone="bad" className="mt-4">
              {clock.failed}
            </Callout>
          )}
          {!clock.sandbox && (
            <Callout tone="info" className="mt-4">
              {t('notSandbox')}
            </Callout>
          )}
          {clock.moving && <Moving moving={clock.moving} />}
        </Card>
        {clock.sandbox && !clock.moving && (
          <Card title={t('move')} text={t('moveText')}>
            <WriteForm result={actionData} name="step" className="flex flex-wrap gap-2">
              {(Object.keys(hours) as Step[]).map(step => (
                <SubmitButton key={step} variant="outline" name="step" value={step}>
                  {t(step)}
                </SubmitButton>
              ))}
            </WriteForm>
            <WriteForm result={actionData} name="to" className="mt-4 flex flex-wrap items-end gap-3">
              <Field name="to" label={t('to')}>
                <Input type="datetime-local" required />
              </Field>
              <SubmitButton>{t('go')}</SubmitButton>
            </WriteForm>
          </Card>
        )}
        <Card title={t('next')} flush>
          <ul className="mt-2">
            {next.map(deadline => (
              <li
                key={deadline.kind + deadline.subject}
                className="flex justify-between gap-4 border-line border-t px-4 py-2"
              >
                <span>{kindName(deadline.kind)}</span> <DateTime at={deadline.due_at} className="text-ink-2" />
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}

/** A running move of the clock with its progress; polls, without script it reloads. */
function Moving({ moving }: { moving: { from: string; at: string; to: string; done: number } }) {
  const t = useTranslations('ops.clock')
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, lookAgainMs)
    return () => clearInterval(timer)
  }, [revalidate])
  const [from, at, to] = [Date.parse(moving.from), Date.parse(moving.at), Date.parse(moving.to)]
  return (
    <div className="mt-4">
      <noscript>
        <meta httpEquiv="refresh" content="1" />
      </noscript>
      <Progress
        label={t('moving', { count: moving.done })}
        value={Math.round((100 * (at - from)) / Math.max(1, to - from))}
      />
    </div>
  )
}

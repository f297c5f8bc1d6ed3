import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Link, redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { type ApplicationField, editableStates, optionalFields, type Step, stepNames, steps } from '#sellers/states.ts'
import { Field } from '../kit/forms/field.tsx'
import { useSending } from '../kit/forms/write-form.tsx'
import { CheckIcon } from '../kit/primitives/icons.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { Progress } from '../kit/primitives/progress.tsx'

export type Application = Awaited<ReturnType<Api['showApplication']>>

/** Loads the application for one of its steps. Redirects to the overview when that step cannot be edited. */
export async function applicationOf(api: Api, id: string, step: Step): Promise<Application> {
  const application = await api.showApplication({ application_id: id })
  const locked = application.company_checked && step !== 'store'
  if (locked || !editableStates.includes(application.state)) throw redirect(`/join/${id}`)
  return application
}

/** The page after a step: the next step, or the overview after the last. */
export const afterStep = (id: string, step: Step): string => {
  const next = stepNames[stepNames.indexOf(step) + 1]
  return next ? `/join/${id}/${next}` : `/join/${id}`
}

const touches = (fields: readonly string[], step: Step) => steps[step].some(field => fields.includes(field))

/** The header of each application page: the current step, which steps are done, which need changes. */
export function Steps({ application, at, text }: { application: Application; at: Step | 'review'; text?: ReactNode }) {
  const t = useTranslations('join.steps')
  const name = useTranslations('join.application.step')
  const all = [...(application.company_checked ? (['store'] as const) : stepNames), 'review'] as const
  const n = all.indexOf(at as never) + 1
  return (
    <>
      <nav aria-label={t('title')} className="mb-6">
        <p className="mb-2 text-ink-3 text-sm sm:hidden">{t('of', { n: String(n), count: String(all.length) })}</p>
        <Progress label={t('title')} value={n} max={all.length} className="sm:hidden" />
        <ol className="flex flex-wrap gap-x-6 border-line border-b max-sm:hidden">
          {all.map((step, i) => {
            const wrong = step !== 'review' && touches(Object.keys(application.reasons), step)
            const done = step !== 'review' && !touches(application.missing, step)
            return (
              <li key={step}>
                <Link
                  to={step === 'review' ? `/join/${application.id}` : `/join/${application.id}/${step}`}
                  aria-current={step === at ? 'step' : undefined}
                  className={clsx(
                    'flex items-center gap-2 whitespace-nowrap border-transparent border-b-2 pb-2.5 font-medium text-sm aria-[current]:border-brand',
                    step === at ? 'text-ink' : 'text-ink-3 hover:text-ink',
                  )}
                >
                  <Mark n={i + 1} wrong={wrong} done={done} />
                  {name(step)}
                  {(wrong || done) && <span className="sr-only">({t(wrong ? 'wrong' : 'done')})</span>}
                </Link>
              </li>
            )
          })}
        </ol>
      </nav>
      <PageHeader title={name(at)} text={text} />
    </>
  )
}

function Mark({ n, wrong, done }: { n: number; wrong: boolean; done: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid size-5 shrink-0 place-items-center rounded-full text-2xs',
        wrong ? 'bg-bad-soft text-bad' : done ? 'bg-brand text-brand-ink' : 'bg-surface-3 text-ink-2',
      )}
    >
      {wrong ? '!' : done ? <CheckIcon size={13} strokeWidth={2.6} /> : n}
    </span>
  )
}

/** A field of the application: its label, and the last reviewer's remark until a newer error replaces it. */
export function StepField({
  name,
  of: { reasons },
  label,
  hint,
  className,
  children,
}: {
  name: ApplicationField
  of: Application
  label?: string
  hint?: ReactNode
  className?: string
  children: ReactNode
}) {
  const t = useTranslations('join')
  const { refused } = useSending()
  const reason = reasons[name]
  return (
    <Field
      name={name}
      label={label ?? t(`application.field.${name}`)}
      hint={hint}
      optional={optionalFields.includes(name)}
      className={className}
      error={refused || !reason ? undefined : t('reviewerSays', { reason })}
    >
      {children}
    </Field>
  )
}

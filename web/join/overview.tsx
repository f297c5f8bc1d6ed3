import { Link, redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { type ApplicationField, editableStates, nationalIdKind, type Step, stepNames, steps } from '#sellers/states.ts'
import { countryName } from '../kit/country.ts'
import { Checkbox } from '../kit/forms/choices.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { languageTags } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../kit/primitives/definition-list.tsx'
import { Timeline } from '../kit/primitives/timeline.tsx'
import { formatDate } from '../kit/time/date-time.tsx'
import type { Route } from './+types/overview.ts'
import { type Application, Steps } from './step.tsx'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) =>
  api.showApplication({ application_id: params.id }),
)

export const action = write(async ({ api, form, key, params, url }: Writing<Route.ActionArgs>) => {
  const self_certified = form.has('self_certified') as true // the API refuses false
  await api.submitApplication({ application_id: params.id!, self_certified }, key)
  return redirect(url.pathname, 303)
})

/** The state of the application, all its answers, and its history. */
export default function Overview({ loaderData: application, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.overview')
  const editable = editableStates.includes(application.state)
  return (
    <>
      <Steps application={application} at="review" />
      <div className="flex flex-col gap-3">
        <ApplicationStatus application={application} />
        {stepNames.map(step => (
          <StepAnswers key={step} step={step} application={application} editable={editable} />
        ))}
        {editable && application.missing.length === 0 && (
          <Card>
            <WriteForm result={actionData}>
              <Checkbox name="self_certified" label={t('certify')} required />
              <SubmitButton className="self-start">{t('submit')}</SubmitButton>
            </WriteForm>
          </Card>
        )}
        <History application={application} />
      </div>
    </>
  )
}

const tones = { submitted: 'info', changes_requested: 'warn', rejected: 'bad', approved: 'ok' } as const

function ApplicationStatus({ application: { state, note, missing, answers, store_id } }: { application: Application }) {
  const t = useTranslations('join.overview')
  if (state === 'draft')
    return missing.length > 0 ? (
      <Callout tone="warn">{t('incomplete')}</Callout>
    ) : (
      <Callout tone="ok">{t('complete')}</Callout>
    )
  return (
    <Callout
      tone={tones[state]}
      title={t(state)}
      action={
        answers.name !== null && (
          <LinkButton to={`/seller/${store_id}`} reloadDocument>
            {t(state === 'approved' ? 'toStore' : 'prepare')}
          </LinkButton>
        )
      }
    >
      {state === 'submitted' ? t('submittedText') : state === 'approved' ? t('approvedText') : t('sentBackText')}
      {note && <p className="mt-1 whitespace-pre-line font-medium">{note}</p>}
    </Callout>
  )
}

/** The answers of one step, with what is missing or needs changes. */
function StepAnswers({ step, application, editable }: { step: Step; application: Application; editable: boolean }) {
  const t = useTranslations('join.overview')
  const app = useTranslations('join.application')
  const join = useTranslations('join')
  const locale = useLocale()
  const { missing, reasons, answers, country, company_checked } = application
  const open = editable && !(company_checked && step !== 'store')
  const lacking = steps[step].filter(field => missing.includes(field)).map(field => app(`field.${field}`))
  const label = (field: ApplicationField) =>
    field === 'national_id' && answers.legal_form
      ? app(`number.${nationalIdKind(country, answers.legal_form)}`)
      : app(`field.${field}`)
  return (
    <Card
      title={app(`step.${step}`)}
      actions={
        open ? (
          <Link to={`/join/${application.id}/${step}`} className="font-medium text-brand text-sm underline">
            {t('change')} <span className="sr-only">{app(`step.${step}`)}</span>
          </Link>
        ) : (
          company_checked && step !== 'store' && <span className="text-ink-3 text-sm">{t('checked')}</span>
        )
      }
    >
      {lacking.length > 0 && (
        <p className="mb-2 font-medium text-warn">
          {t('missing', { fields: new Intl.ListFormat(languageTags[locale]).format(lacking) })}
        </p>
      )}
      <DefinitionList>
        {step === 'company' && <KeyValue label={app('field.country')}>{countryName(country, locale)}</KeyValue>}
        {steps[step].map(field => {
          const value = <Value field={field} application={application} />
          const reason = reasons[field]
          return (
            <KeyValue key={field} label={label(field)}>
              {value}
              {reason && <p className="font-medium text-bad text-sm">{join('reviewerSays', { reason })}</p>}
            </KeyValue>
          )
        })}
      </DefinitionList>
    </Card>
  )
}

function Value({ field, application: { answers, documents } }: { field: ApplicationField; application: Application }) {
  const t = useTranslations('join.overview')
  const app = useTranslations('join.application')
  const locale = useLocale()
  if (!(field in answers))
    return (
      documents
        .filter(({ kind }) => kind === field)
        .map(({ name }) => name)
        .join(', ') || t('none')
    )
  const value = answers[field as keyof typeof answers]
  if (!value) return '–'
  if (field === 'legal_form') return app(`legalForm.${answers.legal_form!}`)
  if (field === 'nationality') return countryName(value, locale)
  // noon, so that the date is the same in every time zone of the market
  if (field === 'birth_on') return formatDate(`${value}T12:00:00Z`, 'date', locale)
  return <span className="whitespace-pre-line">{value}</span>
}

function History({ application: { history } }: { application: Application }) {
  const t = useTranslations('join.overview')
  const app = useTranslations('join.application.field')
  const reasonsOf = (reasons: Application['reasons']) =>
    Object.entries(reasons).map(([field, reason]) => (
      <span key={field} className="block">
        {app(field as ApplicationField)}: {reason}
      </span>
    ))
  return (
    <Card title={t('history')}>
      <Timeline
        steps={history.map((step, i) => ({
          id: step.id,
          title: t(`became.${step.became}`),
          when: i === history.length - 1 ? 'current' : 'done',
          at: step.at,
          by: t(`by.${step.actor}`),
          reason: (
            <>
              {reasonsOf(step.reasons)}
              {step.note}
            </>
          ),
        }))}
      />
    </Card>
  )
}

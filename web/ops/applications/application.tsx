import { useLocale, useTranslations } from 'use-intl'
import { reasonMaxCharacters, reasonMinCharacters } from '#api/ops/limits.ts'
import { may } from '#platform/machine.ts'
import { objectionMaxCharacters } from '#sellers/limits.ts'
import {
  type ApplicationField,
  applicationFields,
  applicationMachine,
  type DocumentKind,
  nationalIdKind,
  stepNames,
  steps,
} from '#sellers/states.ts'
import { countryName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Textarea } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { formatDate } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { ProofField } from '../proof.tsx'
import type { Route } from './+types/application.ts'
import { ApplicationBadge } from './application-state.tsx'
import { DocumentView } from './document-view.tsx'

export const loader = page(async ({ api, params, url }: Web<Route.LoaderArgs>) => {
  const application = await api.reviewApplication({ application_id: params.id })
  const wanted = url.searchParams.get('document')
  const document = application.documents.find(({ id }) => id === wanted) ?? null
  // the read of the shown document is recorded only when the browser loads it into this page
  const opened = document ? [...new Set([...application.opened, document.id])] : application.opened
  return { application: { ...application, opened }, document }
})

/** The pressed button is the decision; the filled-in reason fields are its reasons. */
export const action = write(async ({ api, form, key, params, ...visit }: Writing<Route.ActionArgs>) => {
  const application_id = params.id!
  const notice = textsOf(visit.locale, 'ops')
  const decision = form.get('decision')
  if (decision === 'approve') {
    await api.approveApplication({ application_id, reason: String(form.get('reason') ?? '').trim() || null }, key)
    return goTo('/ops/applications', visit, notice('applicationApproved'))
  }
  const given = applicationFields.map(field => [field, String(form.get(`reasons.${field}`) ?? '').trim()] as const)
  await api.sendBackApplication(
    {
      application_id,
      decision: decision === 'reject' ? 'reject' : 'request_changes',
      reasons: Object.fromEntries(given.filter(([, reason]) => reason)),
      note: String(form.get('note') ?? ''),
    },
    key,
  )
  return goTo('/ops/applications', visit, notice('applicationSentBack'))
})

type Application = Route.ComponentProps['loaderData']['application']

/** The typed details next to the document that should confirm them. */
export default function Review({ loaderData: { application, document }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.review')
  const { answers, state, applicant } = application
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/ops/applications', label: t('all') }]} />}
        title={answers.legal_name ?? applicant.email}
        text={t('by', { name: applicant.name, email: applicant.email })}
        actions={<ApplicationBadge state={state} />}
      />
      <Mismatches application={application} />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          {may(applicationMachine, state, 'approve') ? (
            <>
              <Approval application={application} result={actionData} />
              <WriteForm result={actionData} className="flex flex-col gap-3">
                <Sections application={application} />
                <Decision />
              </WriteForm>
            </>
          ) : (
            <Sections application={application} />
          )}
          <History application={application} />
        </div>
        <DocumentView application={application} document={document} />
      </div>
    </>
  )
}

function Mismatches({ application: { mismatches, same_number } }: { application: Application }) {
  const t = useTranslations('ops.review')
  if (mismatches.length === 0) return null
  return (
    <Callout tone="warn" title={t('mismatches')} className="mb-3">
      <ul className="list-disc pl-4">
        {mismatches.map(each => (
          <li key={each}>{t(`mismatch.${each}`, { companies: same_number.join(', ') })}</li>
        ))}
      </ul>
    </Callout>
  )
}

function Sections({ application }: { application: Application }) {
  const app = useTranslations('ops.application')
  const t = useTranslations('ops.review')
  return stepNames.map(step => {
    const checked = application.company_checked && step !== 'store'
    return (
      <Card key={step} title={app(`step.${step}`)} text={checked && t('checked')}>
        <ul className="divide-y divide-line">
          {steps[step].map(field => (
            <Answer key={field} field={field} application={application} open={!checked} />
          ))}
        </ul>
      </Card>
    )
  })
}

/** One answer; while it is under review, with a field for the reason to send it back. */
function Answer({ field, application, open }: { field: ApplicationField; application: Application; open: boolean }) {
  const app = useTranslations('ops.application')
  const t = useTranslations('ops.review')
  const { answers, country, reasons, state } = application
  const name =
    field === 'national_id' && answers.legal_form
      ? app(`number.${nationalIdKind(country, answers.legal_form)}`)
      : app(`field.${field}`)
  return (
    <li className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
      <dl className="min-w-0">
        <dt className="text-ink-3 text-xs">{name}</dt>
        <dd className="break-words font-medium">
          <Value field={field} application={application} />
        </dd>
      </dl>
      {may(applicationMachine, state, 'reject') && open && (
        <Field name={`reasons.${field}`} label={<span className="sr-only">{t('reason', { field: name })}</span>}>
          <Input maxLength={objectionMaxCharacters} placeholder={t('reasonShort')} />
        </Field>
      )}
      {state !== 'submitted' && reasons[field] && <p className="text-bad">{reasons[field]}</p>}
    </li>
  )
}

function Value({ field, application }: { field: ApplicationField; application: Application }) {
  const app = useTranslations('ops.application')
  const t = useTranslations('ops.review')
  const locale = useLocale()
  const { answers, country, documents } = application
  if (!(field in answers)) {
    const given = documents.filter(({ kind }) => kind === (field as DocumentKind)).length
    return given > 0 ? t('documents', { count: given }) : '–'
  }
  const value = answers[field as keyof typeof answers]
  if (!value) return '–'
  if (field === 'legal_form') return `${app(`legalForm.${answers.legal_form!}`)}, ${countryName(country, locale)}`
  if (field === 'nationality') return countryName(value, locale)
  if (field === 'birth_on') return formatDate(`${value}T12:00:00Z`, 'date', locale)
  return <span className="whitespace-pre-line">{value}</span>
}

/** Approving: what is checked, what it does, and what is still needed for it. */
function Approval({ application, result }: { application: Application; result: unknown }) {
  const t = useTranslations('ops.review')
  const { mismatches, documents, opened, answers } = application
  const unopened = documents.filter(({ id }) => !opened.includes(id)).length
  const needsReason = mismatches.length > 0
  return (
    <Card
      title={t('approveTitle')}
      text={unopened > 0 ? t('unopened', { count: unopened }) : t('allOpened')}
      actions={
        <ConfirmDialog
          button={t('approve')}
          title={t('approveQuestion', { name: answers.name ?? answers.legal_name ?? '' })}
          text={
            <ul className="list-disc pl-4">
              <li>{t('approveEffect', { company: answers.legal_name ?? '', number: answers.national_id ?? '–' })}</li>
              <li>{t('approveMail')}</li>
              <li>{t('approveUndo')}</li>
            </ul>
          }
          confirm={t('approveButton')}
          name="approve"
          result={result}
          tone="primary"
        >
          <input type="hidden" name="decision" value="approve" />
          {needsReason && (
            <Field name="reason" label={t('approveReason')} hint={t('approveReasonHint')}>
              <Textarea minLength={reasonMinCharacters} maxLength={reasonMaxCharacters} rows={2} required />
            </Field>
          )}
          <ProofField />
        </ConfirmDialog>
      }
    />
  )
}

function Decision() {
  const t = useTranslations('ops.review')
  return (
    <Card title={t('decide')} text={t('decideText')}>
      <Field name="note" label={t('note')} optional>
        <Textarea maxLength={objectionMaxCharacters} rows={2} />
      </Field>
      <div className="mt-4 flex flex-wrap gap-2">
        <SubmitButton name="decision" value="request_changes" variant="outline">
          {t('requestChanges')}
        </SubmitButton>
        <SubmitButton name="decision" value="reject" variant="danger">
          {t('reject')}
        </SubmitButton>
      </div>
    </Card>
  )
}

function History({ application: { history } }: { application: Application }) {
  const t = useTranslations('ops.review')
  const app = useTranslations('ops.application')
  return (
    <Card title={t('history')}>
      <Timeline
        steps={history.map((step, i) => ({
          id: step.id,
          title: app(`state.${step.became}`),
          when: i === history.length - 1 ? 'current' : 'done',
          at: step.at,
          by: t(`actor.${step.actor}`),
          reason: [
            ...Object.entries(step.reasons).map(
              ([field, reason]) => `${app(`field.${field as ApplicationField}`)}: ${reason}`,
            ),
            step.note,
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    </Card>
  )
}

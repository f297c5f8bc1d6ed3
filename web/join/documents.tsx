import type { ComponentProps } from 'react'
import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { documentMediaTypes } from '#sellers/limits.ts'
import { type DocumentKind, documentKinds } from '#sellers/states.ts'
import { useControl } from '../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Card } from '../kit/primitives/card.tsx'
import type { Route } from './+types/documents.ts'
import { type Application, afterStep, applicationOf, StepField, Steps } from './step.tsx'

export const loader = page(async ({ api, params }: Web<Route.LoaderArgs>) => {
  const [application, terms] = await Promise.all([applicationOf(api, params.id, 'documents'), api.sellingTerms({})])
  return { application, maxBytes: terms.document_max_bytes }
})

/** The form's name says what to do: `add tax_card`, `remove doc_…`. */
export const action = write(async ({ api, form, formName, key, params, url }: Writing<Route.ActionArgs>) => {
  const application_id = params.id!
  const [what, which] = formName.split(' ')
  if (what === 'remove') {
    await api.removeDocument({ application_id, document_id: which! }, key)
    return redirect(url.pathname, 303)
  }
  const kind = which as DocumentKind
  const chosen = form.get(kind)
  const file = chosen instanceof File ? chosen : new File([], '')
  await api.addDocument({ application_id, kind, file: Buffer.from(await file.arrayBuffer()), name: file.name }, key)
  return redirect(url.pathname, 303)
})

export default function Documents({ loaderData: { application, maxBytes }, actionData }: Route.ComponentProps) {
  const t = useTranslations('join.documents')
  return (
    <>
      <Steps application={application} at="documents" text={t('text', { mb: String(maxBytes >> 20) })} />
      <div className="flex flex-col gap-3">
        {documentKinds.map(kind => (
          <DocumentCard key={kind} kind={kind} application={application} result={actionData} />
        ))}
      </div>
      <LinkButton to={afterStep(application.id, 'documents')} variant="primary" className="mt-5">
        {t('continue')}
      </LinkButton>
    </>
  )
}

function DocumentCard({
  kind,
  application,
  result,
}: {
  kind: DocumentKind
  application: Application
  result: unknown
}) {
  const t = useTranslations('join.documents')
  const documents = application.documents.filter(document => document.kind === kind)
  return (
    <Card>
      <WriteForm
        key={documents.length}
        result={result}
        name={`add ${kind}`}
        encType="multipart/form-data"
        className="flex flex-wrap items-start gap-3"
        // uploads as soon as a file is chosen: leaving the page would lose it
        onChange={event => event.currentTarget.requestSubmit()}
      >
        <StepField name={kind} of={application} hint={t(kind)} className="flex-1 basis-64">
          <FileInput />
        </StepField>
        <SubmitButton variant={documents.length > 0 ? 'outline' : 'soft'} className="without-script sm:mt-7">
          {t('add')}
        </SubmitButton>
      </WriteForm>
      {documents.length > 0 && (
        <ul className="mt-3 border-line border-t pt-2">
          {documents.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-3">
              <a
                href={`/api/seller/applications/${application.id}/documents/${id}`}
                target="_blank"
                rel="noreferrer"
                className="min-w-0 flex-1 truncate py-1 text-brand underline"
              >
                {name}
              </a>
              <WriteForm result={result} name={`remove ${id}`} className="flex flex-wrap gap-2">
                <SubmitButton variant="quiet" size="sm" aria-label={t('removeNamed', { name })}>
                  {t('remove')}
                </SubmitButton>
              </WriteForm>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function FileInput() {
  const { defaultValue: _typed, ...control } = useControl<ComponentProps<'input'>>({})
  return (
    <input
      {...control}
      type="file"
      required
      accept={documentMediaTypes.join(',')}
      className="w-full min-w-0 rounded-lg border border-edge border-dashed p-2 text-sm file:mr-3 file:rounded-md file:border-0 file:bg-surface-3 file:px-2.5 file:py-1 file:text-ink"
    />
  )
}

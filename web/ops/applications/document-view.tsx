import { FileText } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { withParams } from '../../kit/primitives/url-state.ts'

type Application = Awaited<ReturnType<Api['reviewApplication']>>
type Document = Application['documents'][number]

/**
 * The documents, one of them open next to the data. None is opened automatically, since every read is recorded in the
 * audit log.
 */
export function DocumentView({ application, document }: { application: Application; document: Document | null }) {
  const t = useTranslations('ops.review')
  const app = useTranslations('ops.application.field')
  const [search] = useSearchParams()
  return (
    <Card title={t('documentsTitle')} text={t('documentsText')} className="xl:sticky xl:top-17" flush>
      <ul className="mt-3 border-line border-t">
        {application.documents.map(({ id, kind, name, bytes }) => (
          <li key={id}>
            <Link
              to={`${withParams(search, { document: id })}`}
              preventScrollReset
              aria-current={id === document?.id || undefined}
              className="flex flex-wrap items-baseline gap-x-3 border-line border-b px-4 py-2 hover:bg-surface-2 aria-[current]:bg-chosen"
            >
              <span className="font-medium">
                {!application.opened.includes(id) && (
                  <span className="mr-1.5 text-info" title={t('notOpened')}>
                    ● <span className="sr-only">{t('notOpened')}</span>
                  </span>
                )}
                {app(kind)}
              </span>
              <span className="min-w-0 flex-1 truncate text-ink-3 text-xs">{name}</span>
              <span className="text-ink-3 text-xs tabular-nums">{t('kilobytes', { kb: Math.ceil(bytes / 1024) })}</span>
            </Link>
          </li>
        ))}
      </ul>
      {document ? (
        <Shown key={document.id} application={application} document={document} />
      ) : (
        <EmptyState icon={<FileText size={20} />} title={t('chooseDocument')} />
      )}
    </Card>
  )
}

function Shown({ application, document: { id, kind, media_type } }: { application: Application; document: Document }) {
  const t = useTranslations('ops.review')
  const app = useTranslations('ops.application.field')
  const src = `/api/ops/applications/${application.id}/documents/${id}`
  return (
    <div className="p-4">
      {media_type === 'application/pdf' ? (
        <iframe src={src} title={app(kind)} className="h-[70vh] w-full rounded-lg border border-line bg-mat" />
      ) : (
        <img src={src} alt={app(kind)} className="max-h-[80vh] w-full rounded-lg bg-mat object-contain" />
      )}
      <a href={src} target="_blank" rel="noreferrer" className="mt-2 inline-block text-sm underline">
        {t('newTab')}
      </a>
    </div>
  )
}

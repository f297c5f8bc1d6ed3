import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocation, useRevalidator } from 'react-router'
import { useLocale } from 'use-intl'
import { SubmitButton, WriteForm } from '../forms/write-form.tsx'
import { useStorePath } from '../page/store-path.ts'
import { StatusBadge } from '../primitives/badge.tsx'
import { buttonClass } from '../primitives/button.tsx'
import { Progress } from '../primitives/progress.tsx'
import { type Column, DataTable } from '../table/data-table.tsx'
import { DateTime, formatDate } from '../time/date-time.tsx'
import { isOpen, type Job, type JobArea, jobTones, useFileSize, useJobName, useJobTexts } from './job.ts'
import { usePolling } from './use-polling.ts'

const captions = { seller: 'list', ops: 'opsList' } as const

/**
 * Jobs with their progress and actions. Polls while one is running; without script the page reloads. The page's action
 * gets `job` and `cancel` or `retry`.
 */
export function JobList<J extends Job & { error?: string | null }>({
  area,
  jobs,
  result,
  more = [],
  mayHave = () => true,
  empty,
}: {
  area: JobArea
  jobs: readonly J[]
  result: unknown
  /** Further columns after the job's name. */
  more?: readonly Column<J>[]
  /** Jobs whose results the reader may download. */
  mayHave?: (job: J) => boolean
  empty: ReactNode
}) {
  const t = useJobTexts(area)
  const nameOf = useJobName(area)
  const { pathname, search } = useLocation()
  const { revalidate } = useRevalidator()
  const running = jobs.some(isOpen)
  usePolling(running, () => void revalidate())
  const columns: Column<J>[] = [
    {
      key: 'what',
      head: t('what'),
      phone: 'title',
      cell: job => {
        const { title, period } = nameOf(job)
        return (
          <>
            <span className="block font-medium">{title}</span>
            {period && <span className="block font-normal text-ink-2 text-xs">{period}</span>}
          </>
        )
      },
    },
    ...more,
    {
      key: 'requested',
      head: t('requested'),
      phone: 'below',
      cell: job => (
        <>
          <DateTime at={job.requested_at} className="block whitespace-nowrap" />
          <span className="block text-ink-3 text-xs">{job.requested_by.name}</span>
        </>
      ),
    },
    { key: 'state', head: t('stateHead'), phone: 'below', cell: job => <State area={area} job={job} /> },
    {
      key: 'act',
      head: '',
      align: 'end',
      phone: 'below',
      cell: job => <Actions area={area} job={job} result={result} mayHave={mayHave(job)} />,
    },
  ]
  return (
    <>
      {running && (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
          <p className="border-line border-b px-4 py-2 text-sm">
            <a href={pathname + search} className="underline">
              {t('refresh')}
            </a>
          </p>
        </noscript>
      )}
      <DataTable label={t(captions[area])} rows={jobs} columns={columns} id={job => job.id} empty={empty} />
    </>
  )
}

function State({ area, job }: { area: JobArea; job: Job & { error?: string | null } }) {
  const t = useJobTexts(area)
  const { title } = useJobName(area)(job)
  const locale = useLocale()
  const { state, done, total, failed, retrying, error } = job
  return (
    <div className="flex min-w-0 max-w-80 flex-col gap-1 py-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StatusBadge state={state} tones={jobTones}>
          {t(`state.${state}`)}
        </StatusBadge>
        <span className="text-ink-2 text-xs tabular-nums">
          {total === null ? t('progressOpen', { done }) : t('progress', { done, total: Math.max(done, total) })}
        </span>
      </div>
      {isOpen(job) && (
        <Progress
          label={t('progressOf', { what: title })}
          {...(total !== null && { value: done, max: Math.max(1, total) })}
          tone={retrying ? 'warn' : 'brand'}
          className="max-w-56"
        />
      )}
      {failed > 0 && <p className="text-warn text-xs">{t('failedRows', { count: failed })}</p>}
      {retrying && isOpen(job) && <p className="text-warn text-xs">{t('retrying')}</p>}
      {state === 'failed' && area === 'seller' && <p className="text-ink-2 text-xs">{t('sorry')}</p>}
      {error && (
        <details className="min-w-0 text-xs">
          <summary className="cursor-pointer text-ink-2">{t('reason')}</summary>
          <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words text-ink-2">{error}</pre>
        </details>
      )}
      {job.file && (
        <p className="text-ink-3 text-xs">{t('until', { date: formatDate(job.file.until, 'date', locale) })}</p>
      )}
      {job.expired && <p className="text-ink-3 text-xs">{t('expired')}</p>}
    </div>
  )
}

function Actions({ area, job, result, mayHave }: { area: JobArea; job: Job; result: unknown; mayHave: boolean }) {
  const t = useJobTexts(area)
  const { title, period } = useJobName(area)(job)
  const what = [title, period].filter(Boolean).join(', ')
  if (job.file && mayHave) return <DownloadLink area={area} job={job} file={job.file} />
  const act = isOpen(job) ? 'cancel' : job.state === 'failed' ? 'retry' : null
  if (!act) return null
  return (
    <WriteForm result={result} name={job.id} className="flex flex-col items-end gap-1 @max-2xl:items-start">
      <input type="hidden" name="job" value={job.id} />
      <SubmitButton variant="outline" size="sm" name="do" value={act} aria-label={t(`${act}Named`, { what })}>
        {t(act)}
      </SubmitButton>
    </WriteForm>
  )
}

/** A plain link: a file is not a page. */
export function DownloadLink({ area, job, file }: { area: JobArea; job: Job; file: NonNullable<Job['file']> }) {
  const t = useJobTexts(area)
  const size = useFileSize()(file.bytes)
  const at = useStorePath()
  return (
    <a
      href={area === 'seller' ? at(`/jobs/${job.id}/file`) : `/api/ops/jobs/${job.id}/file`}
      download
      aria-label={t('downloadNamed', { name: file.name, size })}
      className={buttonClass({ size: 'sm', variant: 'soft' })}
    >
      <Download size={14} aria-hidden />
      {t('download')}
      <span className="font-normal tabular-nums">{size}</span>
    </a>
  )
}

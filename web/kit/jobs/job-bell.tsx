import { Bell } from 'lucide-react'
import { Link, useFetcher, useLocation } from 'react-router'
import { Dropdown, DropdownSeparator, dropdownItem } from '../overlays/dropdown.tsx'
import { useStorePath } from '../page/store-path.ts'
import { StatusBadge } from '../primitives/badge.tsx'
import { Progress } from '../primitives/progress.tsx'
import { barButton } from '../shell/console.tsx'
import { isOpen, type Job, type JobArea, jobTones, type MyJobs, useJobName, useJobTexts } from './job.ts'
import { DownloadLink } from './job-list.tsx'
import { usePolling } from './use-polling.ts'

/** Which jobs the reader has seen, from a cookie that the jobs page sets. */
type JobsSeen = { readonly seenUntil: string | null }

/**
 * The reader's own latest jobs, in a console's bar: how many are running, and a dot when one has ended since the list
 * was last opened. Polls while one is running.
 */
export function JobBell({ area, jobs, seenUntil }: { area: JobArea; jobs: MyJobs } & JobsSeen) {
  const t = useJobTexts(area)
  const fetcher = useFetcher<MyJobs>({ key: 'jobs' })
  const { items, running } = fetcher.data ?? jobs
  const at = useStorePath()
  const page = area === 'seller' ? at('/jobs') : '/ops/jobs'
  const isThere = useLocation().pathname === page
  // the jobs page polls already, and updates the bell with it
  usePolling(running > 0 && !isThere, () => void fetcher.load(`${page}/mine`))
  const isNew = !isThere && items.some(job => job.ended_at && job.ended_at > (seenUntil ?? ''))
  const label = running > 0 ? t('bellRunning', { count: running }) : isNew ? t('bellNew') : t('bell')
  return (
    <Dropdown
      className="w-80 max-w-[calc(100vw-24px)]"
      buttonProps={{ className: barButton, 'aria-label': label, title: label }}
      button={
        <span className="relative">
          <Bell size={17} strokeWidth={1.8} aria-hidden />
          {running > 0 ? (
            <span className="absolute -top-2 -right-2 grid h-4 min-w-4 place-items-center rounded-full bg-brand px-1 font-medium text-2xs text-brand-ink tabular-nums">
              {running}
            </span>
          ) : (
            isNew && <span className="absolute -top-1 -right-1 size-2 rounded-full bg-brand" />
          )}
        </span>
      }
    >
      {items.length === 0 && <p className="px-2.5 py-3 text-ink-2 text-sm">{t('bellEmpty')}</p>}
      <ul>
        {items.map(job => (
          <Entry key={job.id} area={area} job={job} />
        ))}
      </ul>
      <DropdownSeparator />
      <Link to={page} className={dropdownItem}>
        {t('all')}
      </Link>
    </Dropdown>
  )
}

function Entry({ area, job }: { area: JobArea; job: Job }) {
  const t = useJobTexts(area)
  const { title, period } = useJobName(area)(job)
  return (
    <li className="flex flex-col gap-1 px-2.5 py-2 text-sm">
      <span className="flex items-start justify-between gap-2">
        <span className="min-w-0">
          <span className="block truncate font-medium">{title}</span>
          {period && <span className="block text-ink-2 text-xs">{period}</span>}
        </span>
        {job.file ? (
          <DownloadLink area={area} job={job} file={job.file} />
        ) : (
          <StatusBadge state={job.state} tones={jobTones}>
            {t(`state.${job.state}`)}
          </StatusBadge>
        )}
      </span>
      {isOpen(job) && (
        <Progress
          label={t('progressOf', { what: title })}
          {...(job.total !== null && { value: job.done, max: Math.max(1, job.total) })}
        />
      )}
    </li>
  )
}

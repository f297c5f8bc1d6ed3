import { Download } from 'lucide-react'
import { ExportForm, exportOf } from '../../kit/jobs/export-form.tsx'
import { useJobTexts } from '../../kit/jobs/job.ts'
import { JobList } from '../../kit/jobs/job-list.tsx'
import { seenNow, thisMonth } from '../../kit/jobs/seen-jobs.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { textsOf } from '../../messages/notices.ts'
import { useMay } from '../may.ts'
import type { Route } from './+types/jobs.ts'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(async ({ api, url, ...visit }: Web<Route.LoaderArgs>) => {
  const jobs = await api.listJobs({ after: url.searchParams.get('after') ?? undefined, limit: 25 })
  seenNow(visit)
  return { ...jobs, days: thisMonth(visit.now) }
})

/** Starts an export, cancels a job, or retries one. */
export const action = write(async ({ api, form, key, params, ...visit }: Writing<Route.ActionArgs>) => {
  const [job_id, act] = [String(form.get('job') ?? ''), form.get('do')]
  const say = textsOf(visit.locale, 'seller')
  if (act === 'cancel') {
    await api.cancelJob({ job_id }, key)
    return goTo(storePath(params.store, '/jobs'), visit, say('jobCanceled'))
  }
  if (act === 'retry') {
    await api.retryJob({ job_id }, key)
    return goTo(storePath(params.store, '/jobs'), visit, say('jobRetried'))
  }
  await api.startOrdersExport(exportOf(form), key)
  return goTo(storePath(params.store, '/jobs'), visit, say('jobStarted'))
})

export default function Jobs({ loaderData: { items, next, days }, actionData }: Route.ComponentProps) {
  const t = useJobTexts('seller')
  const may = useMay()
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <Card flush className="max-lg:order-last">
          <JobList
            area="seller"
            jobs={items}
            result={actionData}
            empty={<EmptyState icon={<Download size={20} />} title={t('empty')} text={t('emptyText')} />}
          />
          <CursorPager next={next} />
        </Card>
        {may('orders.read') && <ExportForm area="seller" result={actionData} days={days} />}
      </div>
    </>
  )
}

import { ListChecks } from 'lucide-react'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { ExportForm, exportOf } from '../../kit/jobs/export-form.tsx'
import { useJobTexts } from '../../kit/jobs/job.ts'
import { JobList } from '../../kit/jobs/job-list.tsx'
import { seenNow, thisMonth } from '../../kit/jobs/seen-jobs.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { textsOf } from '../../messages/notices.ts'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/jobs.ts'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(async ({ api, url, ...visit }: Web<Route.LoaderArgs>) => {
  const jobs = await api.listAllJobs({ ...filtersOf(url), limit: 25 })
  seenNow(visit)
  return { ...jobs, days: thisMonth(visit.now) }
})

/** Starts an export or a rebuild of the index, cancels a job, or retries one. */
export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const [job_id, act] = [String(form.get('job') ?? ''), form.get('do')]
  const say = textsOf(visit.locale, 'ops')
  const back = url.pathname + url.search
  if (act === 'cancel') {
    await api.cancelJobAsOperator({ job_id }, key)
    return goTo(back, visit, say('jobCanceled'))
  }
  if (act === 'retry') {
    await api.retryJobAsOperator({ job_id }, key)
    return goTo(back, visit, say('jobRetried'))
  }
  if (formName === 'reindex') await api.startReindex({}, key)
  else await api.startAllOrdersExport(exportOf(form), key)
  return goTo('/ops/jobs', visit, say('jobStarted'))
})

type Job = Route.ComponentProps['loaderData']['items'][number]

const states = ['queued', 'running', 'done', 'failed', 'canceled'] as const

export default function Jobs({ loaderData: { items, next, days }, actionData }: Route.ComponentProps) {
  const t = useJobTexts('ops')
  const store: Column<Job> = {
    key: 'store',
    head: t('store'),
    phone: 'below',
    cell: job =>
      job.store && (
        <a href={`/ops/stores/${job.store.id}`} className="hover:underline">
          {job.store.name}
        </a>
      ),
  }
  return (
    <>
      <PageHeader title={t('opsTitle')} text={t('opsText')} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <Card flush className="max-lg:order-last">
          <Tabs
            label={t('of')}
            param="of"
            tabs={[
              { value: '', label: t('market') },
              { value: 'stores', label: t('stores') },
            ]}
          />
          <FilterBar
            keep={['of']}
            filters={[
              {
                kind: 'select',
                name: 'state',
                label: t('stateHead'),
                options: states.map(value => ({ value, label: t(`state.${value}`) })),
              },
            ]}
          />
          <JobList
            area="ops"
            jobs={items}
            result={actionData}
            more={items.some(job => job.store) ? [store] : []}
            mayHave={job => job.store === null}
            empty={<EmptyState icon={<ListChecks size={20} />} title={t('opsEmpty')} text={t('opsEmptyText')} />}
          />
          <CursorPager next={next} />
        </Card>
        <div className="flex flex-col gap-3">
          <ExportForm area="ops" result={actionData} days={days} />
          <Card title={t('reindex')} text={t('reindexText')}>
            <WriteForm result={actionData} name="reindex">
              <SubmitButton variant="outline" className="self-start">
                {t('startReindex')}
              </SubmitButton>
            </WriteForm>
          </Card>
        </div>
      </div>
    </>
  )
}

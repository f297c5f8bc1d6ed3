import { FilePen } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { objectionMaxCharacters } from '#sellers/limits.ts'
import { checkedDetails } from '#sellers/states.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/details.ts'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listDetailRequests({ after: url.searchParams.get('after') ?? undefined, limit: 25 }),
)

export const action = write(async ({ api, form, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const approve = form.get('decision') === 'approve'
  await api.decideDetails(
    { request_id: String(form.get('request')), approve, reason: String(form.get('reason') ?? '') },
    key,
  )
  return goTo(url.pathname, visit, textsOf(visit.locale, 'ops')(approve ? 'detailsApproved' : 'detailsRejected'))
})

/** Requests of stores to change what was checked when they were approved, the longest waiting first. */
export default function Details({ loaderData: { items, next }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.details')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {items.length === 0 && <EmptyState icon={<FilePen size={20} />} title={t('empty')} />}
      <div className="flex max-w-3xl flex-col gap-3">
        {items.map(request => (
          <Card key={request.id}>
            <div className="mb-2 flex flex-wrap gap-x-3">
              <Link to={`/ops/stores/${request.store.id}`} className="font-medium underline">
                {request.store.name}
              </Link>
              <span className="text-ink-3">
                <DateTime at={request.requested_at} />
              </span>
            </div>
            <Changes of={request} />
            {request.note && <p className="mt-2">{request.note}</p>}
            <WriteForm result={actionData} name={request.id} className="mt-3 flex flex-wrap items-end gap-2">
              <input type="hidden" name="request" value={request.id} />
              <Field name="reason" label={t('reason')} optional className="min-w-52 flex-1">
                <Input maxLength={objectionMaxCharacters} />
              </Field>
              <SubmitButton name="decision" value="approve">
                {t('approve')}
              </SubmitButton>
              <SubmitButton variant="outline" name="decision" value="reject">
                {t('reject')}
              </SubmitButton>
            </WriteForm>
          </Card>
        ))}
      </div>
      <CursorPager next={next} />
    </>
  )
}

function Changes({ of: { before, after } }: { of: Route.ComponentProps['loaderData']['items'][number] }) {
  const t = useTranslations('ops.details')
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {checkedDetails
        .filter(field => field in after)
        .map(field => (
          <div key={field} className="contents">
            <dt className="text-ink-3">{t(`field.${field}`)}</dt>
            <dd>
              <s className="text-ink-3">{before[field]}</s> {after[field] ?? '–'}
            </dd>
          </div>
        ))}
    </dl>
  )
}

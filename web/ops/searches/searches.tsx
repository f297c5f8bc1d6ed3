import { Link, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { synonymMaxCharacters, synonymsMax } from '#search/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Textarea } from '../../kit/forms/inputs.tsx'
import { isRefused } from '../../kit/forms/refused.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { withParams } from '../../kit/primitives/url-state.ts'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { filtersOf } from '../filters-of.ts'
import type { Route } from './+types/searches.ts'

export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const { words: _words, ...filters } = filtersOf(url)
  const [searches, synonyms] = await Promise.all([
    api.listZeroResultSearches({ ...filters, limit: 30 }),
    api.listSynonyms({}),
  ])
  return { ...searches, synonyms: synonyms.items }
})

/** Adds a set of synonyms, changes one, or removes one. */
export const action = write(async ({ api, form, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const [remove, change] = [form.get('remove'), form.get('change')]
  const words = String(form.get('words') ?? '')
    .split(/[,;\n]/)
    .map(word => word.trim())
    .filter(word => word !== '')
  const search = new URLSearchParams(url.search)
  search.delete('words')
  const back = `${url.pathname}?${search}`
  const say = textsOf(visit.locale, 'ops')
  if (remove) {
    await api.removeSynonyms({ synonyms_id: String(remove) }, key)
    return goTo(back, visit, say('synonymsRemoved'))
  }
  if (change) await api.changeSynonyms({ synonyms_id: String(change), words }, key)
  else await api.addSynonyms({ words }, key)
  return goTo(back, visit, say('synonymsSaved'))
})

/** Searches without results, and synonyms, which solve most of them. */
export default function Searches({ loaderData: { items, next, synonyms }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.searches')
  const [search] = useSearchParams()
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={<ExportLink path="/api/ops/search/zero-results.csv" />}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <Card flush>
          <FilterBar
            filters={[
              {
                kind: 'select',
                name: 'answer',
                label: t('answer'),
                options: (['nothing', 'relaxed', 'corrected'] as const).map(value => ({
                  value,
                  label: t(`answers.${value}`),
                })),
              },
              {
                kind: 'select',
                name: 'days',
                label: t('since'),
                any: t('days', { count: 30 }),
                options: [7, 90].map(count => ({ value: `${count}`, label: t('days', { count }) })),
              },
            ]}
          />
          <DataTable
            label={t('title')}
            rows={items}
            columns={useColumns()}
            id={({ term }) => term}
            empty={<EmptyState title={t('empty')} text={t('emptyText')} />}
          />
          <CursorPager next={next} />
        </Card>
        <Card id="synonyms" flush title={t('synonyms')} text={t('synonymsText')}>
          <div className="p-4">
            <WriteForm key={synonyms.length} result={actionData} name="add" className="flex flex-col gap-2">
              <Words value={search.get('words') ?? ''} />
              <SubmitButton className="self-start">{t('add')}</SubmitButton>
            </WriteForm>
          </div>
          <ul className="max-h-[40rem] overflow-y-auto">
            {synonyms.map(set => (
              <Synonyms key={set.id} {...set} result={actionData} />
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}

const wordsMaxCharacters = synonymsMax * (synonymMaxCharacters + ', '.length)

function Words({ value }: { value: string }) {
  const t = useTranslations('ops.searches')
  return (
    <Field name="words" label={t('words')} hint={t('wordsHint')}>
      <Textarea rows={2} maxLength={wordsMaxCharacters} defaultValue={value} required />
    </Field>
  )
}

/** One set; expands to be changed or removed. */
function Synonyms({ id, words, result }: { id: string; words: readonly string[]; result: unknown }) {
  const t = useTranslations('ops.searches')
  const listed = words.join(', ')
  return (
    <li className="border-line border-t">
      <details open={isRefused(result) && result.formName === id}>
        <summary className="cursor-pointer px-4 py-2 text-sm hover:bg-surface-2">{listed}</summary>
        <div className="flex flex-col gap-2 px-4 pt-1 pb-3">
          <WriteForm result={result} name={id} className="flex flex-col gap-2">
            <input type="hidden" name="change" value={id} />
            <Words value={listed} />
            <SubmitButton className="self-start">{t('change')}</SubmitButton>
          </WriteForm>
          <WriteForm result={result} name={`remove ${id}`}>
            <input type="hidden" name="remove" value={id} />
            <Button type="submit" variant="quiet" size="sm" aria-label={t('removeNamed', { words: listed })}>
              {t('remove')}
            </Button>
          </WriteForm>
        </div>
      </details>
    </li>
  )
}

type Miss = Route.ComponentProps['loaderData']['items'][number]

function useColumns(): Column<Miss>[] {
  const t = useTranslations('ops.searches')
  const [search] = useSearchParams()
  return [
    {
      key: 'term',
      head: t('term'),
      phone: 'title',
      cell: ({ term }) => (
        <a href={`/search?q=${encodeURIComponent(term)}`} className="break-words hover:underline">
          {term}
        </a>
      ),
    },
    { key: 'answer', head: t('answer'), phone: 'below', cell: ({ answer }) => t(`answers.${answer}`) },
    {
      key: 'latest',
      head: t('latest'),
      phone: 'below',
      phoneHead: true,
      cell: ({ latest }) => <DateTime at={`${latest}T12:00:00Z`} as="date" />,
    },
    { key: 'count', head: t('count'), align: 'end', phone: 'side', cell: ({ count }) => t('times', { count }) },
    {
      key: 'act',
      head: '',
      align: 'end',
      phone: 'below',
      cell: ({ term }) => (
        <Link
          to={`${withParams(search, { words: `${term}, ` })}#synonyms`}
          className="whitespace-nowrap text-brand text-sm hover:underline"
        >
          {t('addFor')}
        </Link>
      ),
    },
  ]
}

import { Search as SearchIcon } from 'lucide-react'
import { Form, Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { Input } from '../../kit/forms/inputs.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import type { Route } from './+types/search.ts'
import { hitPath } from './hits.ts'

const queryMaxCharacters = 60

/** Also called by the palette while somebody types. */
export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, queryMaxCharacters)
  return { q, items: q ? (await api.searchStore({ q })).items : [] }
})

export default function Search({ loaderData: { q, items } }: Route.ComponentProps) {
  const t = useTranslations('seller.search')
  const at = useStorePath()
  return (
    <>
      <PageHeader title={t('title')} />
      <search>
        <Form className="mb-3 flex max-w-xl gap-2">
          <Input
            type="search"
            name="q"
            key={q}
            defaultValue={q}
            aria-label={t('label')}
            maxLength={queryMaxCharacters}
          />
          <Button type="submit">{t('go')}</Button>
        </Form>
      </search>
      {q && items.length === 0 && (
        <Card flush>
          <EmptyState icon={<SearchIcon size={20} />} title={t('empty')} text={t('label')} />
        </Card>
      )}
      <div className="flex flex-col gap-3">
        {[...Map.groupBy(items, ({ kind }) => kind)].map(([kind, hits]) => (
          <Card key={kind} title={t(`kinds.${kind}`)} flush>
            <ul className="mt-2">
              {hits.map(hit => (
                <li key={hit.id} className="border-line border-t">
                  <Link to={at(hitPath(hit))} className="flex items-center gap-3 px-4 py-2.5 hover:bg-surface-2">
                    <span className="min-w-0 flex-1 truncate font-medium">{hit.title}</span>
                    <span className="text-ink-3 text-xs">{hit.text}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  )
}

import { Search as SearchIcon } from 'lucide-react'
import { Form, Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { queryMaxCharacters } from '#search/limits.ts'
import { Input } from '../../kit/forms/inputs.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { OrderBadge } from '../orders/order-state.tsx'
import type { Route } from './+types/search.ts'
import { type Hit, hitPath } from './search-hits.ts'

/** Also called by the palette while somebody types. */
export const loader = page(async ({ api, url }: Web<Route.LoaderArgs>) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, queryMaxCharacters)
  return { q, ...(await api.opsSearch({ q })) }
})

export default function Search({ loaderData: { q, items } }: Route.ComponentProps) {
  const t = useTranslations('ops.search')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
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
          <EmptyState icon={<SearchIcon size={20} />} title={t('empty')} text={t('emptyText')} />
        </Card>
      )}
      <div className="flex flex-col gap-3">
        {[...Map.groupBy(items, ({ kind }) => kind)].map(([kind, hits]) => (
          <Card key={kind} title={t(`kinds.${kind}`)} flush>
            <ul className="mt-2">
              {hits.map(hit => (
                <HitRow key={hit.id} hit={hit} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  )
}

function HitRow({ hit }: { hit: Hit }) {
  const t = useTranslations('ops.search.by')
  const list = useTranslations('ops.products')
  return (
    <li className="border-line border-t">
      <Link to={hitPath(hit)} className="flex flex-wrap items-center gap-x-4 px-4 py-2.5 hover:bg-surface-2">
        <span className="font-medium">{hit.title || list('untitled')}</span>
        <span className="text-ink-2">{hit.text}</span>
        {hit.state && <OrderBadge state={hit.state} />}
        {hit.by && <span className="ml-auto text-ink-3 text-xs">{t(hit.by)}</span>}
      </Link>
    </li>
  )
}

import { Package, Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Money } from '../kit/money/money.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { Badge, type Tone } from '../kit/primitives/badge.tsx'
import { LinkButton } from '../kit/primitives/button.tsx'
import { Card } from '../kit/primitives/card.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { CursorPager } from '../kit/primitives/pager.tsx'
import { EmptyState } from '../kit/primitives/states.tsx'
import { Tabs } from '../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../kit/table/data-table.tsx'
import { FilterBar } from '../kit/table/filter-bar.tsx'
import type { Route } from './+types/products.ts'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listStoreProducts({ ...Object.fromEntries([...url.searchParams].filter(([, value]) => value)), limit: 25 }),
)

type Product = Route.ComponentProps['loaderData']['items'][number]
const states = ['online', 'draft', 'offline'] as const
const tones: Record<Product['state'], Tone> = { online: 'ok', draft: 'neutral', offline: 'warn' }

export default function Products({ loaderData: { items, next } }: Route.ComponentProps) {
  const t = useTranslations('seller.products')
  const columns: Column<Product>[] = [
    {
      key: 'title',
      head: t('product'),
      phone: 'title',
      cell: product => (
        <span className="flex items-center gap-3">
          {product.picture && (
            <img
              src={product.picture}
              alt=""
              width={32}
              height={32}
              className="size-8 rounded-md bg-mat object-cover"
            />
          )}
          <span className="font-medium">{product.title}</span>
        </span>
      ),
    },
    {
      key: 'state',
      head: t('state'),
      phone: 'below',
      cell: product => (
        <Badge tone={tones[product.state]} dot>
          {t(product.state)}
        </Badge>
      ),
    },
    { key: 'variants', head: t('variants'), align: 'end', phone: 'none', cell: product => product.variants },
    {
      key: 'stock',
      head: t('stock'),
      align: 'end',
      phone: 'below',
      phoneHead: true,
      cell: product => (
        <>
          {product.on_hand}
          {product.reserved > 0 && <span className="text-ink-3"> {t('reserved', { count: product.reserved })}</span>}
        </>
      ),
    },
    { key: 'price', head: t('price'), align: 'end', phone: 'side', cell: product => <Money of={product.price_from} /> },
  ]
  const create = (
    <LinkButton to="/seller/products/new" variant="primary" icon={<Plus size={16} />}>
      {t('new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={create} />
      <Card flush>
        <Tabs
          label={t('states')}
          param="state"
          tabs={[{ value: '', label: t('all') }, ...states.map(state => ({ value: state, label: t(state) }))]}
        />
        <FilterBar keep={['state']} filters={[{ kind: 'search', name: 'title', label: t('search') }]} />
        <DataTable
          label={t('title')}
          rows={items}
          columns={columns}
          id={product => product.id}
          to={product => `/seller/products/${product.id}`}
          empty={<EmptyState icon={<Package size={20} />} title={t('empty')} text={t('emptyText')} action={create} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

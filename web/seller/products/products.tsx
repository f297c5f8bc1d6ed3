import { Package, Plus } from 'lucide-react'
import { type ShouldRevalidateFunctionArgs, useActionData, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { isRefused } from '../../kit/forms/refused.ts'
import { RefusalText } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath, useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { ExportLink } from '../../kit/table/export-link.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { textsOf } from '../../messages/notices.ts'
import { useMay } from '../may.ts'
import type { Route } from './+types/products.ts'
import { ProductMenu } from './product-menu.tsx'
import { type ProductRow, SaleButton, Stock } from './product-row.tsx'
import { ProductBadge, productStates } from './product-state.tsx'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listStoreProducts({ ...Object.fromEntries([...url.searchParams].filter(([, value]) => value)), limit: 25 }),
)

/** The actions of a row: the list keeps its filters and position. */
export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'seller')
  const here = url.pathname + url.search
  const product_id = String(form.get('product'))
  switch (formName) {
    case 'stock': {
      const [to, if_on_hand] = [Number(form.get('on_hand')), Number(form.get('seen'))]
      if (to !== if_on_hand)
        await api.adjustStock({ changes: [{ variant_id: String(form.get('variant')), to, if_on_hand }] }, key)
      return goTo(here, visit, notice('stockSet', { title: String(form.get('title')), count: to }))
    }
    case 'duplicate': {
      const { id } = await api.duplicateProduct({ product_id }, key)
      return goTo(storePath(visit.params.store, `/products/${id}`), visit, notice('duplicated'))
    }
    case 'delete':
      await api.deleteProduct({ product_id }, key)
      return goTo(here, visit, notice('draftDeleted'))
    case 'publish':
      await api.publishProduct({ product_id }, key)
      return goTo(here, visit, notice('onSale'))
    default:
      await api.unlistProduct({ product_id }, key)
      return goTo(here, visit, notice('offSale'))
  }
})

/** After a conflict, the current stock is shown. */
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  actionStatus === 409 || defaultShouldRevalidate

export default function Products({ loaderData: { items, next, counts } }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller.products')
  const may = useMay()
  const create = may('products.edit') && (
    <LinkButton to={at('/products/new')} variant="primary" icon={<Plus size={16} />}>
      {t('new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ExportLink path={at('/download/products.csv')} />
            {create}
          </>
        }
      />
      <Refusal />
      <Card flush>
        <Tabs
          label={t('states')}
          param="state"
          tabs={[
            { value: '', label: t('all'), count: Object.values(counts).reduce((sum, n) => sum + n, 0) },
            ...productStates.map(state => ({ value: state, label: t(state), count: counts[state] ?? 0 })),
          ]}
        />
        <FilterBar
          keep={['state']}
          filters={[
            { kind: 'search', name: 'q', label: t('search') },
            {
              kind: 'select',
              name: 'sort',
              label: t('sort'),
              any: t('sorts.newest'),
              options: (['title', 'cheapest', 'dearest'] as const).map(value => ({
                value,
                label: t(`sorts.${value}`),
              })),
            },
          ]}
        />
        <DataTable
          label={t('title')}
          rows={items}
          columns={useColumns()}
          id={product => product.id}
          to={product => at(`/products/${product.id}`)}
          empty={<NoProducts />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

/** Applies to any row, since rows have no room for it. */
function Refusal() {
  const at = useStorePath()
  const t = useTranslations('seller.products')
  const answer = useActionData()
  if (!isRefused(answer)) return null
  const { product } = answer.values
  return (
    <Callout
      tone="bad"
      role="alert"
      className="mb-3"
      action={
        product && (
          <LinkButton to={at(`/products/${product}`)} size="sm">
            {t('open')}
          </LinkButton>
        )
      }
    >
      <RefusalText of={answer} />
    </Callout>
  )
}

function NoProducts() {
  const at = useStorePath()
  const t = useTranslations('seller.products')
  const [search] = useSearchParams()
  if (search.has('q') || search.has('state'))
    return (
      <EmptyState
        icon={<Package size={20} />}
        title={t('noMatch')}
        action={<LinkButton to={at('/products')}>{t('showAll')}</LinkButton>}
      />
    )
  return (
    <EmptyState
      icon={<Package size={20} />}
      title={t('empty')}
      text={t('emptyText')}
      action={<LinkButton to={at('/products/new')}>{t('new')}</LinkButton>}
    />
  )
}

/** A product's picture, title and SKU. */
function Named({ product }: { product: ProductRow }) {
  const t = useTranslations('seller.products')
  return (
    <span className="flex items-center gap-3">
      {product.picture ? (
        <Thumbnail src={product.picture} size={36} lazy />
      ) : (
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-surface-3 text-ink-3">
          <Package size={16} />
        </span>
      )}
      <span className="min-w-0">
        {product.title || t('untitled')}
        {product.sku && (
          <span className="block truncate text-ink-3 text-xs">
            {product.sku}
            {product.variants > 1 && ` +${product.variants - 1}`}
          </span>
        )}
        {product.category_blocked && <span className="block text-warn text-xs">{t('categoryBlocked')}</span>}
      </span>
    </span>
  )
}

function useColumns(): Column<ProductRow>[] {
  const t = useTranslations('seller.products')
  const may = useMay()
  const columns: Column<ProductRow>[] = [
    {
      key: 'title',
      head: t('product'),
      phone: 'title',
      cell: product => <Named product={product} />,
    },
    {
      key: 'state',
      head: t('state'),
      phone: 'side',
      cell: product => <ProductBadge state={product.state} takenDown={product.taken_down !== null} />,
    },
    {
      key: 'price',
      head: t('price'),
      align: 'end',
      phone: 'side',
      cell: product => product.price_from && <Money of={product.price_from} />,
    },
    {
      key: 'variants',
      head: t('variants'),
      align: 'end',
      from: 'lg',
      phone: 'none',
      cell: product => product.variants,
    },
    {
      key: 'stock',
      head: t('stock'),
      align: 'end',
      phone: 'below',
      cell: product => <Stock product={product} editable={may('products.edit')} />,
    },
  ]
  if (may('products.edit'))
    columns.push({
      key: 'sale',
      head: '',
      align: 'end',
      phone: 'none',
      cell: product => (
        <span className="inline-flex items-center gap-1">
          {product.state !== 'online' && <SaleButton product={product} />}
          <ProductMenu product={product} />
        </span>
      ),
    })
  return columns
}

import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Form, Link, useNavigation, useSearchParams, useSubmit } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Select } from '../../kit/forms/inputs.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Button, LinkButton } from '../../kit/primitives/button.tsx'
import { FilterIcon } from '../../kit/primitives/icons.tsx'
import { TrailPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { ProductCard, ProductGrid } from '../products/product-card.tsx'
import { Chosen, Filters } from './filters.tsx'
import { type Found, isNarrowed, sorts } from './search-query.ts'

/** Products found: count, filters, sorting; `children` are shown above the products. */
export function Results({ found, children }: { found: Found; children?: ReactNode }) {
  const t = useTranslations('storefront.find')
  const [asked] = useSearchParams()
  const busy = useNavigation().state === 'loading'
  const narrowed = isNarrowed(asked)
  const none = found.total.count === 0
  const filterCount = [...asked].filter(([name]) => ['f', 'from', 'to', 'free', 'week'].includes(name)).length
  const filters = none && !narrowed ? null : <Filters found={found} />
  return (
    <div className={clsx('grid items-start gap-x-8 gap-y-4', filters && 'lg:grid-cols-[15rem_minmax(0,1fr)]')}>
      {filters && (
        <>
          <aside className="hidden lg:block">{filters}</aside>
          <details className="rounded-xl border border-line bg-surface lg:hidden">
            <summary className="flex items-center gap-2 rounded-xl px-4 py-3 font-medium">
              <FilterIcon size={18} />
              {t('filters')}
              {filterCount > 0 && (
                <span className="grid size-5 place-items-center rounded-full bg-brand text-2xs text-brand-ink tabular-nums">
                  {filterCount}
                </span>
              )}
            </summary>
            <div className="px-4 pb-4">{filters}</div>
          </details>
        </>
      )}
      <div className="min-w-0">
        {children}
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p aria-live="polite" className="mr-auto text-ink-2 text-sm">
            <Count found={found} />
          </p>
          {!none && <SortForm found={found} />}
        </div>
        <StoreLink store={found.store} />
        <Note found={found} />
        <div className="mb-4 empty:hidden">
          <Chosen found={found} />
        </div>
        {none ? (
          <Nothing narrowed={narrowed} />
        ) : (
          <div aria-busy={busy} className={busy ? 'opacity-60 transition-opacity delay-200' : undefined}>
            <ProductGrid>
              {found.items.map((product, n) => (
                <ProductCard key={product.path} product={product} eager={n < 8} />
              ))}
            </ProductGrid>
          </div>
        )}
        <div className="mt-8">
          <TrailPager next={found.next} />
        </div>
      </div>
    </div>
  )
}

function Count({ found: { total, delivery } }: { found: Found }) {
  const t = useTranslations('storefront.find')
  const locale = useLocale()
  const country = countryName(delivery.country, locale)
  return total.more
    ? t('many', { count: formatNumber(total.count, locale), country })
    : t('count', { count: total.count, country })
}

/** The store that is called like what was searched for. */
function StoreLink({ store }: { store: Found['store'] }) {
  const t = useTranslations('storefront.find')
  const path = useShopPath()
  if (!store) return null
  return (
    <p className="mb-4">
      <Link
        to={path(`/s/${store.slug}`)}
        className="inline-flex min-h-11 items-center break-words font-medium text-brand underline"
      >
        {t('visitStore', { store: store.name })}
      </Link>
    </p>
  )
}

/** How the search was changed to find something. */
function Note({ found: { corrected, relaxed, q } }: { found: Found }) {
  const t = useTranslations('storefront.find')
  if (!corrected && !relaxed) return null
  const words = () => <b key="words">{corrected}</b>
  return (
    <p className="mb-4 rounded-xl bg-surface-2 px-4 py-3">
      {corrected && t.rich('corrected', { q, words })} {relaxed && t('relaxed')}
    </p>
  )
}

function SortForm({ found: { sort } }: { found: Found }) {
  const t = useTranslations('storefront.find')
  const [asked] = useSearchParams()
  const submit = useSubmit()
  return (
    <Form
      method="get"
      className="flex items-center gap-2"
      onChange={event => submit(event.currentTarget, { preventScrollReset: true })}
    >
      {[...asked]
        .filter(([name]) => name !== 'sort' && name !== 'after' && name !== 'trail')
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <Select key={sort} name="sort" aria-label={t('sort')} defaultValue={sort} className="w-52">
        {sorts.map(each => (
          <option key={each} value={each}>
            {t(`by.${each}`)}
          </option>
        ))}
      </Select>
      <Button type="submit" variant="outline" className="without-script">
        {t('apply')}
      </Button>
    </Form>
  )
}

/** Suggestions when nothing was found. */
function Nothing({ narrowed }: { narrowed: boolean }) {
  const t = useTranslations('storefront.find')
  const path = useShopPath()
  const [asked] = useSearchParams()
  const q = asked.get('q')
  return (
    <EmptyState
      title={q && !narrowed ? t('nothingFor', { q }) : t('nothing')}
      text={narrowed ? t('nothingNarrowed') : q && t('nothingText')}
      action={
        <>
          {narrowed && <LinkButton to={q ? `?q=${encodeURIComponent(q)}` : '?'}>{t('loosen')}</LinkButton>}
          <LinkButton to={path('/c')} variant="outline">
            {t('categories')}
          </LinkButton>
          <LinkButton to={path('/search?sort=newest')} variant="outline">
            {t('newest')}
          </LinkButton>
        </>
      }
    />
  )
}

/** The subcategories with products found. */
export function CategoryLinks({ categories, keep }: { categories: Found['categories']; keep: string }) {
  const t = useTranslations('storefront.find')
  const path = useShopPath()
  const locale = useLocale()
  if (categories.length === 0) return null
  return (
    <nav aria-label={t('categories')} className="mb-5">
      <ul className="flex flex-wrap gap-2">
        {categories.map(({ key, name, count }) => (
          <li key={key}>
            <Link
              to={path(`/c/${key}${keep}`)}
              className="flex h-9 items-center gap-1.5 rounded-full border border-line-2 bg-surface px-3.5 text-sm hover:border-edge pointer-coarse:h-11"
            >
              {name}
              {count !== null && <span className="text-ink-3">{formatNumber(count, locale)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

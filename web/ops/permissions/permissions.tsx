import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { nameOf } from '../categories/category-rows.tsx'
import { TakeBack } from '../reason.tsx'

type Permission = Awaited<ReturnType<Api['listAuthorizations']>>['items'][number]

/**
 * Grants or withdraws a permission, as a form of `Permissions` asks; `given` is the store or category of the page.
 * Returns the notice. For actions.
 */
export async function writePermission(
  api: Api,
  form: FormData,
  given: { store_id?: string; category?: string },
  key?: string,
): Promise<'permissionGranted' | 'permissionWithdrawn'> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  if (form.has('withdraw')) {
    await api.withdrawAuthorization({ store_id: text('withdraw'), category: text('from'), reason: text('reason') }, key)
    return 'permissionWithdrawn'
  }
  const store_id = given.store_id ?? (await storeIdOf(api, text('store_id')))
  await api.authorizeStore({ store_id, category: given.category ?? text('category'), reason: text('reason') }, key)
  return 'permissionGranted'
}

/** Operators know a store by its address; the API refuses anything else. */
async function storeIdOf(api: Api, typed: string): Promise<string> {
  const { items } = typed ? await api.listAllStores({ slug: typed.replace(/^.*\/s\//, '') }) : { items: [] }
  return items[0]?.id ?? typed
}

/**
 * Who may sell where: on a store's page the categories, on a category's page the stores. `children` is the form to add
 * one.
 */
export function Permissions({
  of,
  category,
  permissions,
  result,
  children,
}: {
  of: 'store' | 'category'
  /** Granted on this page's own category, not on one above it. */
  category?: string
  permissions: readonly Permission[]
  result: unknown
  children?: ReactNode
}) {
  const t = useTranslations('ops.permissions')
  const locale = useLocale()
  return (
    <Card
      flush
      title={t(of === 'store' ? 'ofStore' : 'ofCategory')}
      text={of === 'category' ? t('ofCategoryText') : undefined}
    >
      {permissions.length === 0 && <p className="px-4 pt-2 text-ink-3 text-sm">{t('none')}</p>}
      <ul className="mt-2">
        {permissions.map(each => {
          const place = nameOf(each.category.names, locale)
          const name = of === 'store' ? place : each.store.name
          return (
            <li key={`${each.store.id}:${each.category.key}`} className="border-line border-t px-4 py-2 text-sm">
              <Link
                to={of === 'store' ? `/ops/categories/${each.category.key}` : `/ops/stores/${each.store.id}`}
                className="font-medium hover:underline"
              >
                {name}
              </Link>{' '}
              {category && each.category.key !== category && (
                <span className="text-ink-3">{t('through', { category: place })}</span>
              )}
              <p className="text-ink-2">
                {t.rich('given', {
                  name: each.by,
                  reason: each.reason,
                  at: () => <DateTime at={each.granted_at} as="date" />,
                })}
              </p>
              <TakeBack
                name={`withdraw:${each.store.id}:${each.category.key}`}
                text={t('withdraw')}
                label={`${t('withdraw')}: ${name}`}
                result={result}
              >
                <input type="hidden" name="withdraw" value={each.store.id} />
                <input type="hidden" name="from" value={each.category.key} />
                <p className="col-span-full text-ink-3">{t('withdrawText')}</p>
              </TakeBack>
            </li>
          )
        })}
      </ul>
      {children && <div className="border-line border-t p-4">{children}</div>}
    </Card>
  )
}

import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { useShopPath } from '../../kit/page/shop-path.ts'

/** Departments, for visitors who browse. */
export function Departments({ departments }: { departments: Awaited<ReturnType<Api['listDepartments']>>['items'] }) {
  const t = useTranslations('storefront.home')
  const path = useShopPath()
  if (departments.length === 0) return null
  return (
    <section className="mb-14">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold text-xl md:text-2xl">{t('departments')}</h2>
        <Link to={path('/c')} className="rounded py-2 text-brand text-sm hover:underline">
          {t('allCategories')}
        </Link>
      </div>
      <ul className="grid grid-cols-4 gap-3 md:gap-4 lg:grid-cols-8">
        {departments.map(({ key, name, picture, products }) => (
          <li key={key}>
            <Link to={path(`/c/${key}`)} className="group block rounded-xl text-center text-sm">
              <span className="block aspect-square overflow-clip rounded-xl bg-mat">
                {picture && (
                  <img
                    src={picture}
                    alt=""
                    width={240}
                    height={240}
                    loading="lazy"
                    className="size-full object-cover transition-[scale] duration-200 group-hover:scale-[1.02]"
                  />
                )}
              </span>
              <span className="mt-2 block font-medium group-hover:underline">{name}</span>
              <span className="block text-ink-3 text-xs max-md:hidden">{t('items', { count: products })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

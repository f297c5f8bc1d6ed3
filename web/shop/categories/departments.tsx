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
    <section className="mb-12">
      <h2 className="mb-4 font-semibold text-2xl">{t('departments')}</h2>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:gap-4">
        {departments.map(({ key, name, picture }) => (
          <li key={key}>
            <Link
              to={path(`/c/${key}`)}
              className="group block h-full overflow-clip rounded-xl border border-line bg-surface hover:border-edge"
            >
              <span className="block aspect-[4/3] overflow-clip bg-mat">
                {picture && (
                  <img
                    src={picture}
                    alt=""
                    width={480}
                    height={360}
                    className="size-full object-cover transition-[scale] duration-200 group-hover:scale-[1.02]"
                  />
                )}
              </span>
              <span className="block px-3 py-2.5 font-medium">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-4">
        <Link to={path('/c')} className="rounded text-ink-2 hover:text-ink hover:underline">
          {t('allCategories')}
        </Link>
      </p>
    </section>
  )
}

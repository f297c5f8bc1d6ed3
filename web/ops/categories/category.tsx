import { useLocale, useTranslations } from 'use-intl'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { nextMonthOf } from '../../kit/time/market-time.ts'
import { formatUnit } from '../../kit/units.ts'
import { textsOf } from '../../messages/notices.ts'
import { Permissions } from '../permissions/permissions.tsx'
import { ReasonField } from '../reason.tsx'
import type { Route } from './+types/category.ts'
import { AddCategory } from './category-add.tsx'
import { CategoryAttributes } from './category-attributes.tsx'
import type { Loaded } from './category-data.ts'
import { CategoryRates } from './category-rates.tsx'
import { CategoryBadge, CategoryRows, nameOf, rowOf } from './category-rows.tsx'
import { CategorySettings } from './category-settings.tsx'
import { writeCategory } from './category-writes.ts'

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

export const loader = page(async ({ api, params, url, locale, now }: Web<Route.LoaderArgs>) => {
  const after = url.searchParams.get('after') ?? undefined
  const [category, attributes, permissions] = await Promise.all([
    api.showCategoryAsOperator({ category: params.key }),
    api.listAttributes({}),
    api.listAuthorizations({ category: params.key, limit: 50, after }),
  ])
  return {
    category: { ...category, children: category.children.map(child => rowOf(child, locale)) },
    attributes: attributes.items
      .map(({ key, names }) => ({ value: key, label: nameOf(names, locale) }))
      .sort((a, b) => a.label.localeCompare(b.label, locale)),
    asked: attributes.items.find(each => each.key === url.searchParams.get('attribute')) ?? null,
    permissions,
    now,
    nextMonth: nextMonthOf(now),
  }
})

/** Each form of the page is named, and all but permissions send the revision they were based on. */
export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const message = await writeCategory(params.key!, formName, { api, form, key })
  return goTo(url.pathname, visit, textsOf(visit.locale, 'ops')(message))
})

/** All settings of a category, its own and inherited, and the forms to change them. */
export default function CategoryPage({ loaderData, actionData }: Route.ComponentProps) {
  const { category, permissions, now, nextMonth } = loaderData
  const t = useTranslations('ops.category')
  const list = useTranslations('ops.categories')
  const locale = useLocale()
  const above = category.path.slice(0, -1).map(({ key, names }) => ({
    to: `/ops/categories/${key}`,
    label: nameOf(names, locale),
  }))
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/ops/categories', label: list('title') }, ...above]} />}
        title={nameOf(category.names, locale)}
        text={
          <span className="flex flex-wrap items-center gap-2">
            <CategoryBadge state={category.state} own={category.own_state} />
            <span className="font-mono text-ink-3 text-sm">{category.key}</span>
          </span>
        }
        actions={
          <LinkButton to={`/ops/audit?subject=${category.key}`} variant="outline" size="sm">
            {t('audit')}
          </LinkButton>
        }
      />
      <Figures category={category} />
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <CategoryRates category={category} now={now} nextMonth={nextMonth} result={actionData} />
          <CategoryAttributes {...loaderData} result={actionData} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <CategorySettings category={category} result={actionData} />
          {(category.state === 'special' || permissions.items.length > 0) && (
            <Permissions of="category" category={category.key} permissions={permissions.items} result={actionData}>
              <LetIn key={permissions.items.length} result={actionData} />
              <CursorPager next={permissions.next} />
            </Permissions>
          )}
          {category.children.length > 0 && (
            <Card flush title={t('children')}>
              <div className="mt-2">
                <CategoryRows rows={category.children.map(child => ({ ...child, above: '' }))} />
              </div>
            </Card>
          )}
          {!category.leaf && <AddCategory key={category.children.length} title={list('add')} result={actionData} />}
        </div>
      </div>
    </>
  )
}

function Figures({ category: { rate_bps, own_rate, next_rate } }: { category: Loaded['category'] }) {
  const t = useTranslations('ops.category')
  const list = useTranslations('ops.categories')
  const locale = useLocale()
  return (
    <StatGrid className="mb-3">
      <Stat
        label={t('now')}
        value={rate_bps === null ? '–' : formatUnit('bps', rate_bps, locale)}
        note={rate_bps === null ? list('noRate') : own_rate ? t('ownRate') : list('inherited')}
      />
      <Stat
        label={t('next')}
        value={next_rate ? formatUnit('bps', next_rate.rate_bps, locale) : '–'}
        note={next_rate ? t.rich('since', { at: () => <DateTime at={next_rate.effective_at} /> }) : t('noNext')}
      />
    </StatGrid>
  )
}

function LetIn({ result }: { result: unknown }) {
  const t = useTranslations('ops.permissions')
  return (
    <WriteForm result={result} name="authorize" className="flex flex-col gap-3">
      <Field name="store_id" label={t('store')} hint={t('storeHint')}>
        <Input maxLength={200} required autoCapitalize="none" />
      </Field>
      <ReasonField />
      <SubmitButton variant="outline" className="self-start">
        {t('give')}
      </SubmitButton>
    </WriteForm>
  )
}

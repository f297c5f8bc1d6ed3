import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { reasonMaxCharacters, reasonMinCharacters } from '#api/ops/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Textarea } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/product.ts'
import { ProductBadge } from './product-state.tsx'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) =>
  api.showProductAsOperator({ product_id: params.id }),
)

export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const product_id = params.id!
  const { title } = await api.showProductAsOperator({ product_id })
  const notice = textsOf(visit.locale, 'ops')
  if (formName === 'reinstate') {
    await api.reinstateProduct({ product_id }, key)
    return goTo(url.pathname, visit, notice('reinstated', { title }))
  }
  await api.takeDownProduct({ product_id, reason: String(form.get('reason') ?? '') }, key)
  return goTo(url.pathname, visit, notice('takenDown', { title }))
})

type Product = Route.ComponentProps['loaderData']

/** A product with its takedowns, and whether it may be sold. */
export default function ProductPage({ loaderData: product, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.product')
  const list = useTranslations('ops.products')
  const [standing] = product.takedowns
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/ops/products', label: list('title') }]} />}
        title={product.title || list('untitled')}
        text={
          <span className="flex flex-wrap items-center gap-2">
            <ProductBadge state={product.state} />
            <Link to={`/ops/stores/${product.store.id}`} className="hover:underline">
              {product.store.name}
            </Link>
          </span>
        }
        actions={
          <>
            <LinkButton to={`/ops/audit?subject=${product.id}`} variant="outline" size="sm">
              {t('audit')}
            </LinkButton>
            {product.state !== 'draft' && (
              <LinkButton to={`/p/${product.id}`} reloadDocument variant="outline" size="sm">
                {t('visit')}
              </LinkButton>
            )}
          </>
        }
      />
      {product.state === 'taken_down' && (
        <Callout
          tone="bad"
          title={t('standing')}
          className="mb-3"
          action={
            <WriteForm result={actionData} name="reinstate">
              <SubmitButton variant="outline" size="sm">
                {t('reinstate')}
              </SubmitButton>
            </WriteForm>
          }
        >
          {standing!.reason}
        </Callout>
      )}
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Photos product={product} />
          <Variants product={product} />
          {product.description && (
            <Card title={t('description')}>
              <p className="whitespace-pre-line">{product.description}</p>
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          {(product.state === 'online' || product.state === 'offline') && (
            <Card title={t('takeDown')} text={t('takeDownText')}>
              <WriteForm result={actionData} name="take-down">
                <Field name="reason" label={t('reason')}>
                  <Textarea rows={3} minLength={reasonMinCharacters} maxLength={reasonMaxCharacters} required />
                </Field>
                <SubmitButton variant="danger" className="self-start">
                  {t('takeDown')}
                </SubmitButton>
              </WriteForm>
            </Card>
          )}
          {product.takedowns.length > 0 && <Takedowns of={product} />}
        </div>
      </div>
    </>
  )
}

function Photos({ product: { pictures, title } }: { product: Product }) {
  const t = useTranslations('ops.product')
  if (pictures.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-2">
      {pictures.map((picture, i) => (
        <li key={picture}>
          <img
            src={picture}
            alt={t('photo', { n: String(i + 1), title })}
            width={160}
            height={160}
            className="size-28 rounded-xl bg-mat object-cover sm:size-40"
          />
        </li>
      ))}
    </ul>
  )
}

function Variants({ product: { variants } }: { product: Product }) {
  const t = useTranslations('ops.product')
  const list = useTranslations('ops.products')
  const locale = useLocale()
  return (
    <Card title={t('variants')} flush>
      <ul className="mt-2">
        {variants.map(variant => (
          <li key={variant.id} className="flex flex-wrap gap-x-4 border-line border-t px-4 py-2">
            <span className="min-w-0 flex-1 basis-40">
              {variant.name} <span className="text-ink-3 text-xs">{variant.sku}</span>
            </span>
            <span className="text-ink-2 tabular-nums">
              {list('stock')} {formatNumber(variant.on_hand, locale)}
              {variant.reserved > 0 && ` · ${list('reserved', { count: variant.reserved })}`}
            </span>
            {variant.price && <Money of={variant.price} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Takedowns({ of: { takedowns } }: { of: Product }) {
  const t = useTranslations('ops.product')
  const steps = takedowns
    .toReversed()
    .flatMap(({ at, by, reason, reinstated_at, reinstated_by }) => [
      { id: at, title: t('takenDown'), at, by, reason },
      ...(reinstated_at
        ? [{ id: reinstated_at, title: t('reinstatement'), at: reinstated_at, by: reinstated_by }]
        : []),
    ])
  return (
    <Card title={t('history')}>
      <Timeline steps={steps.map((step, i) => ({ ...step, when: i === steps.length - 1 ? 'current' : 'done' }))} />
    </Card>
  )
}

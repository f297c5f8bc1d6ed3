import { useTranslations } from 'use-intl'
import { onHandMax } from '#catalog/limits.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath, useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/product-stock.ts'
import { labelOf } from './product-values.ts'

export const loader = page(({ api, params }: Web<Route.LoaderArgs>) => api.showStoreProduct({ product_id: params.id }))

/** Sets the units of the variants whose number was changed, all of them or none. */
export const action = write(async ({ api, form, key, params, ...visit }: Writing<Route.ActionArgs>) => {
  const changes = form.getAll('variant').flatMap(id => {
    const [to, if_on_hand] = [Number(form.get(`units.${id}`)), Number(form.get(`seen.${id}`))]
    return to === if_on_hand ? [] : [{ variant_id: String(id), to, if_on_hand }]
  })
  if (changes.length > 0) await api.adjustStock({ changes }, key)
  return goTo(storePath(params.store, '/products'), visit, textsOf(visit.locale, 'seller')('saved'))
})

export { evenWhenRefused as shouldRevalidate } from '../../kit/page/revalidate.ts'

/** The stock of a product's variants alone: one field each, in a list that fits a phone. */
export default function ProductStock({ loaderData: product, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller.products')
  const units = new Map(product.stock.map(row => [row.variant_id, row]))
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: at('/products'), label: t('title') }]} />}
        title={t('stockOf', { title: product.title || t('untitled') })}
      />
      <Card className="max-w-xl">
        <WriteForm result={actionData} className="flex flex-col gap-3">
          <ul className="flex flex-col divide-y divide-line">
            {product.variants.map(variant => {
              const { on_hand = 0, reserved = 0 } = units.get(variant.id) ?? {}
              return (
                <li key={variant.id} className="py-2">
                  <input type="hidden" name="variant" value={variant.id} />
                  <input type="hidden" name={`seen.${variant.id}`} value={on_hand} />
                  <Field
                    name={`units.${variant.id}`}
                    label={[labelOf(variant), variant.sku].filter(Boolean).join(' · ') || t('stock')}
                    hint={reserved > 0 ? t('reserved', { count: reserved }) : undefined}
                  >
                    <Input
                      key={on_hand}
                      type="number"
                      min={reserved}
                      max={onHandMax}
                      required
                      defaultValue={on_hand}
                      className="max-w-32 tabular-nums"
                    />
                  </Field>
                </li>
              )
            })}
          </ul>
          <SubmitButton className="self-start">{t('saveStock')}</SubmitButton>
        </WriteForm>
      </Card>
    </>
  )
}

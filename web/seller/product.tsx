import { useTranslations } from 'use-intl'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { buttonClass } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/product.ts'
import { ProductForm } from './product-form.tsx'
import { productInput } from './product-input.ts'

export const loader = page(async ({ api, params }: Web<Route.LoaderArgs>) => {
  const [product, { items: templates }] = await Promise.all([
    api.showStoreProduct({ product_id: params.id }),
    api.listTemplates({}),
  ])
  return { product, templates }
})

export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const product_id = params.id!
  const tell = said(visit.locale, 'seller')
  if (formName === 'unlist') {
    await api.unlistProduct({ product_id }, key)
    return goTo(url.pathname, visit, tell('offSale'))
  }
  await api.updateProduct({ ...(await productInput(api, form, visit.locale)), product_id }, key)
  if (form.get('then') !== 'publish') return goTo(url.pathname, visit, tell('saved'))
  await api.publishProduct({ product_id })
  return goTo(url.pathname, visit, tell('onSale'))
})

export default function Product({ loaderData: { product, templates }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.product')
  return (
    <>
      <PageHeader
        title={product.title}
        text={t(`state.${product.state}`)}
        actions={
          product.state === 'online' && (
            <>
              <a href={`/p/${product.id}`} className={buttonClass({})}>
                {t('preview')}
              </a>
              <WriteForm result={actionData} name="unlist" className="contents">
                <SubmitButton variant="outline">{t('unlist')}</SubmitButton>
              </WriteForm>
            </>
          )
        }
      />
      {product.taken_down && (
        <Callout tone="bad" title={t('takenDown')} className="mb-3">
          <p>{product.taken_down}</p>
          <p className="mt-1 text-ink-2">{t('takenDownNext')}</p>
        </Callout>
      )}
      <ProductForm key={product.state} product={product} templates={templates} result={actionData} />
    </>
  )
}

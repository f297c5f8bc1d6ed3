import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { SubmitButton, WriteForm } from '../kit/forms/write-form.tsx'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { Breadcrumbs } from '../kit/primitives/breadcrumbs.tsx'
import { buttonClass } from '../kit/primitives/button.tsx'
import { Callout } from '../kit/primitives/callout.tsx'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/product.ts'
import { ProductForm } from './product-form.tsx'
import { productInput } from './product-input.ts'
import { surroundings } from './product-surroundings.ts'
import { publishSaved } from './publish-saved.ts'

export const loader = page(async ({ api, params, url, locale }: Web<Route.LoaderArgs>) => {
  const product = await api.showStoreProduct({ product_id: params.id })
  return { product, around: await surroundings(api, url, locale, product) }
})

export const action = write(async ({ form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const { api, locale } = visit
  const product_id = params.id!
  const tell = said(locale, 'seller')
  if (formName === 'unlist') {
    await api.unlistProduct({ product_id }, key)
    return goTo(url.pathname, visit, tell('offSale'))
  }
  await api.updateProduct({ ...(await productInput(api, form, locale)), product_id }, key)
  if (form.get('then') === 'category') return redirect(`/seller/products/category?product=${product_id}`, 303)
  if (form.get('then') === 'publish') return publishSaved(visit, product_id)
  return goTo(url.pathname, visit, tell('saved'))
})

export default function Product({ loaderData: { product, around }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller')
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/seller/products', label: t('products.title') }]} />}
        title={product.title || t('products.untitled')}
        text={t(`product.state.${product.state}`)}
        actions={
          product.state === 'online' && (
            <>
              <a href={`/p/${product.id}`} className={buttonClass({})}>
                {t('product.preview')}
              </a>
              <WriteForm result={actionData} name="unlist" className="contents">
                <SubmitButton variant="outline">{t('product.unlist')}</SubmitButton>
              </WriteForm>
            </>
          )
        }
      />
      {product.state === 'online' && product.obstacle && (
        <Callout tone="warn" title={t('product.stopped')} className="mb-3">
          {t(`category.${product.obstacle}Text`)}
        </Callout>
      )}
      <ProductForm key={JSON.stringify(product)} product={product} result={actionData} {...around} />
    </>
  )
}

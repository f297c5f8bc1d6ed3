import { data, redirect, type ShouldRevalidateFunctionArgs } from 'react-router'
import { useTranslations } from 'use-intl'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath, useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { buttonClass } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/product.ts'
import { loadFormOptions } from './load-form-options.ts'
import { ProductForm } from './product-form.tsx'
import { productInput } from './product-input.ts'
import { readOf } from './product-values.ts'
import { publishSaved } from './publish-saved.ts'
import { readIn, saveProduct } from './save-product.ts'

export const loader = page(async ({ api, params, url, locale }: Web<Route.LoaderArgs>) => {
  const product = await api.showStoreProduct({ product_id: params.id })
  return { product, formOptions: await loadFormOptions(api, url, locale, product) }
})

export const action = write(async ({ form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const { api, locale } = visit
  const product_id = params.id!
  const notice = textsOf(locale, 'seller')
  if (formName === 'unlist') {
    await api.unlistProduct({ product_id }, key)
    return goTo(url.pathname, visit, notice('offSale'))
  }
  if (formName === 'duplicate') {
    const { id } = await api.duplicateProduct({ product_id }, key)
    return goTo(storePath(params.store, `/products/${id}`), visit, notice('duplicated'))
  }
  if (formName === 'delete') {
    await api.deleteProduct({ product_id }, key)
    return goTo(storePath(params.store, '/products'), visit, notice('draftDeleted'))
  }
  const read = readIn(form) ?? readOf(await api.showStoreProduct({ product_id }))
  const typed = await productInput(api, form, locale, read.values)
  const refused = await saveProduct({ visit, product_id, form, key, read }, typed)
  if (refused) return data(refused, { status: refused.refused.code.endsWith('changed_meanwhile') ? 409 : 422 })
  if (form.get('then') === 'category')
    return redirect(storePath(params.store, `/products/category?product=${product_id}`), 303)
  if (form.get('then') === 'publish') return publishSaved({ ...visit, params }, product_id)
  return goTo(url.pathname, visit, notice('saved'))
})

/** Shown after somebody else's change, with the current values. */
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  actionStatus === 409 || defaultShouldRevalidate

export default function Product({ loaderData: { product, formOptions }, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller')
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: at('/products'), label: t('products.title') }]} />}
        title={product.title || t('products.untitled')}
        text={t(`product.state.${product.state}`)}
        actions={
          <>
            <WriteForm result={actionData} name="duplicate" className="contents">
              <SubmitButton variant="quiet">{t('products.duplicate')}</SubmitButton>
            </WriteForm>
            {product.state === 'draft' && (
              <ConfirmDialog
                button={t('products.delete')}
                title={t('products.delete')}
                text={t('products.deleteText', { title: product.title || t('products.untitled') })}
                confirm={t('products.delete')}
                name="delete"
                result={actionData}
                tone="outline"
              />
            )}
            {product.state === 'online' && (
              <>
                <a href={`/p/${product.id}`} className={buttonClass({})}>
                  {t('product.preview')}
                </a>
                <WriteForm result={actionData} name="unlist" className="contents">
                  <SubmitButton variant="outline">{t('product.unlist')}</SubmitButton>
                </WriteForm>
              </>
            )}
          </>
        }
      />
      {product.taken_down && (
        <Callout tone="bad" title={t('product.takenDown')} className="mb-3">
          <p>{product.taken_down}</p>
          <p className="mt-1 text-ink-2">{t('product.takenDownNext')}</p>
        </Callout>
      )}
      {product.state === 'online' && product.unavailable_reason && (
        <Callout tone="warn" title={t('product.categoryBlocked')} className="mb-3">
          {t(`category.${product.unavailable_reason}Text`)}
        </Callout>
      )}
      <ProductForm product={product} result={actionData} {...formOptions} />
    </>
  )
}

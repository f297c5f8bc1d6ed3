import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath, useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/product-new.ts'
import { loadFormOptions } from './load-form-options.ts'
import { ProductForm } from './product-form.tsx'
import { productInput } from './product-input.ts'
import { newProduct } from './product-values.ts'
import { publishSaved } from './publish-saved.ts'

export const loader = page(({ api, url, locale }: Web<Route.LoaderArgs>) => loadFormOptions(api, url, locale))

export const action = write(async ({ form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const values = await productInput(visit.api, form, visit.locale)
  const { id } = await visit.api.createProduct(newProduct(values), key)
  if (form.get('then') === 'category')
    return redirect(storePath(visit.params.store, `/products/category?product=${id}`), 303)
  // The draft exists by now: missing fields are added to it, not to a second one.
  if (form.get('then') === 'publish') return publishSaved(visit, id)
  return goTo(storePath(visit.params.store, `/products/${id}`), visit, textsOf(visit.locale, 'seller')('draftSaved'))
})

export default function NewProduct({ loaderData, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller')
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: at('/products'), label: t('products.title') }]} />}
        title={t('product.new')}
      />
      <ProductForm result={actionData} {...loaderData} />
    </>
  )
}

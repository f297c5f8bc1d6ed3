import { useTranslations } from 'use-intl'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import type { Route } from './+types/product-new.ts'
import { ProductForm } from './product-form.tsx'
import { productInput } from './product-input.ts'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => (await api.listTemplates({})).items)

export const action = write(async ({ api, form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const french = visit.locale === 'fr'
  const { id } = await api.createProduct(await productInput(api, form, visit.locale), key)
  if (form.get('then') === 'publish') {
    await api.publishProduct({ product_id: id })
    return goTo(`/seller/products/${id}`, visit, french ? 'En vente' : 'On sale')
  }
  return goTo(`/seller/products/${id}`, visit, french ? 'Brouillon enregistré' : 'Draft saved')
})

export default function NewProduct({ loaderData: templates, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.product')
  return (
    <>
      <PageHeader title={t('new')} />
      <ProductForm templates={templates} result={actionData} />
    </>
  )
}

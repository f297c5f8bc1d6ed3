import { useTranslations } from 'use-intl'
import { goTo } from '../kit/page/flash.ts'
import { page, type Web } from '../kit/page/page.ts'
import { isRefusal } from '../kit/page/refusal.ts'
import { type Writing, write } from '../kit/page/write.ts'
import { PageHeader } from '../kit/primitives/page-header.tsx'
import { said } from '../messages/said.ts'
import type { Route } from './+types/product-new.ts'
import { ProductForm } from './product-form.tsx'
import { productInput } from './product-input.ts'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => (await api.listTemplates({})).items)

export const action = write(async ({ api, form, key, ...visit }: Writing<Route.ActionArgs>) => {
  const tell = said(visit.locale, 'seller')
  const { id } = await api.createProduct(await productInput(api, form, visit.locale), key)
  const there = `/seller/products/${id}`
  if (form.get('then') !== 'publish') return goTo(there, visit, tell('draftSaved'))
  try {
    await api.publishProduct({ product_id: id })
  } catch (error) {
    // The draft exists by now: what it lacks is added to it, not to a second one.
    if (isRefusal(error) && error.code === 'product.incomplete')
      return goTo(there, visit, tell('draftIncomplete'), 'info')
    if (isRefusal(error) && error.code.startsWith('store.')) return goTo(there, visit, tell('draftWaits'), 'info')
    throw error
  }
  return goTo(there, visit, tell('onSale'))
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

import type { Api } from '#app/web-context.ts'
import type { Locale } from '../../kit/i18n.tsx'
import type { FormOptions } from './product-form.tsx'
import type { Product } from './product-values.ts'

/**
 * Everything the product form needs besides the product. A category or template just chosen is in the address and takes
 * precedence over the saved one.
 */
export async function loadFormOptions(api: Api, url: URL, locale: Locale, product?: Product): Promise<FormOptions> {
  const key = url.searchParams.get('category') ?? product?.category
  const [{ items: templates }, rules, category] = await Promise.all([
    api.listTemplates({}),
    api.productRules({}),
    key ? api.showStoreCategory({ category: key, locale }) : null,
  ])
  const template = url.searchParams.get('template') ?? product?.template_id ?? templates[0]?.id
  const { items: countries } = await api.offeredCountries({
    ...(template && { template_id: template }),
    ...(key && { category: key }),
  })
  return { templates, template, category, countries, rules }
}

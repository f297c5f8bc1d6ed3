import type { Api } from '#app/web-context.ts'
import type { Locale } from '../../kit/i18n.tsx'
import type { Category } from './product-attributes.tsx'
import type { Countries } from './product-countries.tsx'
import type { Product } from './product-values.ts'

type Template = Awaited<ReturnType<Api['listTemplates']>>['items'][number]

/** What the form needs besides the product: its category, the templates, where it would be sold. */
export type FormOptions = {
  category: Category | null
  templates: readonly Template[]
  /** The chosen template. */
  template: string | undefined
  countries: Countries
  rules: Awaited<ReturnType<Api['productRules']>>
}

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

import { requestedAttributes } from '#catalog/check-product.ts'
import { titleMinCharacters } from '#catalog/limits.ts'
import type { Attributes } from '#catalog/product-fields.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

/** What decides whether a product can be put on sale. */
type PublishableProduct = {
  readonly title: string
  readonly description_text: string
  readonly category: string | null
  readonly attributes: Attributes
  readonly template_id: string | null
  readonly pictures: readonly string[]
  readonly variants: readonly {
    readonly price_minor: number | null
    readonly color_key: string | null
    readonly size: string | null
  }[]
}

/**
 * What a product still needs to be put on sale, as paths of the API's input: `title`, `attributes.material`,
 * `variants.0.price_minor` (variants in their order). Several variants must differ in something their category lets
 * buyers choose by. A market without categories asks for none. A SKU is not among them: who has none gets one.
 */
export function missingFields(product: PublishableProduct, taxonomy: Taxonomy): string[] {
  const category = product.category === null ? undefined : taxonomy.categories.get(product.category)
  const required = category ? requestedAttributes(category).filter(attribute => attribute.required) : []
  const [axis] = category?.axes ?? []
  return [
    ...(product.pictures.length === 0 ? ['pictures'] : []),
    ...(product.title.length < titleMinCharacters ? ['title'] : []),
    ...(product.description_text === '' ? ['description'] : []),
    ...(category || taxonomy.categories.size === 0 ? [] : ['category']),
    ...required.filter(({ key }) => !(key in product.attributes)).map(({ key }) => `attributes.${key}`),
    ...(product.template_id === null ? ['template_id'] : []),
    ...(product.variants.length === 0 ? ['variants'] : []),
    ...product.variants.flatMap(({ price_minor, color_key, size }, n) => [
      ...(axis && product.variants.length > 1 && color_key === null && size === null
        ? [`variants.${n}.${axis === 'color' ? 'color_key' : 'size'}`]
        : []),
      ...(price_minor === null ? [`variants.${n}.price_minor`] : []),
    ]),
  ]
}

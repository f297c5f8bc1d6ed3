import type { Api } from '#app/web-context.ts'
import type { ProductSummary } from './product-card.tsx'

type Card = Awaited<ReturnType<Api['listProducts']>>['items'][number]

/** The data of a product card. `wished`: ids of products on the visitor's wish list. */
export const cardOf = (product: Card, wished: readonly string[] = []): ProductSummary => ({
  id: product.id,
  path: `/p/${product.id}${product.color === null ? '' : `?${new URLSearchParams({ color: product.color })}`}`,
  title: product.title,
  store: product.store.name,
  picture: product.picture,
  price: product.price,
  from: product.price_to.amount_minor > product.price.amount_minor,
  colors: product.colors,
  left: product.available,
  delivery: product.delivery,
  wished: wished.includes(product.id),
})

/** The cards of these products, with the visitor's wishes: one question for all. */
export async function cardsOf(api: Api, products: readonly Card[]): Promise<ProductSummary[]> {
  if (products.length === 0) return []
  const { wished } = await api.checkSaved({ product_ids: products.map(({ id }) => id).join() })
  return products.map(product => cardOf(product, wished))
}

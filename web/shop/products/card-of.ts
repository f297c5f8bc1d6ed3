import type { Api } from '#app/web-context.ts'
import type { ProductSummary } from './product-card.tsx'

type Card = Awaited<ReturnType<Api['listProducts']>>['items'][number]

/** The data of a product card. */
export const cardOf = (product: Card): ProductSummary => ({
  path: `/p/${product.id}`,
  title: product.title,
  store: product.store.name,
  picture: product.picture,
  price: product.price,
  from: product.price_to.amount_minor > product.price.amount_minor,
})

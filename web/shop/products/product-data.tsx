import { useShopPath } from '../../kit/page/shop-path.ts'
import { StructuredData, useOrigin } from '../search/seo-links.tsx'
import type { Product } from './product-choice.tsx'

/** Structured data of a product for search engines: name, price, availability, seller and delivery. */
export function ProductData({ product }: { product: Product }) {
  const origin = useOrigin()
  const path = useShopPath()
  const whole = (to: string) => origin + path(to)
  const seller = { '@type': 'Organization', name: product.store.name, url: whole(`/s/${product.store.slug}`) }
  const there = product.state === 'online'
  const offers = product.variants.map(({ label, price, available }) => ({
    '@type': 'Offer',
    ...(product.variants.length > 1 && { name: label }),
    url: whole(`/p/${product.id}${product.slug && `/${product.slug}`}`),
    price: (price.amount_minor / 100).toFixed(2),
    priceCurrency: price.currency,
    availability: `https://schema.org/${there && available > 0 ? 'InStock' : 'OutOfStock'}`,
    seller,
    shippingDetails: product.delivery.options.map(option => ({
      '@type': 'OfferShippingDetails',
      shippingRate: {
        '@type': 'MonetaryAmount',
        value: (option.price.amount_minor / 100).toFixed(2),
        currency: option.price.currency,
      },
      shippingDestination: { '@type': 'DefinedRegion', addressCountry: option.country },
    })),
  }))
  const brand = product.attributes.find(({ key }) => key === 'brand')?.value
  return (
    <>
      <StructuredData
        data={{
          '@type': 'Product',
          name: product.title,
          description: product.description_text.slice(0, 5_000),
          image: product.pictures.map(({ zoom }) => origin + zoom),
          ...(typeof brand === 'string' && { brand: { '@type': 'Brand', name: brand } }),
          ...(product.categories.length > 0 && { category: product.categories.map(({ name }) => name).join(' > ') }),
          offers: offers.length === 1 ? offers[0] : offers,
        }}
      />
      {product.categories.length > 0 && (
        <StructuredData
          data={{
            '@type': 'BreadcrumbList',
            itemListElement: product.categories.map(({ key, name }, n) => ({
              '@type': 'ListItem',
              position: n + 1,
              name,
              item: whole(`/c/${key}`),
            })),
          }}
        />
      )}
    </>
  )
}

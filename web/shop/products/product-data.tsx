import { useShopPath } from '../../kit/page/shop-path.ts'
import { StructuredData, useOrigin } from '../search/seo-links.tsx'
import { type Product, variantQuery } from './product-choice.tsx'

/** Calendar days after receipt within which a buyer may withdraw: Directive 2011/83/EU, article 9. */
const withdrawalDays = 14

/**
 * Structured data of a product for search engines: its variants with their own addresses, price, availability,
 * delivery and returns, and the seller.
 */
export function ProductData({ product }: { product: Product }) {
  const origin = useOrigin()
  const path = useShopPath()
  const whole = (to: string) => origin + path(to)
  return (
    <>
      <StructuredData dataOf={() => (import.meta.env.SSR ? productData(product, origin, whole) : {})} />
      {product.categories.length > 0 && (
        <StructuredData dataOf={() => (import.meta.env.SSR ? breadcrumbData(product, whole) : {})} />
      )}
    </>
  )
}

type Whole = (path: string) => string

function productData(product: Product, origin: string, whole: Whole): object {
  const address = whole(`/p/${product.id}${product.slug && `/${product.slug}`}`)
  const offer = offerOf(product, whole(`/s/${product.store.slug}`))
  const brand = product.attributes.find(({ key }) => key === 'brand')?.value
  const material = product.attributes.find(({ key }) => key === 'material')?.value
  const general = {
    name: product.title,
    description: product.description_text.slice(0, 5_000),
    ...(typeof brand === 'string' && { brand: { '@type': 'Brand', name: brand } }),
    ...(material !== undefined && { material: [material].flat().join(', ') }),
    ...(product.categories.length > 0 && { category: product.categories.map(({ name }) => name).join(' > ') }),
  }
  const images = product.pictures.map(({ zoom }) => origin + zoom)
  const variants = product.variants.map(variant => ({
    '@type': 'Product',
    sku: variant.id,
    ...(variant.gtin && { gtin: variant.gtin }),
    image: variant.picture ? [origin + variant.picture.zoom] : images,
    ...(variant.color && variant.name && { color: variant.name }),
    ...(variant.size && { size: variant.size }),
    offers: { ...offer, url: address + variantQuery(product, variant), ...priceOf(product, variant) },
  }))
  const varies = [
    ...(product.variants.some(({ color }) => color) ? ['https://schema.org/color'] : []),
    ...(product.variants.some(({ size }) => size) ? ['https://schema.org/size'] : []),
  ]
  if (variants.length === 1) return { ...general, ...variants[0]!, image: images }
  return {
    '@type': 'ProductGroup',
    ...general,
    url: address,
    image: images,
    productGroupID: product.id,
    ...(varies.length > 0 && { variesBy: varies }),
    hasVariant: variants.map((variant, n) => ({
      ...variant,
      name: [product.title, product.variants[n]!.label].filter(Boolean).join(', '),
    })),
  }
}

const breadcrumbData = ({ categories }: Product, whole: Whole): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: categories.map(({ key, name }, n) => ({
    '@type': 'ListItem',
    position: n + 1,
    name,
    item: whole(`/c/${key}`),
  })),
})

function priceOf({ state }: Product, { price, available }: Product['variants'][number]) {
  const there = state === 'online' && available > 0
  return {
    price: (price.amount_minor / 100).toFixed(2),
    priceCurrency: price.currency,
    availability: `https://schema.org/${there ? 'InStock' : 'OutOfStock'}`,
  }
}

/** What is the same for all variants: seller, delivery by country, returns. */
function offerOf({ store, shipping, processing_days }: Product, storeUrl: string) {
  const days = (min: number, max: number) => ({
    '@type': 'QuantitativeValue',
    minValue: min,
    maxValue: max,
    unitCode: 'DAY',
  })
  return {
    '@type': 'Offer',
    itemCondition: 'https://schema.org/NewCondition',
    seller: { '@type': 'Organization', name: store.name, url: storeUrl, ...traderData(store) },
    shippingDetails: shipping.map(({ country, price, min_days, max_days }) => ({
      '@type': 'OfferShippingDetails',
      shippingRate: {
        '@type': 'MonetaryAmount',
        value: (price.amount_minor / 100).toFixed(2),
        currency: price.currency,
      },
      shippingDestination: { '@type': 'DefinedRegion', addressCountry: country },
      deliveryTime: {
        '@type': 'ShippingDeliveryTime',
        handlingTime: days(0, processing_days),
        transitTime: days(min_days, max_days),
      },
    })),
    hasMerchantReturnPolicy: {
      '@type': 'MerchantReturnPolicy',
      applicableCountry: [...new Set(shipping.map(({ country }) => country))],
      returnPolicyCountry: store.country,
      returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
      merchantReturnDays: withdrawalDays,
      returnMethod: 'https://schema.org/ReturnByMail',
      returnFees: 'https://schema.org/ReturnFeesCustomerResponsibility',
    },
  }
}

type Trader = Product['store']['trader']

/** The company behind a store and its address; empty when its details are incomplete. */
export function traderData({ trader }: { trader: Trader }) {
  if (!trader) return {}
  return {
    legalName: trader.legal_name,
    email: trader.email,
    telephone: trader.phone,
    ...(trader.vat_number && { vatID: trader.vat_number }),
    address: {
      '@type': 'PostalAddress',
      streetAddress: trader.line1,
      postalCode: trader.postal_code,
      addressLocality: trader.city,
      addressCountry: trader.country,
    },
  }
}

import '../styles/shop.css'
import { data } from 'react-router'
import type { Handle } from '../kit/i18n.tsx'
import { page, type Web } from '../kit/page/page.ts'
import { NumberedPager } from '../kit/primitives/pager.tsx'
import { ProductCard, ProductGrid, type ProductSummary } from '../shop/products/product-card.tsx'
import { Storefront } from '../shop/storefront.tsx'
import type { Route } from './+types/shop.ts'

export const handle: Handle = { area: 'storefront' }

export const loader = page(({ sandbox }: Web<Route.LoaderArgs>) => {
  if (!sandbox) throw data(null, 404)
  return products
})

const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR' })
const things = [
  'Speckled Pendant Light',
  'Matte Linen Throw',
  'Ribbed Floor Lamp',
  'Vintage Bookshelf',
  'Stoneware Mug with a Handle that Fits Two Fingers',
]
const stores = ['Atelier Sola', 'Kanto Works', 'Lumen House', 'Moss Studio']

/** A typical page of the storefront, to look at and to measure. */
const products: ProductSummary[] = Array.from({ length: 40 }, (_, i) => ({
  path: `/p/sample-${i}`,
  title: things[i % things.length]!,
  store: stores[i % stores.length]!,
  picture: picture((i * 67) % 360),
  price: eur(3499 + ((i * 3911) % 24000)),
  before: i % 4 === 0 ? eur(29900) : undefined,
  from: i % 7 === 3,
  rating: i % 6 === 5 ? undefined : { value: 3.3 + (i % 17) / 10, count: 12 + i * 37 },
  badges:
    i % 4 === 0
      ? [{ text: 'Sale', tone: 'sale' as const }, ...(i % 8 === 0 ? [{ text: 'New', tone: 'plain' as const }] : [])]
      : [],
  colors: ['#356d58', '#b8634a', '#88aaff', '#ddc080', '#333344'].slice(0, i % 6),
  left: i % 9 === 4 ? 3 : 20,
  delivery: { price: eur(i % 3 === 0 ? 490 : 0), arrives_from: '2026-12-01', arrives_to: '2026-12-03' },
}))

function picture(hue: number): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="oklch(91% .03 ${hue})"/><circle cx="4.5" cy="4.5" r="2" fill="oklch(58% .09 ${hue})"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

export default function GalleryShop({ loaderData }: Route.ComponentProps) {
  return (
    <Storefront>
      <title>Home goods · Fondaco</title>
      <h1 className="mb-6 font-semibold text-2xl">Home goods</h1>
      <ProductGrid>
        {loaderData.map((product, i) => (
          <ProductCard key={product.path} product={product} eager={i < 8} />
        ))}
      </ProductGrid>
      <div className="mt-12">
        <NumberedPager page={4} pages={30} />
      </div>
    </Storefront>
  )
}

import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { colorIn, type Product } from './product-choice.tsx'

/** The requested picture; otherwise that of the chosen color, otherwise the cover. */
export function ProductGallery({
  product,
  color,
  shown,
}: {
  product: Product
  color: string | null
  shown: number | null
}) {
  const t = useTranslations('storefront.product')
  const ofColor = color === null ? null : colorIn(product, color)?.[0]?.picture
  const picture = shown === null ? (ofColor ?? product.pictures[0]) : product.pictures[shown]
  return (
    <>
      {picture && (
        <a href={picture.zoom} className="block overflow-clip rounded-2xl bg-mat">
          <img
            src={picture.page}
            alt={product.title}
            width={960}
            height={960}
            className="aspect-square w-full object-contain"
          />
        </a>
      )}
      {product.pictures.length > 1 && (
        <ul className="mt-3 flex flex-wrap gap-2">
          {product.pictures.map((each, n) => (
            <li key={each.small}>
              <Link
                to={`?${new URLSearchParams({ ...(color !== null && { color }), picture: String(n) })}`}
                replace
                preventScrollReset
                aria-current={each.page === picture?.page ? 'true' : undefined}
                aria-label={t('picture', { n: n + 1 })}
                className="block overflow-clip rounded-lg border-2 border-transparent aria-[current]:border-brand"
              >
                <img src={each.small} alt="" width={72} height={72} className="size-18 bg-mat object-cover" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Money as Amount } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { Rating } from '../../kit/primitives/rating.tsx'

export type ProductSummary = {
  path: string
  title: string
  store: string
  picture: string | null
  price: Amount
  /** The price before the promotion. */
  before?: Amount
  /** Variants have different prices: this is the lowest. */
  from?: boolean
  rating?: { value: number; count: number }
  badges?: readonly { text: string; tone: 'sale' | 'plain' }[]
  delivery?: string
}

/** A product in a list: picture, store, rating, price, delivery. The whole card is a link. */
export function ProductCard({
  product,
  eager = false,
  heading: Heading = 'h2',
}: {
  product: ProductSummary
  eager?: boolean
  heading?: 'h2' | 'h3'
}) {
  const { path, title, store, picture, price, before, from, rating, badges = [], delivery } = product
  const to = useShopPath()(path)
  return (
    <article className="group relative">
      <div className="relative mb-2.5 aspect-square overflow-clip rounded-xl bg-mat">
        {picture && (
          <img
            src={picture}
            alt=""
            width={400}
            height={400}
            loading={eager ? undefined : 'lazy'}
            decoding="async"
            className="size-full object-cover transition-[scale] duration-200 group-hover:scale-[1.02]"
          />
        )}
        {badges.length > 0 && (
          <span className="absolute top-2 left-2 flex gap-1">
            {badges.slice(0, 2).map(({ text, tone }) => (
              <span
                key={text}
                className={clsx(
                  'rounded-md px-1.5 py-0.5 font-medium text-2xs',
                  tone === 'sale' ? 'bg-sale text-sale-ink' : 'bg-surface text-ink',
                )}
              >
                {text}
              </span>
            ))}
          </span>
        )}
      </div>
      <p className="truncate text-ink-3 text-xs">{store}</p>
      <Heading className="line-clamp-2 font-medium text-base tracking-normal">
        <Link
          to={to}
          prefetch="intent"
          className="rounded outline-none after:absolute after:inset-0 after:rounded-xl after:outline-brand after:outline-offset-2 after:content-[''] focus-visible:after:outline-2 group-hover:underline"
        >
          {title}
        </Link>
      </Heading>
      {rating && rating.count > 0 && <Rating {...rating} className="mt-0.5" />}
      <Price price={price} before={before} from={from} />
      {delivery && <p className="mt-0.5 text-ink-2 text-xs">{delivery}</p>}
    </article>
  )
}

function Price({ price, before, from }: Pick<ProductSummary, 'price' | 'before' | 'from'>) {
  const t = useTranslations('storefront.product')
  return (
    <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-md">
      {from && <span className="text-ink-3 text-sm">{t('from')}</span>}
      {before ? (
        <>
          <ins className="font-semibold text-sale no-underline">
            <span className="sr-only">{t('now')} </span>
            <Money of={price} />
          </ins>
          <del className="text-ink-3 text-sm">
            <span className="sr-only">{t('before')} </span>
            <Money of={before} />
          </del>
        </>
      ) : (
        <Money of={price} className="font-semibold" />
      )}
    </p>
  )
}

/** A grid of products: two columns on phones, then three, four on wide screens. */
export function ProductGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 xl:grid-cols-4">{children}</div>
}

import clsx from 'clsx'
import { createContext, type ReactNode, use } from 'react'
import { Link, useFetcher, useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { staysField } from '../../kit/forms/refused.ts'
import type { Money as Amount } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { useShopPath } from '../../kit/page/shop-path.ts'
import { HeartIcon } from '../../kit/primitives/icons.tsx'
import { Rating } from '../../kit/primitives/rating.tsx'
import { type DeliveryOffer, DeliveryText } from '../checkout/delivery-text.tsx'

export type ProductSummary = {
  /** With it the card has a heart, if it stands in a `ProductGrid`. */
  id?: string
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
  /** The shades to choose from. */
  colors?: readonly string[]
  /** Units in stock. */
  left?: number
  /** To the visitor's country. */
  delivery?: DeliveryOffer | null
  /** Shown instead of the delivery. */
  note?: string
  wished?: boolean
}

type CardProps = {
  product: ProductSummary
  eager?: boolean
  heading?: 'h2' | 'h3'
  /** Only picture, title and price. */
  small?: boolean
}

/** A product in a list: picture, store, rating, price, delivery. The whole card is a link, but for its heart. */
export function ProductCard({ product, eager = false, heading: Heading = 'h2', small = false }: CardProps) {
  const { path, title, store, picture, price, before, from, rating, badges = [], colors = [] } = product
  const to = useShopPath()(path)
  return (
    <article className="group relative min-w-0">
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
        {colors.length > 1 && !small && <ColorDots colors={colors} />}
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
      {!small && <Supply product={product} />}
      {product.id && !small && <Heart id={product.id} wished={product.wished ?? false} title={title} />}
    </article>
  )
}

/** Delivery, or why there is none; few left. */
function Supply({ product: { delivery, note, left } }: { product: ProductSummary }) {
  const t = useTranslations('storefront.product')
  return (
    <>
      {note ? (
        <p className="mt-0.5 text-ink-2 text-xs">{note}</p>
      ) : (
        delivery && (
          <p className="mt-0.5 text-xs">
            <DeliveryText of={delivery} />
          </p>
        )
      )}
      {left !== undefined && left <= 5 && (
        <p className="text-warn text-xs">{left > 0 ? t('left', { count: left }) : t('soldOut')}</p>
      )}
    </>
  )
}

const dotsMax = 4

/** Shades on the picture; light in both themes, as the picture is. */
function ColorDots({ colors }: { colors: readonly string[] }) {
  const t = useTranslations('storefront.product')
  const more = colors.length - dotsMax
  return (
    <span className="absolute bottom-2 left-2 flex items-center gap-1 rounded-full bg-mat px-1.5 py-1">
      <span className="sr-only">{t('colors', { count: colors.length })}</span>
      {colors.slice(0, dotsMax).map(color => (
        <span
          key={color}
          aria-hidden
          className="size-3 rounded-full border border-edge"
          style={{ background: color }}
        />
      ))}
      {more > 0 && (
        <span aria-hidden className="text-2xs text-[oklch(42%_0.012_260)]">
          +{more}
        </span>
      )}
    </span>
  )
}

/** Whether a wish was just changed by the form around the cards; null: this page has no such form. */
const WishesContext = createContext<{ id: string; wished: boolean } | 'unchanged' | null>(null)

function Heart({ id, wished, title }: { id: string; wished: boolean; title: string }) {
  const t = useTranslations('storefront.keep')
  const changed = use(WishesContext)
  if (changed === null) return null
  const shown = changed !== 'unchanged' && changed.id === id ? changed.wished : wished
  return (
    <button
      type="submit"
      name={wished ? 'unwish' : 'wish'}
      value={id}
      aria-pressed={shown}
      aria-label={t('heart', { title })}
      className="absolute top-0.5 right-0.5 grid size-11 place-items-center"
    >
      <span className="grid size-9 place-items-center rounded-full bg-surface text-ink hover:bg-surface-2">
        <HeartIcon size={18} fill={shown ? 'currentColor' : 'none'} className={shown ? 'text-sale' : undefined} />
      </span>
    </button>
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

/**
 * A grid of products, and the form that their hearts submit: one for all of them, so it must not stand in another form.
 * Two columns on phones, then three, four on wide screens; `rail`: one row that scrolls on phones, up to six columns.
 */
export function ProductGrid({ rail = false, children }: { rail?: boolean; children: ReactNode }) {
  const path = useShopPath()
  const { pathname, search } = useLocation()
  const fetcher = useFetcher()
  const [wish, unwish] = [fetcher.formData?.get('wish'), fetcher.formData?.get('unwish')]
  const changed = wish || unwish ? { id: String(wish ?? unwish), wished: Boolean(wish) } : 'unchanged'
  return (
    <fetcher.Form
      method="post"
      action={path('/keep')}
      preventScrollReset
      className={clsx(
        rail ? 'rail relative' : 'grid grid-cols-2 gap-x-3 gap-y-7 sm:gap-x-4 sm:gap-y-8 md:grid-cols-3 xl:grid-cols-4',
      )}
    >
      <input type="hidden" name={staysField} value="1" />
      <input type="hidden" name="to" value={pathname + search} />
      <WishesContext value={changed}>{children}</WishesContext>
    </fetcher.Form>
  )
}

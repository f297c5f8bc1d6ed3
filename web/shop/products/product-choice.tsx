import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { RadioCards } from '../../kit/forms/choices.tsx'
import { Money } from '../../kit/money/money.tsx'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'

export type Product = Awaited<ReturnType<Api['showProduct']>>
type Variant = Product['variants'][number]

/** The colors to choose from, each with its variants; empty when names and sizes are enough. */
function colorsOf({ variants }: Product): Variant[][] {
  const groups = [...Map.groupBy(variants, ({ name }) => name).values()]
  return groups.length > 1 && variants.some(({ color }) => color !== null) ? groups : []
}

/** The requested color, otherwise the first that is in stock. */
export function colorIn(product: Product, name: string | null): Variant[] | undefined {
  const colors = colorsOf(product)
  return (
    colors.find(([variant]) => variant!.name === name) ??
    colors.find(group => group.some(({ available }) => available > 0)) ??
    colors[0]
  )
}

/** First the color, as links, so that its pictures are shown; then the variants of that color. */
export function ProductChoice({ product, color }: { product: Product; color: string | null }) {
  const t = useTranslations('storefront.product')
  const chosen = colorIn(product, color)
  const choices = chosen ?? product.variants
  const first = choices.find(({ available }) => available > 0) ?? choices[0]
  return (
    <>
      {chosen && <Colors colors={colorsOf(product)} chosen={chosen[0]!.name} />}
      {choices.length === 1 ? (
        <p className="flex items-baseline justify-between gap-4">
          <input type="hidden" name="variant_id" value={choices[0]!.id} />
          {!chosen && choices[0]!.label}
          <Left of={choices[0]!} />
          <Money of={choices[0]!.price} className="font-medium" />
        </p>
      ) : (
        <RadioCards
          key={chosen?.[0]?.name}
          name="variant_id"
          legend={t(choices.some(({ size }) => size !== null) ? 'size' : 'variant')}
          columns={choices.length > 3}
          {...(first && { defaultValue: first.id })}
          choices={choices.map(variant => ({
            value: variant.id,
            label: (
              <span className="flex items-center gap-2">
                {!chosen && variant.color && <Swatch color={variant.color} />}
                {(chosen && variant.size) || variant.label || product.title}
              </span>
            ),
            text: <Left of={variant} />,
            aside: <Money of={variant.price} />,
            disabled: variant.available <= 0,
          }))}
        />
      )}
    </>
  )
}

function Colors({ colors, chosen }: { colors: readonly (readonly Variant[])[]; chosen: string }) {
  const t = useTranslations('storefront.product')
  return (
    <nav aria-label={t('color')}>
      <p className="mb-1.5 font-medium text-(length:--control-text)">
        {t('color')}: <span className="font-normal text-ink-2">{chosen}</span>
      </p>
      <ul className="flex flex-wrap gap-2">
        {colors.map(group => {
          const { name, color, picture } = group[0]!
          return (
            <li key={name}>
              <Link
                to={`?${new URLSearchParams({ color: name })}`}
                replace
                preventScrollReset
                aria-label={name}
                title={name}
                aria-current={name === chosen ? 'true' : undefined}
                className="relative block overflow-clip rounded-xl border-2 border-line-2 p-0.5 hover:border-edge aria-[current]:border-brand"
              >
                {picture ? (
                  <Thumbnail src={picture.small} size={52} />
                ) : (
                  <span className="block size-11 rounded-lg" style={{ background: color ?? 'transparent' }} />
                )}
                {group.every(({ available }) => available <= 0) && (
                  <span className="absolute inset-x-0 bottom-0 bg-surface text-center text-2xs text-ink-2">
                    {t('soldOut')}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

const Swatch = ({ color }: { color: string }) => (
  <span aria-hidden className="size-4 rounded-full border border-edge" style={{ background: color }} />
)

/** How many are left, when they are few. */
function Left({ of: { available } }: { of: Variant }) {
  const t = useTranslations('storefront.product')
  if (available <= 0) return <span className="text-ink-2">{t('soldOut')}</span>
  return available <= 5 ? <span className="text-ink-2">{t('left', { count: available })}</span> : <span />
}

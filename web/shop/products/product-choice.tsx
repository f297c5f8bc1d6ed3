import clsx from 'clsx'
import { Link, useSearchParams } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { formatMoney } from '../../kit/money/money.ts'
import { Thumbnail } from '../../kit/primitives/thumbnail.tsx'

export type Product = Awaited<ReturnType<Api['showProduct']>>
type Variant = Product['variants'][number]

/** The colors to choose from, each with its variants; empty when names and sizes are enough. */
function colorsOf({ variants }: Product): Variant[][] {
  const groups = [...Map.groupBy(variants, ({ name }) => name).values()]
  return groups.length > 1 && variants.some(({ color }) => color !== null) ? groups : []
}

/** The requested color, otherwise the first that is in stock; undefined when there is none to choose. */
export function colorIn(product: Product, name: string | null): Variant[] | undefined {
  const colors = colorsOf(product)
  return (
    colors.find(([variant]) => variant!.name === name) ??
    colors.find(group => group.some(({ available }) => available > 0)) ??
    colors[0]
  )
}

/** The variants that remain to choose from, once the color is chosen. */
export const choicesOf = (product: Product, color: string | null): Variant[] =>
  colorIn(product, color) ?? product.variants

/** What tells a variant from the others of its color: its size, else its name. */
const nameOf = (variant: Variant, hasColors: boolean): string =>
  (hasColors && variant.size) || variant.label || variant.name

/** The query of a variant's own address: its color, and what tells it from the others of its color. */
export function variantQuery(product: Product, variant: Variant): string {
  const hasColors = colorsOf(product).length > 0
  const query = new URLSearchParams()
  if (hasColors) query.set('color', variant.name)
  if (product.variants.filter(each => !hasColors || each.name === variant.name).length > 1)
    query.set('choice', nameOf(variant, hasColors))
  return query.size === 0 ? '' : `?${query}`
}

/**
 * First the color, as links, so that its pictures are shown; then the sizes of that color, none of them chosen for the
 * buyer. `missing`: the buyer wanted to go on without having chosen.
 */
export function ProductChoice({
  product,
  color,
  missing,
}: {
  product: Product
  color: string | null
  missing: boolean
}) {
  const colors = colorsOf(product)
  const choices = choicesOf(product, color)
  return (
    <>
      {colors.length > 0 && <Colors colors={colors} chosen={choices[0]!.name} />}
      {choices.length === 1 ? (
        <OnlyChoice variant={choices[0]!} />
      ) : (
        <Sizes key={choices[0]!.id} choices={choices} hasColors={colors.length > 0} missing={missing} />
      )}
    </>
  )
}

function OnlyChoice({ variant: { id, available } }: { variant: Variant }) {
  const t = useTranslations('storefront.product')
  return (
    <>
      <input type="hidden" name="variant_id" value={id} />
      <p className={clsx('text-sm', available > 5 ? 'text-ok' : 'text-warn')}>
        {available > 5 ? t('inStock') : available > 0 ? t('left', { count: available }) : t('soldOut')}
      </p>
    </>
  )
}

/** Sizes as chips. One that is sold out can be reached, and says so. Prices stand in them where they differ. */
function Sizes({ choices, hasColors, missing }: { choices: readonly Variant[]; hasColors: boolean; missing: boolean }) {
  const t = useTranslations('storefront.product')
  const locale = useLocale()
  const [asked] = useSearchParams()
  const isSize = choices.some(({ size }) => size !== null)
  const differ = choices.some(({ price }) => price.amount_minor !== choices[0]!.price.amount_minor)
  return (
    <fieldset id="sizes" className="min-w-0 scroll-mt-24" aria-describedby={missing ? 'sizes-missing' : undefined}>
      <legend className="mb-1.5 font-medium text-(length:--control-text)">{t(isSize ? 'size' : 'variant')}</legend>
      <div
        className={clsx(
          'flex flex-wrap gap-2 rounded-lg',
          missing && 'not-has-checked:outline-2 not-has-checked:outline-bad not-has-checked:outline-offset-4',
        )}
      >
        {choices.map(variant => {
          const name = nameOf(variant, hasColors)
          const gone = variant.available <= 0
          return (
            <label
              key={variant.id}
              className={clsx(
                'relative flex min-h-11 min-w-16 flex-col items-center justify-center rounded-lg border px-3 py-1 text-center text-(length:--control-text) has-checked:border-brand has-checked:bg-chosen has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2',
                gone ? 'border-line bg-surface-2 text-ink-3' : 'border-edge bg-surface hover:border-ink-3',
              )}
            >
              <input
                type="radio"
                name="variant_id"
                value={variant.id}
                required
                data-name={name}
                data-gone={gone || undefined}
                defaultChecked={name === asked.get('choice')}
                className="absolute inset-0 m-0 size-full cursor-pointer appearance-none rounded-lg outline-none"
              />
              <span className={gone ? 'line-through' : undefined}>{name}</span>
              {differ && <span className="text-ink-2 text-xs">{formatMoney(variant.price, locale)}</span>}
              {gone && <span className="sr-only">{t('soldOut')}</span>}
              {!gone && variant.available <= 5 && (
                <span className="text-2xs text-warn">{t('left', { count: variant.available })}</span>
              )}
            </label>
          )
        })}
      </div>
      {missing && (
        <p id="sizes-missing" role="alert" className="mt-2 text-bad text-sm">
          {t(isSize ? 'chooseSize' : 'chooseOption')}
        </p>
      )}
    </fieldset>
  )
}

function Colors({ colors, chosen }: { colors: readonly (readonly Variant[])[]; chosen: string }) {
  const t = useTranslations('storefront.product')
  return (
    <nav aria-label={t('color')}>
      <p className="mb-1.5 font-medium text-(length:--control-text)">
        {t.rich('colorIs', { name: () => <span className="font-normal text-ink-2">{chosen}</span> })}
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
                  <span className="block size-13 rounded-lg" style={{ background: color ?? 'transparent' }} />
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

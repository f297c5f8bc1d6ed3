import { Check } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { onHandMax } from '#catalog/limits.ts'
import { Input } from '../../kit/forms/inputs.tsx'
import { formField } from '../../kit/forms/refused.ts'
import { KeyField } from '../../kit/forms/write-form.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { Button } from '../../kit/primitives/button.tsx'
import type { Route } from './+types/products.ts'

export type ProductRow = Route.ComponentProps['loaderData']['items'][number]

/** Units on hand; for a product with one variant they can be set here. */
export function Stock({ product, editable }: { product: ProductRow; editable: boolean }) {
  const t = useTranslations('seller.products')
  const locale = useLocale()
  const at = useStorePath()
  const reserved = product.reserved > 0 && (
    <span className="text-ink-3 text-xs">{t('reserved', { count: product.reserved })}</span>
  )
  if (!product.variant_id || !editable)
    return (
      <span className="inline-flex items-center gap-2">
        {reserved}
        <span className="@2xl:pr-2.5">
          {editable ? (
            <Link
              to={at(`/products/${product.id}/stock`)}
              aria-label={t('setStock', { title: product.title || t('untitled') })}
              className="relative z-1 tabular-nums underline decoration-edge underline-offset-4 hover:decoration-ink"
            >
              {formatNumber(product.on_hand, locale)}
            </Link>
          ) : (
            formatNumber(product.on_hand, locale)
          )}{' '}
          <span className="text-ink-3 @2xl:hidden">{t('inStock')}</span>
        </span>
      </span>
    )
  return (
    <Form
      method="post"
      preventScrollReset
      className="group/stock relative z-1 inline-flex items-center gap-2 @max-2xl:mt-2"
    >
      <KeyField />
      <input type="hidden" name={formField} value="stock" />
      <input type="hidden" name="variant" value={product.variant_id} />
      <input type="hidden" name="product" value={product.id} />
      <input type="hidden" name="title" value={product.title} />
      <input type="hidden" name="seen" value={product.on_hand} />
      <span aria-hidden className="text-ink-3 @2xl:hidden">
        {t('stock')}
      </span>
      {reserved}
      <Button
        type="submit"
        size="sm"
        variant="quiet"
        label={t('setStock', { title: product.title })}
        icon={<Check size={15} />}
        className="@max-2xl:order-1 opacity-0 group-focus-within/stock:opacity-100 group-hover/stock:opacity-100 pointer-coarse:opacity-100 [@media(scripting:none)]:opacity-100"
      />
      <Input
        key={product.on_hand}
        type="number"
        name="on_hand"
        aria-label={t('stockOf', { title: product.title })}
        defaultValue={product.on_hand}
        min={product.reserved}
        max={onHandMax}
        required
        onBlur={event => {
          const { value, defaultValue, form } = event.currentTarget
          if (value !== defaultValue) form?.requestSubmit()
        }}
        className="w-20! text-right tabular-nums"
      />
    </Form>
  )
}

/** Puts a product on or off sale without opening it. */
export function SaleButton({ product }: { product: ProductRow }) {
  const t = useTranslations('seller.products')
  const { formData } = useNavigation()
  if (product.taken_down) return null
  const act = product.state === 'online' ? 'unlist' : 'publish'
  return (
    <Form method="post" preventScrollReset className="relative z-1">
      <KeyField />
      <input type="hidden" name={formField} value={act} />
      <input type="hidden" name="product" value={product.id} />
      <Button
        type="submit"
        size="sm"
        pending={formData?.get('product') === product.id && formData.get(formField) === act}
        aria-label={t(`${act}Named`, { title: product.title })}
      >
        {t(act)}
      </Button>
    </Form>
  )
}

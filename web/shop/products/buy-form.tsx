import { type MouseEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field } from '../../kit/forms/field.tsx'
import { NumberInput } from '../../kit/forms/number-input.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { CloseIcon } from '../../kit/primitives/icons.tsx'
import { DeliveryText } from '../checkout/delivery-text.tsx'
import { choicesOf, type Product, ProductChoice } from './product-choice.tsx'

/**
 * What to buy and how much of it. On phones price and button stay at the bottom of the screen. Pressed before a size was
 * chosen, the button leads there instead: on phones it opens a sheet of sizes.
 */
export function BuyForm({ product, color, result }: { product: Product; color: string | null; result: unknown }) {
  const t = useTranslations('storefront.product')
  const [missing, setMissing] = useState(false)
  const sheet = useRef<HTMLDialogElement>(null)
  const choices = choicesOf(product, color)
  const [offer] = product.delivery.options
  const isSize = choices.some(({ size }) => size !== null)
  const askFirst = (event: MouseEvent<HTMLButtonElement>) => {
    const fields = [...event.currentTarget.form!.querySelectorAll<HTMLInputElement>('#sizes input')]
    if (fields.length === 0 || fields.some(field => field.checked)) return
    event.preventDefault()
    setMissing(true)
    if (matchMedia('(width < 40rem)').matches) sheet.current!.showModal()
    else (fields.find(field => !field.dataset.gone) ?? fields[0]!).focus()
  }
  return (
    <WriteForm
      result={result}
      preventScrollReset
      data-hold
      className="buy-form flex flex-col gap-4"
      onChange={() => setMissing(false)}
    >
      <ProductChoice product={product} color={color} missing={missing} />
      <div className="flex flex-wrap items-end gap-2">
        <Field name="units" label={t('units')}>
          <NumberInput defaultValue={1} min={1} max={Math.max(1, ...choices.map(each => each.available))} required />
        </Field>
        <SubmitButton variant="outline" name="then" value="checkout" onClick={askFirst} className="max-sm:grow">
          {t('addAndGo')}
        </SubmitButton>
      </div>
      <div className="flex items-center gap-3 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:border-line max-sm:border-t max-sm:bg-bg max-sm:px-4 max-sm:py-2.5">
        <p className="min-w-0 shrink-0 sm:hidden">
          <Money of={choices[0]!.price} className="block font-semibold" />
          {offer && <DeliveryText of={offer} className="block max-w-40 text-2xs" />}
        </p>
        <SubmitButton onClick={askFirst} className="min-h-12 flex-1">
          <span className="when-chosen">{t('add')}</span>
          <span className="when-not-chosen">{t(isSize ? 'chooseSize' : 'chooseOption')}</span>
        </SubmitButton>
      </div>
      {choices.length > 1 && (
        <dialog
          ref={sheet}
          closedby="any"
          aria-labelledby="size-sheet"
          className="fade-in bottom-sheet border-line bg-surface px-4 pb-4 text-ink shadow-overlay"
        >
          <div className="flex items-center justify-between py-2">
            <h2 id="size-sheet" className="font-semibold text-lg">
              {t(isSize ? 'chooseSize' : 'chooseOption')}
            </h2>
            <button
              type="button"
              aria-label={t('close')}
              className="grid size-11 place-items-center"
              onClick={() => sheet.current!.close()}
            >
              <CloseIcon />
            </button>
          </div>
          <SheetRows product={product} color={color} onChosen={() => sheet.current!.close()} />
        </dialog>
      )}
    </WriteForm>
  )
}

function SheetRows({ product, color, onChosen }: { product: Product; color: string | null; onChosen: () => void }) {
  const t = useTranslations('storefront.product')
  return (
    <ul>
      {choicesOf(product, color).map(variant => (
        <li key={variant.id} className="border-line border-t">
          <button
            type="button"
            disabled={variant.available <= 0}
            className="flex min-h-12 w-full items-center gap-3 text-left disabled:text-ink-3"
            onClick={event => {
              const field = event.currentTarget.form!.querySelector<HTMLInputElement>(`#sizes [value="${variant.id}"]`)
              field?.click()
              onChosen()
            }}
          >
            <span className={variant.available <= 0 ? 'line-through' : 'font-medium'}>
              {variant.size ?? variant.label}
            </span>
            {variant.available <= 5 && (
              <span className="text-sm text-warn">
                {variant.available > 0 ? t('left', { count: variant.available }) : t('soldOut')}
              </span>
            )}
            <Money of={variant.price} className="ml-auto text-ink-2 text-sm" />
          </button>
        </li>
      ))}
    </ul>
  )
}

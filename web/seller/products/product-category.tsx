import { useEffect, useId, useState } from 'react'
import { useFetcher, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { FieldNotes, placeOf } from '../../kit/forms/field.tsx'
import { SubmitButton, useSending } from '../../kit/forms/write-form.tsx'
import { Dialog } from '../../kit/overlays/dialog.tsx'
import { useStorePath } from '../../kit/page/store-path.ts'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Skeleton } from '../../kit/primitives/states.tsx'
import { CategoryPicker } from './category-picker.tsx'
import { AttributeFields, type Attributes, type Category } from './product-attributes.tsx'
import type { loader } from './product-categories.tsx'

/**
 * The product's category and its attributes. The choice is in the page's address, so that it works without script too:
 * the button then saves and leads to the picker's own page.
 */
export function ProductCategory({ category, current }: { category: Category | null; current: Attributes }) {
  const t = useTranslations('seller.category')
  const { refused, problems } = useSending()
  const [picking, setPicking] = useState(false)
  return (
    <div className="flex flex-col gap-4">
      <div id={placeOf('category')} className="flex scroll-mt-20 flex-wrap items-center gap-3">
        <input type="hidden" name="category" value={category?.key ?? ''} />
        <p className="min-w-0 flex-1 basis-48">
          {category ? (
            <>
              <span className="text-ink-3">
                {category.path
                  .slice(0, -1)
                  .map(({ name }) => `${name} › `)
                  .join('')}
              </span>
              <strong className="font-medium">{category.path.at(-1)!.name}</strong>
            </>
          ) : (
            <span className="text-ink-2">{t('none')}</span>
          )}
        </p>
        <SubmitButton
          variant={category ? 'outline' : 'soft'}
          name="then"
          value="category"
          onClick={event => {
            event.preventDefault()
            setPicking(true)
          }}
        >
          {t(category ? 'change' : 'choose')}
        </SubmitButton>
      </div>
      <FieldNotes id="category" error={refused?.refused.fields.category ?? problems?.category} />
      {category && category.state !== 'open' && (
        <Callout tone="warn" title={t(`${category.state}Title`)}>
          {t(`${category.state}Text`)}
        </Callout>
      )}
      {category && category.attributes.length > 0 && (
        <AttributeFields key={category.key} category={category} current={current} />
      )}
      {picking && <PickerDialog onClose={() => setPicking(false)} />}
    </div>
  )
}

/** Open for as long as it is rendered. */
function PickerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('seller.category')
  const id = useId()
  const [, setSearch] = useSearchParams()
  const { data, load } = useFetcher<typeof loader>()
  const picker = useStorePath()('/products/category')
  const at = (look: { in?: string; q?: string }) => `${picker}?${new URLSearchParams(look)}`
  useEffect(() => {
    const dialog = document.getElementById(id) as HTMLDialogElement
    dialog.showModal()
    load(picker)
  }, [id, load, picker])
  const pick = (category: string) => {
    onClose()
    setSearch(
      search => {
        search.set('category', category)
        return search
      },
      { replace: true, preventScrollReset: true },
    )
  }
  return (
    <Dialog id={id} title={t('title')} wide onClose={onClose}>
      {data ? (
        <CategoryPicker
          found={data.found}
          q={data.q}
          picking={{ at, chosen: category => `?category=${category}`, onGo: look => load(at(look)), onPick: pick }}
        />
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
    </Dialog>
  )
}

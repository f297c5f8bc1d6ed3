import { CircleDashed } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { placeOf } from '../../kit/forms/field.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import type { Category } from './product-attributes.tsx'

/** The form's fields by their names in the API. */
export const fieldOf = (path: string): string => path.replace(/price_minor$/, 'price')

/** What is missing before the product can go on sale, each with a link to its field. */
export function ProductMissing({ missing, category }: { missing: readonly string[]; category: Category | null }) {
  const t = useTranslations('seller.product')
  const [inVariants, ...others] = missing.filter(path => path.startsWith('variants.'))
  const things = missing
    .filter(path => !path.startsWith('variants.'))
    .map(path => ({ field: path, text: nameOf(path) }))
  function nameOf(path: string): string {
    const attribute = category?.attributes.find(({ key }) => path === `attributes.${key}`)
    return attribute ? attribute.name : t(`missingField.${path as 'title'}`)
  }
  return (
    <Card title={t('missing')}>
      <ul className="-my-1 flex flex-col">
        {[
          ...things,
          ...(inVariants
            ? [
                {
                  field: fieldOf(inVariants),
                  text: t(`missingField.${inVariants.split('.').at(-1) as 'price_minor'}`, { others: others.length }),
                },
              ]
            : []),
        ].map(({ field, text }) => (
          <li key={field}>
            <a
              href={`#${placeOf(field)}`}
              onClick={event => goTo(field, event)}
              className="flex items-center gap-2 rounded py-1 hover:underline"
            >
              <CircleDashed size={15} className="shrink-0 text-warn" />
              {text}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Focuses the field itself, without adding to the browser's history. */
const goTo = (field: string, event: MouseEvent) => showField(field) && event.preventDefault()

/** Scrolls to a field of the form and focuses it; false when the page has no such place. */
export function showField(field: string): boolean {
  const place = document.getElementById(placeOf(field))
  if (!place) return false
  place.scrollIntoView({ block: 'center' })
  place.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, button')?.focus({ preventScroll: true })
  return true
}

import { useLocale, useTranslations } from 'use-intl'
import { type Locale, languageTags } from '../../kit/i18n.tsx'
import type { Product } from './product-choice.tsx'

/** Cached: creating a formatter costs a hundred times as much as using it. */
const formatsOf = (tag: string) => ({ number: new Intl.NumberFormat(tag), list: new Intl.ListFormat(tag) })
const languageNames = {
  en: new Intl.DisplayNames([languageTags.en], { type: 'language' }),
  fr: new Intl.DisplayNames([languageTags.fr], { type: 'language' }),
}
const languageName = (code: string, locale: Locale): string => languageNames[locale].of(code) ?? code

const formats = { en: formatsOf(languageTags.en), fr: formatsOf(languageTags.fr) }

/** The store's description and the category's attributes. */
export function ProductDetails({ product, className }: { product: Product; className: string }) {
  const t = useTranslations('storefront.product')
  const locale = useLocale()
  const foreign = product.language !== null && product.language !== locale ? product.language : null
  return (
    <div className={className}>
      {foreign && (
        <p className="mb-2 text-ink-3 text-sm">{t('byStore', { language: languageName(foreign, locale) })}</p>
      )}
      <div
        lang={product.language ?? undefined}
        className="prose text-ink-2"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized with an allow-list of tags when it was saved
        dangerouslySetInnerHTML={{ __html: product.description }}
      />
      {product.attributes.length > 0 && <Facts attributes={product.attributes} />}
    </div>
  )
}

function Facts({ attributes }: { attributes: Product['attributes'] }) {
  const t = useTranslations('storefront.product')
  const locale = useLocale()
  const words = (value: Product['attributes'][number]['value']) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return formats[locale].number.format(value)
    return Array.isArray(value) ? formats[locale].list.format(value) : value
  }
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-semibold text-lg">{t('details')}</h2>
      <table className="w-full">
        <tbody>
          {attributes.map(({ key, name, unit, value }) => (
            <tr key={key} className="border-line border-t align-top">
              <th scope="row" className="w-2/5 py-2 pr-4 text-left font-normal text-ink-3">
                {name}
              </th>
              <td className="py-2">
                {words(value)}
                {unit && ` ${unit}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

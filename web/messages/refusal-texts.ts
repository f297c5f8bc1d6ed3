import { createTranslator } from 'use-intl/core'
import { marketCurrency } from '#platform/market.ts'
import { countryName } from '../kit/country.ts'
import { type Locale, languageTags } from '../kit/locale.ts'
import { formatMoney } from '../kit/money/money.ts'
import type { Refusal } from '../kit/page/refusal.ts'
import { formatUnit } from '../kit/units.ts'
import en from './en/refusals.ts'
import fr from './fr/refusals.ts'

const texts: Record<Locale, Record<string, string>> = { en, fr }

/**
 * A refusal in the reader's language: the text above the form, and the fields it is shown next to (`values` are the
 * form's). A code without a text is shown as it is, so that support can look it up.
 */
export function refusalTexts(locale: Locale, { code, params }: Pick<Refusal, 'code' | 'params'>, values: Values) {
  // Codes contain a point, which would read as a path, so keys use a colon: `cart:empty`.
  const keyOf = (name: string) => name.replace('.', ':')
  const messages = Object.fromEntries(Object.entries(texts[locale]).map(([name, text]) => [keyOf(name), text]))
  const t = createTranslator({ locale, messages })
  const known = code in texts[locale]
  const text = known ? t(keyOf(code), textParams(params, locale)) : t('unknown', { code })
  const fields: Record<string, string> = {}
  for (const [name, issue] of wrongFields(code, params, values)) {
    const limit = values[name] ? limitText(issue, locale) : null
    fields[name] = limit
      ? t(keyOf(limit.key), limit.params)
      : t(keyOf(values[name] ? `field.${kindOf(issue, name)}` : 'field.missing'))
  }
  const here = code in besideField ? t(keyOf(besideField[code]!)) : text
  for (const name of placesOf[code]?.(params, Object.entries(values)) ?? []) fields[name] = here
  return { text, fields }
}

type Values = Readonly<Record<string, string>>

/** The stock fields of the variants that a refusal names. */
function stockFields({ variants }: Refusal['params'], fields: [string, string][]): string[] {
  const ids = (variants as { variant_id: string }[]).map(({ variant_id }) => variant_id)
  return withText(fields, '.id', ids).map(name => name.replace(/\.id$/, '.on_hand'))
}

/** Refusals about certain fields, which are shown next to them too. */
const placesOf: Readonly<Record<string, (params: Refusal['params'], fields: [string, string][]) => string[]>> = {
  'account.password_common': () => ['password'],
  'address.postal_code_wrong': () => ['postal_code'],
  'order.carrier_not_in_template': () => ['carrier'],
  'order.tracking_malformed': () => ['tracking_number'],
  'order.tracking_used': () => ['tracking_number'],
  'order.carrier_unnamed': ({ missing }) => missing as string[],
  'order.price_not_lower': ({ raised }, fields) =>
    fields.map(([name]) => name).filter(name => (raised as string[]).includes(`${name}_minor`)),
  'payout.iban_invalid': () => ['iban'],
  'payout.iban_required': () => ['iban'],
  'payout.account_number_invalid': () => ['account_number'],
  'payout.account_incomplete': ({ missing }) => missing as string[],
  'payout.bank_country_closed': () => ['iban'],
  'payout.bic_invalid': () => ['bic'],
  'payout.bic_other_country': () => ['bic'],
  'payout.characters': ({ fields }) => fields as string[],
  'payout.latin_name_missing': () => ['holder'],
  'payout.holder_characters': () => ['holder'],
  'payout.holder_other': () => ['holder'],
  'payout.not_above_fee': () => ['amount'],
  'payout.above_balance': () => ['amount'],
  'company.national_id_wrong': () => ['national_id'],
  'company.vat_number_wrong': () => ['vat_number'],
  'company.latin_name_wrong': () => ['latin_name'],
  'details.reason_missing': () => ['reason'],
  'store.address_taken': () => ['slug'],
  'store.email_taken': () => ['email'],
  'policy.in_the_past': () => ['effective_at'],
  'export.period_backwards': () => ['to'],
  'export.too_many_orders': () => ['from'],
  'policy.invalid': () => ['value'],
  'policy.out_of_range': () => ['value'],
  'market.country_unknown': () => ['country'],
  'category.key_taken': () => ['key'],
  'rate.in_the_past': () => ['effective_at'],
  'rate.out_of_range': () => ['rate_bps'],
  'category.unknown': () => ['category'],
  'category.not_final': () => ['category'],
  'category.closed': () => ['category'],
  'category.not_authorized': () => ['category'],
  'product.attributes_wrong': ({ attributes }) => (attributes as string[]).map(key => `attributes.${key}`),
  'product.axis_not_offered': () => ['variants'],
  'product.color_unknown': () => ['variants'],
  'product.variants_alike': () => ['variants'],
  'product.gtin_wrong': ({ gtins }, fields) => withText(fields, '.gtin', gtins as string[]),
  'stock.below_reserved': stockFields,
  'stock.changed_meanwhile': stockFields,
  'stock.too_many': stockFields,
  'product.sku_taken': ({ skus }, fields) => withText(fields, '.sku', skus as string[]),
}

/** The fields with this name ending that contain one of these texts. */
const withText = (fields: [string, string][], end: string, texts: string[]): string[] =>
  fields.filter(([name, typed]) => name.endsWith(end) && texts.includes(typed)).map(([name]) => name)

/**
 * The fields that the input's invalid paths came from: `price` for `price_minor` and for `price.amount_minor`. A group
 * of checkboxes that sent nothing is known only by its path.
 */
function wrongFields(code: string, params: Refusal['params'], values: Values): [string, Issue][] {
  const named = (names: readonly string[]) => names.map((name): [string, Issue] => [name, { path: name }])
  if (code === 'product.incomplete')
    return named([
      ...(params.missing as string[]).map(path => path.replace(/_minor$/, '')),
      ...('processing_days_max' in params ? ['processing_days'] : []),
    ])
  if (code !== 'request.invalid' || !Array.isArray(params.issues)) return []
  return (params.issues as Issue[]).flatMap(issue => {
    const { path } = issue
    const from = Object.keys(values).filter(name => path === `${name}_minor` || path.startsWith(`${name}.`))
    return [path, ...from].map((name): [string, Issue] => [name, issue])
  })
}

/** `of`: what the limit is of, a number or the length of a text (string). */
type Issue = { readonly path: string; readonly max?: number; readonly min?: number; readonly of?: string }

/** What an unreadable value should have been: an amount, a number, or unknown. */
const kindOf = ({ path, of }: Issue, name: string): 'amount' | 'number' | 'invalid' => {
  if (path.endsWith('_minor') || name.endsWith('price')) return 'amount'
  return of === 'number' || of === 'int' || path.startsWith('attributes.') ? 'number' : 'invalid'
}

/** Texts that name all wrong values; next to each field only its own is meant. */
const besideField: Readonly<Record<string, string>> = {
  'product.gtin_wrong': 'field.gtin',
  'product.sku_taken': 'field.sku',
}

/** The limit that a value exceeds; null when it is wrong in another way. */
function limitText({ path, max, min, of }: Issue, locale: Locale) {
  const limit = max ?? min
  if (limit === undefined || (of !== 'number' && of !== 'int' && of !== 'string')) return null
  const name = max === undefined ? 'min' : 'max'
  if (of === 'string') return { key: `field.${name}_length`, params: { [name]: limit } }
  const shown = path.endsWith('_minor')
    ? formatMoney({ amount_minor: limit, currency: marketCurrency }, locale)
    : new Intl.NumberFormat(languageTags[locale]).format(limit)
  return { key: `field.${name}`, params: { [name]: shown } }
}

/**
 * A refusal's parameters prepared for texts: lists joined, `total_minor` as the amount `total`, numbers with a `unit`
 * formatted with it, countries named.
 */
function textParams(params: Refusal['params'], locale: Locale): Record<string, string | number> {
  const currency = typeof params.currency === 'string' ? params.currency : marketCurrency
  const texts: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'number' && name.endsWith('_minor'))
      texts[name.slice(0, -'_minor'.length)] = formatMoney({ amount_minor: value, currency }, locale)
    else if (typeof value === 'number' && typeof params.unit === 'string')
      texts[name] = formatUnit(params.unit, value, locale)
    else if (name === 'country') texts[name] = countryName(String(value), locale)
    else if (typeof value === 'number' || typeof value === 'string') texts[name] = value
    else if (Array.isArray(value)) {
      const shown = value.map(each => (name === 'countries' ? countryName(each, locale) : String(each)))
      texts[name] = new Intl.ListFormat(languageTags[locale]).format(shown)
    }
  }
  return texts
}

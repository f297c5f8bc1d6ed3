import type { Api, Locale } from '#app/web-context.ts'
import { marketCurrency } from '#platform/market.ts'
import { type Measure, type Service, services } from '#shipping/services.ts'
import { parseMoney } from '../../kit/money/money.ts'

export type TemplateInput = Parameters<Api['createTemplate']>[0]
export type Zone = TemplateInput['zones'][number]
export type Rate = NonNullable<Zone['rates'][Service]>

/** The rules a seller chooses for a rate's price; the API knows bands and the price above them. */
export type PriceRule = 'flat' | 'free' | Measure

/** The form's fields by name; the same for a form being typed, submitted, or refused. */
type Fields = ReadonlyMap<string, string>

/** The form as the API's input, without empty zones. */
export function templateInput(fields: Fields, locale: Locale): TemplateInput {
  const { name, zones } = readTemplate(fields, locale)
  return { name, zones: zones.filter(({ countries, rates }) => countries.length > 0 || Object.keys(rates).length > 0) }
}

/**
 * The typed form, zone by zone. Its fields are named like the API's paths, so that refusals find them; unreadable
 * numbers are `NaN`, which the API refuses at their path.
 */
export const readTemplate = (fields: Fields, locale: Locale): TemplateInput => ({
  name: fields.get('name') ?? '',
  zones: indexesOf(fields, 'zones').map(n => zoneInput(fields, `zones.${n}`, locale)),
})

function zoneInput(fields: Fields, zone: string, locale: Locale): Zone {
  const offered = services.filter(service => fields.has(`${zone}.rates.${service}.offered`))
  return {
    countries: namesUnder(fields, `${zone}.countries`),
    rates: Object.fromEntries(
      offered.map(service => [service, rateInput(fields, `${zone}.rates.${service}`, locale)] as const),
    ),
  }
}

function rateInput(fields: Fields, rate: string, locale: Locale): Rate {
  const text = (name: string): string => fields.get(`${rate}.${name}`)?.trim() ?? ''
  const number = (name: string): number => (text(name) ? Number(text(name)) : Number.NaN)
  const price = (name: string): number => parseMoney(text(name), marketCurrency, locale) ?? Number.NaN
  const rule = text('rule') as PriceRule
  const bands = indexesOf(fields, `${rate}.bands`)
    .map(n => ({ up_to: number(`bands.${n}.up_to`), price_minor: price(`bands.${n}.price`) }))
    .filter(band => !(Number.isNaN(band.up_to) && Number.isNaN(band.price_minor))) // an empty row
    .sort((a, b) => a.up_to - b.up_to)
  return {
    by: rule === 'weight' ? 'weight' : 'units',
    bands: rule === 'weight' || rule === 'units' ? bands : [],
    price_minor: rule === 'free' ? 0 : price('price'),
    free_from_minor: rule !== 'free' && text('free_from') ? price('free_from') : null,
    carriers: Object.fromEntries(
      namesUnder(fields, `${rate}.carriers`).map(code => [
        code,
        { min_days: number(`carriers.${code}.min_days`), max_days: number(`carriers.${code}.max_days`) },
      ]),
    ),
  }
}

/** `FR` of `zones.0.countries.FR`, and nothing deeper. */
const namesUnder = (fields: Fields, path: string): string[] =>
  [...fields.keys()]
    .filter(name => name.startsWith(`${path}.`) && !name.slice(path.length + 1).includes('.'))
    .map(name => name.slice(path.length + 1))

function indexesOf(fields: Fields, path: string): number[] {
  const found = [...fields.keys()]
    .filter(name => name.startsWith(`${path}.`))
    .map(name => Number(name.slice(path.length + 1).split('.')[0]))
  return [...new Set(found)].sort((a, b) => a - b)
}

/** The texts of a form, being typed or submitted. */
export const fieldsOf = (form: FormData): Fields =>
  new Map([...form].filter((field): field is [string, string] => typeof field[1] === 'string'))

/** The rule of a rate, as its form shows it. */
export const ruleOf = ({ by = 'units', bands = [], price_minor }: Rate): PriceRule =>
  bands.length > 0 ? by : price_minor === 0 ? 'free' : 'flat'

/** For a field's default: an unreadable number is shown as empty. */
export const readable = (value: number | null | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

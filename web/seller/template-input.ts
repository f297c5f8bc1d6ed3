import type { Api, Locale } from '#app/web-context.ts'
import { type Measure, type Service, services } from '#shipping/services.ts'
import { parseMoney } from '../kit/money/money.ts'

export type TemplateInput = Parameters<Api['createTemplate']>[0]
export type Zone = TemplateInput['zones'][number]
export type Rate = NonNullable<Zone['rates'][Service]>

/** How a seller chooses what a rate's price is; the API knows only bands. */
export type PriceRule = 'flat' | 'free' | Measure

/** The fields of the form, by name; read alike from a form being typed, one sent, and one refused. */
export type Fields = ReadonlyMap<string, string>

/** The form as the API takes it, without the zones that were left empty. */
export function templateInput(fields: Fields, locale: Locale): TemplateInput {
  const { name, zones } = readTemplate(fields, locale)
  return { name, zones: zones.filter(({ countries, rates }) => countries.length > 0 || Object.keys(rates).length > 0) }
}

/**
 * The form as it stands, zone for zone. Its fields are named as the API's paths, so that refusals find them; what
 * cannot be read is `NaN`, which the API refuses at its place.
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
  const price = (name: string): number => parseMoney(text(name), 'EUR', locale) ?? Number.NaN
  const rule = text('rule') as PriceRule
  const rows = indexesOf(fields, `${rate}.bands`).map(n => `bands.${n}`)
  const ended = rows
    .filter(row => text(`${row}.up_to`) || (fields.has(`${rate}.${row}.up_to`) && text(`${row}.price`)))
    .map(row => ({ up_to: number(`${row}.up_to`), price_minor: price(`${row}.price`) }))
    .sort((a, b) => a.up_to - b.up_to)
  // of all rows only the last band's has no field for an end
  const last = rows.find(row => !fields.has(`${rate}.${row}.up_to`))
  const open = { up_to: null, price_minor: rule === 'free' ? 0 : price(`${last}.price`) }
  return {
    by: rule === 'weight' ? 'weight' : 'units',
    bands: rule === 'weight' || rule === 'units' ? [...ended, open] : [open],
    free_from_minor: rule !== 'free' && text('free_from') ? price('free_from') : null,
    carriers: Object.fromEntries(
      namesUnder(fields, `${rate}.carriers`).map(code => [
        code,
        { min_days: number(`carriers.${code}.min_days`), max_days: number(`carriers.${code}.max_days`) },
      ]),
    ),
  }
}

/** `FR` of `zones.0.countries.FR`, and nothing that lies deeper. */
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

/** The texts of a form, as it stands or was sent. */
export const fieldsOf = (form: FormData): Fields =>
  new Map([...form].filter((field): field is [string, string] => typeof field[1] === 'string'))

/** The rule a rate follows, as its form shows it. */
export function ruleOf({ by = 'units', bands }: Rate): PriceRule {
  if (bands.length > 1) return by
  return bands[0]?.price_minor === 0 ? 'free' : 'flat'
}

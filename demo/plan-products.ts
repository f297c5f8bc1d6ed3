import { chance } from '#demo/chance.ts'
import type { AttributeValue, Character, Thing } from '#demo/character.ts'
import type { Color } from '#demo/colors.ts'
import { plain } from '#demo/people.ts'
import { series } from '#demo/series.ts'
import { characters } from '#demo/stores/index.ts'
import type { Shot } from '#demo/studio.ts'

/** Age of the market, in days. */
export const lifeDays = 180

export type PlannedVariant = {
  readonly color: Color | null
  readonly size: string | null
  readonly gtin: string | null
  readonly grams: number
  readonly sku: string
  readonly priceMinor: number
  readonly picture: string | null
  /** Units left on hand after all purchases have shipped. */
  readonly left: number
}
export type PlannedProduct = {
  readonly store: Character
  readonly thing: Thing
  readonly title: string
  readonly description: string
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly processingDays: number
  readonly reserveAt: 'order' | 'payment'
  /** Days before the end when it is created. */
  readonly age: number
  readonly state: 'online' | 'draft' | 'offline'
  /** Names of shots, cover first. */
  readonly pictures: readonly string[]
  readonly variants: readonly PlannedVariant[]
}

/** This many products, in turn by store and kind. At most 20,160, after which titles would repeat. */
export function planProducts(seed: number, count: number): PlannedProduct[] {
  const things = characters.flatMap(store => store.things.map(thing => ({ store, thing })))
  const names = new Map(things.map(({ store, thing }) => [thing, namesOf(seed, store, thing)]))
  return Array.from({ length: count }, (_, i) => {
    const store = characters[i % characters.length]!
    const nth = Math.floor(i / characters.length)
    const thing = store.things[nth % store.things.length]!
    const n = Math.floor(nth / store.things.length)
    return planProduct(seed, store, thing, n, names.get(thing)![n]!)
  })
}

/** Titles of a kind of product in random order, with the rank of their quality. */
function namesOf(seed: number, store: Character, thing: Thing): string[] {
  const draw = chance(seed, `titles ${store.slug} ${thing.name}`)
  return draw.shuffled(series[store.country].flatMap(name => thing.kinds.map(kind => `${name} ${kind}`)))
}

function planProduct(seed: number, store: Character, thing: Thing, n: number, title: string): PlannedProduct {
  const draw = chance(seed, `product ${store.slug} ${thing.name} ${n}`)
  const euros = thing.euros[0] + (thing.euros[1] - thing.euros[0]) * draw.next() ** 1.6
  const own = draw.shuffled(thing.colors ?? []).slice(0, draw.whole(1, thing.sizes ? 2 : 4))
  const sku = (name: string) =>
    plain(`${thing.name} ${n + 1} ${name}`)
      .replaceAll('.', '-')
      .toUpperCase()
  const variant = (color: Color | null, size: string | null, factor: number): PlannedVariant => ({
    color,
    size,
    gtin: draw.is(0.3) ? storeGtin(draw.whole(0, 999_999_999)) : null,
    grams: Math.round(thing.grams * factor),
    sku: sku([color, size].filter(Boolean).join(' ') || 'standard'),
    priceMinor: roundPrice(euros * factor),
    picture: color && shotName(thing, color, false),
    left: draw.is(0.07) ? 0 : draw.is(0.16) ? draw.whole(1, 3) : draw.whole(5, 60),
  })
  return {
    store,
    thing,
    title,
    description: [...draw.shuffled(thing.about).slice(0, draw.whole(1, 3)), draw.pick(store.closings)].join(' '),
    attributes: attributesOf(thing, title, draw),
    processingDays: draw.pick([1, 1, 2, 2, 2, 3, 3, 4, 5]),
    reserveAt: draw.is(0.15) ? 'payment' : 'order',
    // the first of each kind exists from the first day: there is always something to buy
    age: n === 0 ? lifeDays : draw.is(0.6) ? lifeDays - draw.whole(0, 14) : draw.whole(2, lifeDays - 15),
    state: n === 0 ? 'online' : draw.is(0.06) ? 'draft' : draw.is(0.04) ? 'offline' : 'online',
    pictures: thing.colors ? colored(thing, own) : n % 2 ? plainViews(thing).reverse() : plainViews(thing),
    variants: (own.length ? own : [null]).flatMap(color =>
      thing.sizes
        ? Object.entries(thing.sizes).map(([size, factor]) => variant(color, size, factor))
        : variant(color, null, 1),
    ),
  }
}

/** The value its title names, otherwise a random one. */
function attributesOf(thing: Thing, title: string, draw: ReturnType<typeof chance>): Record<string, AttributeValue> {
  const words = title.toLowerCase().split(/[^a-z]+/)
  return Object.fromEntries(
    Object.entries(thing.attributes).map(([key, given]) => {
      const from: readonly AttributeValue[] = Array.isArray(given) ? given : [given as AttributeValue]
      return [key, from.find(each => typeof each === 'string' && words.includes(each)) ?? draw.pick(from)]
    }),
  )
}

/** A GTIN for use within a store: GS1 reserves prefixes 20 to 29 for those. */
function storeGtin(number: number): string {
  const body = `200${`${number}`.padStart(9, '0')}`
  const sum = [...body].reduce((sum, digit, n) => sum + Number(digit) * (n % 2 ? 3 : 1), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

const plainViews = (thing: Thing): string[] => [shotName(thing, null, false), shotName(thing, null, true)]

/** One picture per color, cover first; the second view exists in the first color only. */
function colored(thing: Thing, own: readonly Color[]): string[] {
  const [cover, ...others] = own.map(color => shotName(thing, color, false))
  const second = own.includes(thing.colors![0]!) ? [shotName(thing, thing.colors![0]!, true)] : []
  return [cover!, ...second, ...others]
}

const shotName = (thing: Thing, color: Color | null, second: boolean): string =>
  [thing.name, color, second ? 'second' : ''].join(' ')

/** All pictures of a store, by name. */
export function shotsOf(store: Character): Map<string, Shot> {
  return new Map(
    store.things.flatMap(thing => {
      const first = thing.colors?.[0] ?? null
      const views = [
        ...(thing.colors ?? [null]).map(color => ({ color, second: false })),
        { color: first, second: true },
      ]
      return views.map(({ color, second }): [string, Shot] => [
        shotName(thing, color, second),
        {
          emoji: thing.emoji,
          color: color ?? thing.dyed ?? null,
          lies: thing.lies ?? false,
          second,
          backdrop: store.backdrop,
        },
      ])
    }),
  )
}

/** A retail price: 7.40, 24.90, 185.00. */
const roundPrice = (euros: number): number =>
  euros < 20 ? Math.round(euros * 10) * 10 : euros < 100 ? Math.round(euros) * 100 - 10 : Math.round(euros / 5) * 500

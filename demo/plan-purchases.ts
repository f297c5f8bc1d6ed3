import { type Chance, chance } from '#demo/chance.ts'
import type { Character } from '#demo/character.ts'
import { demoBuyer, type Person } from '#demo/people.ts'
import { lifeDays, type PlannedProduct, type PlannedVariant } from '#demo/plan-products.ts'
import { type Outcome, type Scene, scenes } from '#demo/scenes.ts'
import { characters } from '#demo/stores/index.ts'

type PlannedLine = { readonly product: PlannedProduct; readonly variant: PlannedVariant; readonly units: number }

/** One store's part; days count from placing. Null: it does not happen. */
export type PlannedOrder = {
  readonly store: Character
  readonly lines: readonly PlannedLine[]
  readonly shippedAfter: number | null
  readonly confirmedAfter: number | null
  readonly carrier: string
  /** Part of its tracking number; a parcel with an ending of 0 is never reported as delivered. */
  readonly digits: string
}

export type Payment = 'at_once' | 'second_try' | 'never' | 'left_at_bank' | 'pending' | 'canceled'

export type PlannedPurchase = {
  readonly buyer: Person
  /** Days before the end. */
  readonly age: number
  /** Placed so that this many hours are left to ship it; overrides `age`. */
  readonly dueInHours: number | null
  readonly payment: Payment
  /** Days from placing to the second attempt, or to canceling. */
  readonly changedAfter: number
  readonly express: boolean
  readonly orders: readonly PlannedOrder[]
}

/** Purchases with about this many orders: the scenes that show every state, and random ones over the half year. */
export function planPurchases(
  seed: number,
  products: readonly PlannedProduct[],
  people: readonly Person[],
  orders: number,
): PlannedPurchase[] {
  const onSale = chance(seed, 'popularity').shuffled(products.filter(product => product.state === 'online'))
  const purchases = scenes.map((scene, n) => stage(chance(seed, `scene ${n}`), n, scene, onSale, people))
  let placed = purchases.reduce((sum, purchase) => sum + purchase.orders.length, 0)
  for (let n = 0; placed < orders; n++) {
    const purchase = improvise(chance(seed, `purchase ${n}`), onSale, people)
    purchases.push(purchase)
    placed += purchase.orders.length
  }
  return purchases
}

function stage(
  draw: Chance,
  n: number,
  scene: Scene,
  onSale: readonly PlannedProduct[],
  people: readonly Person[],
): PlannedPurchase {
  const buyer = scene.buyer === 'demo' ? demoBuyer : draw.pick(people.filter(one => serves(demoStore, one)))
  const available = onSale.filter(product => product.age === lifeDays && serves(product.store, buyer))
  const chosen = scene.stores.map(store => {
    const pool = available.filter(product => (product.store === demoStore) === (store === 'demo'))
    return pool[n % pool.length]! // in turn: nobody buys the same sofa three times
  })
  return {
    buyer,
    age: scene.age,
    dueInHours: scene.dueInHours ?? null,
    payment: scene.payment ?? 'at_once',
    changedAfter: 0.2,
    express: false,
    orders: chosen.map(product => planOrder(draw, [lineOf(draw, product)], buyer, scene.outcome)),
  }
}

function improvise(draw: Chance, onSale: readonly PlannedProduct[], people: readonly Person[]): PlannedPurchase {
  const buyer = people[Math.floor(people.length * draw.next() ** 1.3)]!
  const age = ageOf(draw)
  const offered = onSale.filter(product => product.age > age + 1 && serves(product.store, buyer))
  const basket = new Map<Character, PlannedProduct[]>()
  const storesMeant = draw.is(0.7) ? 1 : draw.is(0.8) ? 2 : 3
  for (let tries = 0; basket.size < storesMeant && tries < 20; tries++) {
    const product = offered[Math.floor(offered.length * draw.next() ** 1.8)]!
    basket.set(product.store, [...new Set([...(basket.get(product.store) ?? []), product])])
  }
  const old = age > 16
  const payment: Payment = draw.is(0.86)
    ? 'at_once'
    : draw.pick(['second_try', 'second_try', 'never', 'left_at_bank', 'canceled'])
  const fate = (): Outcome => (old && draw.is(0.025) ? 'missed' : draw.is(0.62) ? 'confirmed' : 'by_time')
  return {
    buyer,
    age,
    dueInHours: null,
    payment,
    changedAfter: draw.between(0.02, 0.9),
    express: draw.is(0.15),
    orders: [...basket.values()].map(chosen =>
      planOrder(
        draw,
        chosen.map(product => lineOf(draw, product)),
        buyer,
        fate(),
      ),
    ),
  }
}

/**
 * More recent ones are more frequent, so that every store has something to do today. And if the market is filled in the
 * afternoon, nobody bought at night.
 */
function ageOf(draw: Chance): number {
  const oldest = lifeDays - 4
  const day = draw.is(0.1)
    ? draw.whole(0, 4)
    : Math.floor((draw.is(0.4) ? draw.next() : 1 - Math.sqrt(draw.next())) * oldest)
  return Math.max(0.05, day + draw.between(-0.3, 0.35))
}

function planOrder(draw: Chance, lines: readonly PlannedLine[], buyer: Person, fate: Outcome): PlannedOrder {
  const { store } = lines[0]!.product
  const processing = Math.max(...lines.map(line => line.product.processingDays))
  // a working day is at least a day, so this is always in time
  const shippedAfter = draw.between(0.15, 0.85) * processing
  const lost = fate === 'by_time' && draw.is(0.05)
  const digits = Array.from({ length: 19 }, () => draw.whole(0, 9)).join('') + (lost ? 0 : draw.whole(1, 9))
  const given = { store, lines, carrier: draw.pick(templateOf(lines[0]!.product).carriers), digits }
  switch (fate) {
    case 'missed':
    case 'to_ship':
      return { ...given, shippedAfter: null, confirmedAfter: null }
    case 'shipped':
      return { ...given, shippedAfter: 0.5, confirmedAfter: null }
    case 'by_time':
      return { ...given, shippedAfter, confirmedAfter: null }
    case 'confirmed':
      return { ...given, shippedAfter, confirmedAfter: shippedAfter + longestDays(lines, buyer) + draw.between(0.2, 5) }
  }
}

function lineOf(draw: Chance, product: PlannedProduct): PlannedLine {
  const variant = draw.pick(product.variants)
  return { product, variant, units: variant.priceMinor < 5_000 && draw.is(0.3) ? draw.whole(2, 3) : 1 }
}

const demoStore = characters[0]!

const templateOf = ({ store, thing }: PlannedProduct) => store.templates[thing.bulky ? 1 : 0]!

/** All templates of the store deliver there, so any product in the cart can be bought. */
const serves = (store: Character, { address }: Person): boolean =>
  store.templates.every(template => template.zones.some(zone => zone.countries.includes(address.country)))

/** Calendar days to the buyer's door, by the slowest service of the lines' templates. */
const longestDays = (lines: readonly PlannedLine[], { address }: Person): number =>
  Math.max(
    ...lines.map(({ product }) => {
      const zone = templateOf(product).zones.find(each => each.countries.includes(address.country))!
      return zone.standard[2]
    }),
  )

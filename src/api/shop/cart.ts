import { z } from 'zod'
import { Email, Locale } from '#auth/index.ts'
import {
  AddressSchema,
  addLine,
  type Cart,
  type CartLine,
  type Change,
  readCart,
  setDelivery,
  setLine,
} from '#cart/index.ts'
import { lineUnitsMax } from '#cart/limits.ts'
import type { Db } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { CountryInput, MoneySchema, money, storeOwned } from '#platform/json.ts'
import { type Once, refuseOther } from '#platform/once.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { route } from '#platform/route.ts'
import { arrivalOf, services } from '#shipping/index.ts'

const Option = z.object({
  service: z.enum(services),
  price: MoneySchema,
  min_days: z.int(),
  max_days: z.int(),
  /** The days between which it arrives when paid now. */
  arrives_from: z.iso.date(),
  arrives_to: z.iso.date(),
  /** Delivery is free when the items are worth at least this much; null when it is free, or never is. */
  free_from: MoneySchema.nullable(),
  /** How much is missing until then. */
  free_gap: MoneySchema.nullable(),
})

const CartSchema = z
  .object({
    version: z.int(),
    units: z.int(),
    address: AddressSchema.nullable(),
    /** Where a guest is written to about the purchase. */
    email: z.string().nullable(),
    stores: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        slug: z.string(),
        lines: z.array(
          z.object({
            variant_id: z.string(),
            product_id: z.string(),
            title: z.string(),
            variant: z.string(),
            color: z.string().nullable(),
            picture: z.string().nullable(),
            units: z.int(),
            unit: MoneySchema,
            total: MoneySchema,
            available: z.int(),
            /** What stands in the way of buying this line. */
            problem: z.enum(['not_on_sale', 'not_delivered_there', 'too_few']).nullable(),
          }),
        ),
        items: MoneySchema,
        /** Empty while neither address nor country is known, or when this store does not deliver there. */
        options: z.array(Option),
        chosen: z.enum(services).nullable(),
        shipping: MoneySchema,
        total: MoneySchema,
      }),
    ),
    items: MoneySchema,
    shipping: MoneySchema,
    total: MoneySchema,
    /** Everything stands: it can be placed. */
    ready: z.boolean(),
  })
  .meta({ id: 'Cart' })

type CartJson = z.input<typeof CartSchema>

const empty: CartJson = {
  version: 0,
  units: 0,
  address: null,
  email: null,
  stores: [],
  items: money(0),
  shipping: money(0),
  total: money(0),
  ready: false,
}

const view = async (db: Db, buyerId: string, country?: string | undefined): Promise<CartJson> => {
  const cart = await readCart(db, buyerId, db.clock.now(), country)
  return cart ? cartJson(db, cart) : empty
}

const Services = z
  .record(z.string().max(80), z.enum(services))
  .refine(chosen => Object.keys(chosen).length <= 200 && Object.keys(chosen).every(id => parsePublicId('sto', 1, id)))
  .transform(chosen =>
    Object.fromEntries(Object.entries(chosen).map(([id, service]) => [parsePublicId('sto', 1, id)![0]!, service])),
  )

export const shopCart = {
  showCart: route({
    method: 'GET',
    path: '/api/shop/cart',
    audience: 'shop',
    summary: 'The cart, with current prices, stock and shipping',
    input: z.object({
      /** Where it shall go while it has no address: delivery is priced for it, and what is not sold there has a problem. */
      country: CountryInput.optional(),
    }),
    output: CartSchema,
    refusals: [],
    handle: async ({ db, buyerId }, { country }) => (buyerId ? view(db, buyerId, country) : empty),
  }),

  addToCart: route({
    method: 'POST',
    path: '/api/shop/cart/lines',
    audience: 'shop',
    summary: 'Add units of a variant to the cart',
    input: z.object({ variant_id: storeOwned('var'), units: z.int().min(1).max(lineUnitsMax).default(1) }),
    example: { units: 1 },
    output: CartSchema,
    refusals: ['cart.not_on_sale', 'cart.too_few', 'cart.full'],
    handle: ({ db, buyerId, once }, { variant_id, units }) =>
      change(db, once, buyerId!, addLine({ storeId: variant_id.storeId, variantId: variant_id.id, units })),
  }),

  setCartLine: route({
    method: 'PUT',
    path: '/api/shop/cart/lines/:variant_id',
    audience: 'shop',
    summary: 'Set the units of a variant in the cart; 0 removes it',
    input: z.object({ variant_id: storeOwned('var'), units: z.int().min(0).max(lineUnitsMax) }),
    example: { units: 1 },
    output: CartSchema,
    refusals: ['cart.too_few'],
    handle: ({ db, buyerId, once }, { variant_id, units }) =>
      change(db, once, buyerId!, setLine({ storeId: variant_id.storeId, variantId: variant_id.id, units })),
  }),

  setDelivery: route({
    method: 'PUT',
    path: '/api/shop/cart/delivery',
    audience: 'shop',
    summary: 'Set the delivery address of the cart, the shipping service of each store, and a guest’s e-mail address',
    input: z.object({
      address: AddressSchema.optional(),
      services: Services.optional(),
      /** Where a guest is written to about the purchase; users are written to at the address of their account. */
      contact: z.object({ email: Email, locale: Locale }).optional(),
    }),
    example: {
      address: { name: 'Camille Roux', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' },
    },
    output: CartSchema,
    refusals: ['address.postal_code_wrong'],
    handle: ({ db, buyerId, once }, delivery) => change(db, once, buyerId!, setDelivery(delivery)),
  }),
}

type Problem = CartJson['stores'][number]['lines'][number]['problem']

function problemOf({ onSale, delivered, available, units }: CartLine): Problem {
  if (!onSale) return 'not_on_sale'
  if (!delivered) return 'not_delivered_there'
  return available < units ? 'too_few' : null
}

type StorePart = Cart['quote']['stores'][number]

function cartJson(db: Db, cart: Cart): CartJson {
  const quoted = new Map(cart.quote.stores.map(store => [store.storeId, store]))
  const stores = [...Map.groupBy(cart.lines, line => line.storeId)].map(([storeId, lines]) => {
    const store = quoted.get(storeId)
    return {
      id: publicId('sto', storeId),
      name: lines[0]!.storeName,
      slug: lines[0]!.storeSlug,
      lines: lines.map(line => ({
        variant_id: publicId('var', line.storeId, line.variantId),
        product_id: publicId('prd', line.storeId, line.productId),
        title: line.title,
        variant: line.variantName,
        color: line.color,
        picture: line.picture && pictureUrl(line.storeId, line.picture, 96),
        units: line.units,
        unit: money(line.unitMinor),
        total: money(line.unitMinor * BigInt(line.units)),
        available: Math.max(line.available, 0),
        problem: problemOf(line),
      })),
      items: money(store?.itemsMinor ?? 0n),
      options: store?.options.map(option => optionJson(db, store, option)) ?? [],
      chosen: store?.chosen?.service ?? null,
      shipping: money(store?.shippingMinor ?? 0n),
      total: money(store?.totalMinor ?? 0n),
    }
  })
  const ready =
    stores.length > 0 &&
    cart.address !== null &&
    stores.every(store => store.chosen && store.lines.every(line => line.problem === null))
  return {
    version: cart.version,
    units: cart.lines.reduce((sum, line) => sum + line.units, 0),
    address: cart.address,
    email: cart.email,
    stores,
    items: money(cart.quote.itemsMinor),
    shipping: money(cart.quote.shippingMinor),
    total: money(cart.quote.totalMinor),
    ready,
  }
}

function optionJson(db: Db, { lines, itemsMinor }: StorePart, option: StorePart['options'][number]) {
  const { timeZone, storeCountry } = lines[0]!
  const handling = {
    processingDays: Math.max(...lines.map(line => line.processingDays)),
    timeZone,
    holidays: db.holidays.of(storeCountry),
  }
  const days = { min_days: option.minDays, max_days: option.maxDays }
  const { from, to } = arrivalOf(db.clock.now(), handling, days)
  return {
    service: option.service,
    price: money(option.priceMinor),
    ...days,
    arrives_from: from.toString(),
    arrives_to: to.toString(),
    free_from: option.freeFromMinor === null ? null : money(option.freeFromMinor),
    free_gap: option.freeFromMinor === null ? null : money(option.freeFromMinor - itemsMinor),
  }
}

/** A change that may arrive twice, answered by the cart as it is then. */
async function change(db: Db, once: Once | null, buyerId: string, make: Change): Promise<CartJson> {
  const cart = await make(db, buyerId, once)
  if (cart) return cartJson(db, cart)
  await refuseOther(db.read, once!)
  return view(db, buyerId)
}

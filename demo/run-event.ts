import type { AttributeValue } from '#demo/character.ts'
import { colors } from '#demo/colors.ts'
import type { DemoMarket } from '#demo/create-stores.ts'
import type { PlannedProduct, PlannedVariant } from '#demo/plan-products.ts'
import type { Payment, PlannedOrder, PlannedPurchase } from '#demo/plan-purchases.ts'
import type { Event } from '#demo/timeline.ts'
import { type Db, sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

/** Runs one event through the route that the person would use. */
export async function runEvent(db: Db, market: DemoMarket, event: Event): Promise<void> {
  switch (event.kind) {
    case 'create':
      return create(db, market, event.product)
    case 'unlist': {
      const product_id = market.products.get(event.product)!
      await market.shops.get(event.product.store)!.owner.unlistProduct({ product_id })
      return
    }
    case 'place':
      return place(db, market, event.purchase)
    case 'pay_again': {
      const purchase_id = market.purchases.get(event.purchase)!.id
      await market.buyers.get(event.purchase.buyer)!.payPurchase({ purchase_id, method: 'card_ok' })
      return
    }
    case 'cancel': {
      const buyer = market.buyers.get(event.purchase.buyer)!
      for (const order_id of market.purchases.get(event.purchase)!.orders.values())
        await buyer.cancelOrder({ order_id })
      return
    }
    case 'ship':
      return ship(db, market, event.purchase, event.order)
    case 'confirm': {
      const order_id = market.purchases.get(event.purchase)!.orders.get(event.order.store)!
      await market.buyers.get(event.purchase.buyer)!.confirmReceipt({ order_id })
    }
  }
}

async function create(db: Db, market: DemoMarket, product: PlannedProduct): Promise<void> {
  const { attributes, axes } = (await taxonomyOf(db)).categories.get(product.thing.category)!
  const attributeValues: Record<string, AttributeValue> = { ...product.attributes, brand: product.store.name }
  const sized = axes.includes('size')
  const shop = market.shops.get(product.store)!
  const { id } = await shop.owner.createProduct({
    title: product.title,
    description: product.description,
    category: product.thing.category,
    attributes: Object.fromEntries(
      attributes.flatMap(({ key, kind }) =>
        attributeValues[key] === undefined
          ? []
          : [[key, kind === 'choices' ? [`${attributeValues[key]}`] : attributeValues[key]]],
      ),
    ),
    template_id: shop.templates[product.thing.bulky ? 1 : 0]!,
    processing_days: product.processingDays,
    reserve_at: product.reserveAt,
    pictures: product.pictures.map(name => shop.pictures.get(name)!),
    variants: product.variants.map(variant => ({
      name: (sized ? null : variant.size) ?? variant.color ?? (variant.size ? '' : 'Standard'),
      color: variant.color && colors[variant.color].css,
      color_key: variant.color && axes.includes('color') ? colors[variant.color].key : null,
      size: sized ? variant.size : null,
      gtin: variant.gtin,
      weight_grams: variant.grams,
      sku: variant.sku,
      price_minor: variant.priceMinor,
      on_hand: variant.left + (market.sold.get(variant) ?? 0),
      picture: variant.picture && shop.pictures.get(variant.picture)!,
    })),
  })
  market.products.set(product, id)
  if (product.state !== 'draft') await shop.owner.publishProduct({ product_id: id })
}

/** The sandbox's payment method for each kind of payment. A redirect that nobody follows is canceled after an hour. */
const methods: Readonly<Record<Payment, string>> = {
  at_once: 'card_ok',
  second_try: 'card_refused',
  never: 'card_refused',
  left_at_bank: 'card_redirect',
  pending: 'card_pending',
  canceled: 'card_refused',
}

async function place(db: Db, market: DemoMarket, purchase: PlannedPurchase): Promise<void> {
  const buyer = market.buyers.get(purchase.buyer)!
  const shops = purchase.orders.map(order => market.shops.get(order.store)!)
  for (const [n, order] of purchase.orders.entries())
    for (const { variant, units } of order.lines)
      await buyer.addToCart({ variant_id: await variantId(db, shops[n]!.id, variant), units })
  const services = Object.fromEntries(shops.map(shop => [publicId('sto', shop.id), 'express' as const]))
  const cart = await buyer.setDelivery({ address: purchase.buyer.address, ...(purchase.express && { services }) })
  const expected_total_minor = cart.total.amount_minor
  const placed = await buyer.placePurchase({ method: methods[purchase.payment], expected_total_minor })
  const orderOf = new Map(placed.orders.map(id => [parsePublicId('ord', 2, id)![0]!, id]))
  const orders = new Map(purchase.orders.map((order, n) => [order.store, orderOf.get(shops[n]!.id)!]))
  market.purchases.set(purchase, { id: placed.purchase_id, orders })
}

async function variantId(db: Db, storeId: string, { sku }: PlannedVariant): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from catalog.variants where store_id = ${storeId} and sku = ${sku}
  `.execute(db.read)
  return publicId('var', storeId, rows[0]!.id)
}

/** The carrier's example tracking number with other digits. */
async function ship(db: Db, market: DemoMarket, purchase: PlannedPurchase, order: PlannedOrder): Promise<void> {
  const { rows } = await sql<{ example: string }>`
    select tracking_example as example from shipping.carriers where code = ${order.carrier}
  `.execute(db.read)
  await market.shops.get(order.store)!.owner.shipOrder({
    order_id: market.purchases.get(purchase)!.orders.get(order.store)!,
    carrier: order.carrier,
    tracking_number: rows[0]!.example.replace(/\d{8,}/, run => order.digits.slice(-run.length)),
  })
}

import { accountOf } from '#accounts/index.ts'
import { type Cart, takeCart } from '#cart/index.ts'
import { cartRefusals } from '#cart/refusals.ts'
import { reserveStock } from '#catalog/index.ts'
import { chargeAttempt } from '#checkout/charge-attempt.ts'
import { type PaymentState, stateOfAttempt } from '#checkout/payment-state.ts'
import { unansweredMinutes } from '#checkout/policy.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { createOrders, newLinkKey, noteGuestPurchase, purchaseRows } from '#orders/index.ts'
import { type Attempt, attemptOf, openAttempt } from '#payments/index.ts'
import type { Db } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { type Locale, marketCurrency } from '#platform/market.ts'
import { earlierCall, type Once } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { inTx, type Tx } from '#platform/tx.ts'
import { type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'

const refuse = refuser({ ...checkoutRefusals, ...cartRefusals })

type Order = {
  readonly buyerId: string
  /** Null for a guest, whose cart says where to write to. */
  readonly userId: string | null
  readonly method: string
  /** What the buyer saw and agreed to pay, in minor units. */
  readonly expectedTotalMinor: bigint
  /** The language of the mails about it, instead of that of the account or of the guest's cart. */
  readonly locale?: Locale
}

/**
 * Turns the buyer's open cart into a purchase with one order per store, and pays it. The first transaction writes all
 * of the purchase and reserves stock; then the provider is charged, outside; then `settlePurchase`. A repeat under the
 * same key continues with the attempt it began. Refuses `cart.empty`, `cart.not_on_sale`, `cart.not_delivered_there`,
 * `checkout.no_address`, `checkout.no_email` (of a guest), `checkout.total_changed`, `stock.insufficient`. A declined card is not a refusal: the purchase
 * stays and awaits another payment.
 */
export async function placePurchase(db: Db, order: Order, once: Once | null): Promise<PaymentState> {
  const attemptId = newId()
  const taxonomy = await taxonomyOf(db)
  const prepared = await inTx(db, 'place purchase', tx => prepare(tx, taxonomy, order, attemptId, once))
  if ('answer' in prepared) return prepared.answer
  if ('resume' in prepared) {
    const attempt = await attemptOf(db.read, order.buyerId, prepared.resume)
    return attempt!.state === 'created' ? chargeAttempt(db, attempt!, once) : stateOfAttempt(attempt!)
  }
  return chargeAttempt(db, prepared.attempt, once)
}

type Prepared = { answer: PaymentState } | { resume: string } | { attempt: Attempt }

async function prepare(
  tx: Tx,
  taxonomy: Taxonomy,
  order: Order,
  attemptId: string,
  once: Once | null,
): Promise<Prepared> {
  const [taken, account] = await Promise.all([
    takeCart(tx, order.buyerId, once, attemptId),
    order.userId ? accountOf(tx, order.userId) : null,
  ])
  if (!taken) {
    const earlier = await earlierCall<PaymentState>(tx, once)
    if (earlier.state === 'answered') return { answer: earlier.answer }
    if (earlier.state === 'unfinished') return { resume: earlier.subject! }
    throw new Error('the key of this call is claimed and free')
  }
  const { address, cart } = checkCart(taken.cart, order.expectedTotalMinor)
  const contact = account ? { ...account, linkKey: null } : contactOf(cart)
  const purchase = { ...contact, ...order, taxonomy, id: newId(), cart, address, currency: marketCurrency }
  const placed = cart.quote.stores.map(store => ({ store, id: newId() }))
  // Sent together: short stock, which the first statement finds, rolls all back.
  const [, , attempt] = await Promise.all([
    reserveStock(tx, cart.lines),
    createOrders(tx, purchase, placed),
    openAttempt(
      tx,
      {
        buyerId: order.buyerId,
        id: attemptId,
        purchaseId: purchase.id,
        currency: marketCurrency,
        method: order.method,
        parts: placed.map(({ store, id }) => ({ storeId: store.storeId, orderId: id, amountMinor: store.totalMinor })),
      },
      tx.now.add({ minutes: unansweredMinutes }),
      purchaseRows(tx, purchase, placed),
    ),
    account ? null : noteGuestPurchase(tx, purchase),
  ])
  return { attempt }
}

/** Where and in which language a guest is written to. */
function contactOf({ email, locale }: Cart) {
  if (email === null || locale === null) throw refuse('checkout.no_email')
  return { email, locale, linkKey: newLinkKey() }
}

function checkCart(cart: Cart | null, expectedTotalMinor: bigint) {
  if (!cart || cart.lines.length === 0) throw refuse('cart.empty')
  const gone = cart.lines.filter(line => !line.onSale)
  if (gone.length > 0)
    throw refuse('cart.not_on_sale', { variants: gone.map(line => publicId('var', line.storeId, line.variantId)) })
  if (!cart.address) throw refuse('checkout.no_address')
  const unreachable = [
    ...cart.lines.filter(line => !line.delivered),
    ...cart.quote.stores.filter(store => !store.chosen),
  ]
  if (unreachable.length > 0)
    throw refuse('cart.not_delivered_there', {
      country: cart.address.country,
      stores: [...new Set(unreachable.map(({ storeId }) => publicId('sto', storeId)))],
    })
  if (cart.quote.totalMinor !== expectedTotalMinor)
    throw refuse('checkout.total_changed', { total_minor: Number(cart.quote.totalMinor) })
  return { address: cart.address, cart }
}

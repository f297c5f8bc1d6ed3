import Stripe from 'stripe'
import {
  type Charge,
  type ChargeOutcome,
  type PaymentProvider,
  ProviderEventSchema,
} from '#payments/providers/provider.ts'
import { outside } from '#platform/current-transaction.ts'

type StripeAccess = {
  readonly secretKey: string
  /** Signs its webhooks: `whsec_…` of the endpoint `/api/payments/webhook`. */
  readonly webhookSecret: string
  /** A fake server for tests; null: Stripe itself. */
  readonly url: string | null
}

const timeoutMs = 20_000
const withIntent = { expand: ['payment_intent'] }

/**
 * Cards by Stripe: the buyer types the card on a page of theirs (Checkout), so no card number ever reaches us. Payments
 * go to the platform's account; the ledger records who gets what.
 */
export function stripeProvider({ secretKey, webhookSecret, url }: StripeAccess): PaymentProvider {
  const place = url ? new URL(url) : null
  const stripe = new Stripe(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(place && { host: place.hostname, port: place.port, protocol: 'http' as const }),
  })
  const ask = <T>(what: string, call: () => Promise<T>) => outside(`stripe: ${what}`, call)

  const retrieve = (id: string) => ask('session', () => stripe.checkout.sessions.retrieve(id, withIntent))
  /** Returns the same session on each call: the attempt's id is the idempotency key. */
  async function sessionOf(charge: Charge): Promise<Stripe.Checkout.Session> {
    if (charge.ref) return retrieve(charge.ref)
    const made = await ask('session', () =>
      stripe.checkout.sessions.create(sessionParams(charge), { idempotencyKey: charge.id }),
    )
    // A repeat gets the first answer; meanwhile the session may have been paid or have expired.
    return made.lastResponse.headers['idempotent-replayed'] === 'true' ? retrieve(made.id) : made
  }

  return {
    name: 'stripe',
    methods: ['stripe'],
    charge: async charge => outcomeOf(await sessionOf(charge)),
    lookUp: async charge => (charge.ref ? outcomeOf(await sessionOf(charge)) : null),
    async cancelUnlessCaptured(charge) {
      const session = await sessionOf(charge)
      const ended = session.status === 'open' ? await expire(session.id) : session
      const { state } = outcomeOf(ended)
      if (state === 'captured' || state === 'pending') return state
      return 'canceled'
    },
    async refund({ id, chargeRef, amountMinor }) {
      const session = await retrieve(chargeRef)
      await ask('refund', () =>
        stripe.refunds.create(
          { payment_intent: idOf(session.payment_intent), amount: Number(amountMinor), metadata: { refund: id } },
          { idempotencyKey: id },
        ),
      )
    },
    readWebhook(headers, body) {
      const signature = headers['stripe-signature']
      if (typeof signature !== 'string') return null
      try {
        const event = stripe.webhooks.constructEvent(body, signature, webhookSecret)
        if (!event.type.startsWith('checkout.session.')) return { kind: 'ignored' }
        const session = event.data.object as Stripe.Checkout.Session
        const id = session.client_reference_id
        if (!id) return { kind: 'ignored' }
        const failed = event.type === 'checkout.session.async_payment_failed'
        const outcome = failed ? refused(session.id, 'card_declined') : outcomeOf(session)
        return ProviderEventSchema.parse({ eventId: event.id, id, outcome })
      } catch (error) {
        return error instanceof Stripe.errors.StripeSignatureVerificationError ? null : { kind: 'malformed' }
      }
    },
  }

  /** A session that is paid at this moment cannot expire; its state is then read again. */
  async function expire(id: string): Promise<Stripe.Checkout.Session> {
    try {
      return await ask('expire', () => stripe.checkout.sessions.expire(id))
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
      return retrieve(id)
    }
  }
}

function sessionParams({ id, amountMinor, currency, returnUrl }: Charge): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    client_reference_id: id,
    line_items: [
      {
        quantity: 1,
        // one line: the buyer agreed to the total; how it is split is only our concern
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: Number(amountMinor),
          product_data: { name: new URL(returnUrl).host },
        },
      },
    ],
    payment_intent_data: { metadata: { payment: id } },
    success_url: returnUrl,
    cancel_url: returnUrl,
  }
}

function outcomeOf(session: Stripe.Checkout.Session): ChargeOutcome {
  const ref = session.id
  if (session.status === 'open') return { state: 'redirect', ref, url: session.url! }
  if (session.status === 'expired') return refused(ref, 'expired')
  if (session.status !== 'complete') throw new Error(`a Stripe session is '${session.status}', which we do not know`)
  if (session.payment_status === 'paid') return { state: 'captured', ref }
  if (session.payment_status !== 'unpaid') throw new Error(`a Stripe payment is '${session.payment_status}'`)
  // a debit that takes days: pending, unless its bank refused it meanwhile
  const intent = session.payment_intent
  const failed = typeof intent === 'object' && intent !== null && intent.status !== 'processing'
  return failed ? refused(ref, intent.last_payment_error?.code ?? 'card_declined') : { state: 'pending', ref }
}

const refused = (ref: string, because: string): ChargeOutcome => ({ state: 'refused', ref, because })

const idOf = (it: string | { id: string } | null): string => (typeof it === 'string' ? it : it!.id)

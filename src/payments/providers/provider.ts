import { z } from 'zod'
import { seam } from '#platform/db.ts'

/** What became of a charge. `ref` is the provider's own name for it. */
export type ChargeOutcome =
  | { readonly state: 'captured'; readonly ref: string }
  | { readonly state: 'refused'; readonly ref: string; readonly because: string }
  | { readonly state: 'pending'; readonly ref: string }
  | { readonly state: 'redirect'; readonly ref: string; readonly url: string }

export type Charge = {
  /** Our public id of the attempt: charging it twice is charging it once. */
  readonly id: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly method: string
  /** The provider's own name for it, once it told us. */
  readonly ref: string | null
  /** Where the buyer comes back to after a redirect. */
  readonly returnUrl: string
  /** Where news about it go, signed. */
  readonly webhookUrl: string
}

const Ref = z.string().min(1).max(255)

/** What a provider tells of a charge by itself. Anything else in its place is malformed, a state we do not know too. */
export const ProviderEventSchema = z.object({
  eventId: z.string().regex(/^[\x21-\x7e]{1,255}$/),
  /** Our public id of the attempt. */
  id: z.string().max(100),
  outcome: z.discriminatedUnion('state', [
    z.object({ state: z.literal('captured'), ref: Ref }),
    z.object({ state: z.literal('refused'), ref: Ref, because: z.string().max(255) }),
    z.object({ state: z.literal('pending'), ref: Ref }),
    z.object({ state: z.literal('redirect'), ref: Ref, url: z.url() }),
  ]),
})
export type ProviderEvent = { readonly eventId: string; readonly id: string; readonly outcome: ChargeOutcome }

export type Refund = {
  readonly id: string
  /** Our public id of the attempt that captured the money, and the provider's name for it. */
  readonly chargeId: string
  readonly chargeRef: string
  readonly amountMinor: bigint
  readonly currency: string
}

/** The port to a payment provider. Every call may be repeated; none may run inside a transaction. */
export type PaymentProvider = {
  readonly name: string
  /** What buyers can pay with; codes are translated by the pages. */
  readonly methods: readonly string[]
  charge(charge: Charge): Promise<ChargeOutcome>
  /** What became of it; null when the provider never heard of it. */
  lookUp(charge: Charge): Promise<ChargeOutcome | null>
  /**
   * One question, one judge: cancels for ever unless the money was captured. Asking first and canceling after would
   * leave a gap in which the buyer pays. `pending` cannot be canceled any more and will still end.
   */
  cancelUnlessCaptured(charge: Charge): Promise<'captured' | 'canceled' | 'pending'>
  /** Repeating it under one id is doing it once. */
  refund(refund: Refund): Promise<void>
  /** The event a webhook carries; null when its signature is not the provider's. `ignored`: an event that means nothing to us. */
  readWebhook(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: string,
  ): ProviderEvent | { readonly kind: 'ignored' | 'malformed' } | null
}

export const paymentProvider = seam<PaymentProvider>('payment provider')

import { z } from 'zod'
import { seam } from '#platform/db.ts'
import { unstorableAt } from '#platform/json.ts'

/** The outcome of a charge. `ref` is the provider's id for it. */
export type ChargeOutcome =
  | { readonly state: 'captured'; readonly ref: string }
  | { readonly state: 'refused'; readonly ref: string; readonly because: string }
  | { readonly state: 'pending'; readonly ref: string }
  | { readonly state: 'redirect'; readonly ref: string; readonly url: string }

export type Charge = {
  /** Our public id of the attempt: a repeated charge has no effect. */
  readonly id: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly method: string
  /** The provider's id for it, once known. */
  readonly ref: string | null
  /** The page the buyer returns to after a redirect. */
  readonly returnUrl: string
  /** The URL for signed webhooks about it. */
  readonly webhookUrl: string
}

const Ref = z.string().min(1).max(255)

/** A webhook event about a charge. Anything else is malformed, including a state we do not know. */
export const ProviderEventSchema = z
  .object({
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
  .refine(event => unstorableAt(event) === null)
type ProviderEvent = { readonly eventId: string; readonly id: string; readonly outcome: ChargeOutcome }

type Refund = {
  readonly id: string
  /** Our public id of the attempt that captured the money, and the provider's id for it. */
  readonly chargeId: string
  readonly chargeRef: string
  readonly amountMinor: bigint
  readonly currency: string
}

/** The port to a payment provider. Every call may be repeated; none may run inside a transaction. */
export type PaymentProvider = {
  readonly name: string
  /** The payment methods for buyers; pages translate the codes. */
  readonly methods: readonly string[]
  charge(charge: Charge): Promise<ChargeOutcome>
  /** The state of a charge; null when the provider does not know it. */
  lookUp(charge: Charge): Promise<ChargeOutcome | null>
  /**
   * Atomically cancels a charge unless the money was captured. Asking first and canceling afterwards would leave a gap
   * in which the buyer could pay. `pending` can no longer be canceled and will still end.
   */
  cancelUnlessCaptured(charge: Charge): Promise<'captured' | 'canceled' | 'pending'>
  /** Idempotent by id. */
  refund(refund: Refund): Promise<void>
  /** The event a webhook carries; null when its signature is not the provider's. `ignored`: an event that means nothing to us. */
  readWebhook(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: string,
  ): ProviderEvent | { readonly kind: 'ignored' | 'malformed' } | null
}

export const paymentProvider = seam<PaymentProvider>('payment provider')

import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs'
import type { ChargeOutcome } from '#payments/providers/provider.ts'

export type SandboxPayment = {
  readonly id: string
  readonly ref: string
  readonly amount_minor: number
  readonly currency: string
  readonly method: string
  readonly return_url: string
  readonly webhook_url: string
  readonly state: ChargeOutcome['state'] | 'canceled'
}
type SandboxRefund = {
  readonly id: string
  readonly payment_id: string
  readonly amount_minor: number
  readonly currency: string
}

type Entry = { readonly payment: SandboxPayment } | { readonly refund: SandboxRefund }

/**
 * The provider's own record of all money: an append-only file with one JSON line per change, read at the start. Written
 * before the answer goes out, so that it survives a kill of this process; independent of our database, so that the two
 * can be compared.
 */
export class SandboxRecord {
  readonly #file: string | null
  readonly payments = new Map<string, SandboxPayment>()
  readonly refunds = new Map<string, SandboxRefund>()

  constructor(file: string | null) {
    this.#file = file
    if (!file || !existsSync(file)) return
    chmodSync(file, 0o600) // an older release made it readable for everybody
    for (const line of readFileSync(file, 'utf8').split('\n')) if (line) this.#apply(JSON.parse(line))
  }

  keep(entry: Entry): void {
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
    this.#apply(entry)
  }

  refundedOf(paymentId: string): number {
    let sum = 0
    for (const refund of this.refunds.values()) if (refund.payment_id === paymentId) sum += refund.amount_minor
    return sum
  }

  /** All money, in minor units: what was captured, what was refunded. */
  account(): { captured_minor: number; refunded_minor: number; payments: number; refunds: number } {
    let captured = 0
    let refunded = 0
    for (const payment of this.payments.values()) if (payment.state === 'captured') captured += payment.amount_minor
    for (const refund of this.refunds.values()) refunded += refund.amount_minor
    return {
      captured_minor: captured,
      refunded_minor: refunded,
      payments: this.payments.size,
      refunds: this.refunds.size,
    }
  }

  #apply(entry: Entry): void {
    if ('payment' in entry) this.payments.set(entry.payment.id, entry.payment)
    else this.refunds.set(entry.refund.id, entry.refund)
  }
}

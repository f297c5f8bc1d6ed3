import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { rateMaxBps, rateMinBps } from '#taxonomy/policy.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { type Revised, revise } from '#taxonomy/revise.ts'

const refuse = refuser(taxonomyRefusals)

/**
 * Sets the commission of a category and of all below it without a rate of their own, in basis points, from an instant
 * on (R3.1); null: from now. Rates are never changed, only succeeded: one planned for the same instant is replaced and
 * stays on record. Refuses as `revise`, and `rate.in_the_past`: orders keep the rate they were placed under; `rate.out_of_range`: policies limit it. Returns
 * the instant.
 */
export async function setRate(
  tx: Tx,
  {
    rateBps,
    effectiveAt = tx.now,
    userId,
    reason,
    ...revised
  }: Revised & { rateBps: number; effectiveAt?: Temporal.Instant | undefined; userId: string; reason: string },
): Promise<Temporal.Instant> {
  if (Temporal.Instant.compare(effectiveAt, tx.now) < 0) throw refuse('rate.in_the_past')
  await revise(tx, revised)
  const [min, max] = [tx.policy(rateMinBps), tx.policy(rateMaxBps)]
  if (rateBps < min || rateBps > max) throw refuse('rate.out_of_range', { min, max, unit: 'bps' })
  await sql`
    insert into taxonomy.rates (category, effective_at, rate_bps, set_by, set_at, reason)
    values (${revised.category}, ${effectiveAt}, ${rateBps}, ${userId}, ${tx.now}, ${reason})
  `.execute(tx)
  return effectiveAt
}

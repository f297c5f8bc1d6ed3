import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import type { Rate } from '#taxonomy/read-taxonomy.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { type Revised, revise } from '#taxonomy/revise.ts'

const refuse = refuser(taxonomyRefusals)

/**
 * Withdraws a planned commission before it takes effect, with those it replaced from the same instant: the rate before
 * it goes on. Refuses as `revise`, and `rate.not_planned` when it is in effect, or not there any more. Returns what was
 * withdrawn, the one that would have held.
 */
export async function withdrawRate(tx: Tx, { rateId, ...revised }: Revised & { rateId: string }): Promise<Rate> {
  await revise(tx, revised)
  const { rows } = await sql<Rate & { id: string }>`
    delete from taxonomy.rates r using taxonomy.rates named
    where named.category = ${revised.category} and named.id = ${rateId} and named.effective_at > ${tx.now}
      and r.category = named.category and r.effective_at = named.effective_at
    returning r.id, r.effective_at as "effectiveAt", r.rate_bps as "rateBps"
  `.execute(tx)
  const withdrawn = rows.find(row => row.id === rateId)
  if (!withdrawn) throw refuse('rate.not_planned')
  return withdrawn
}

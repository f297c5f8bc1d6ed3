import { type AttemptState, attemptStatesInto } from '#payments/states.ts'
import { type Reader, sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** What one order gets of an attempt. */
export type Part = { readonly storeId: string; readonly orderId: string; readonly amountMinor: bigint }

export type Attempt = {
  readonly buyerId: string
  readonly id: string
  readonly purchaseId: string
  readonly state: AttemptState
  readonly amountMinor: bigint
  readonly currency: string
  readonly method: string
  readonly parts: readonly Part[]
  /** The provider's own name for it, once it told us. */
  readonly ref: string | null
  readonly redirectUrl: string | null
  readonly refusedBecause: string | null
}

type Row = Omit<Attempt, 'parts'> & { parts: { store_id: string; order_id: string; amount_minor: string }[] }

const columns = sql.raw(`buyer_id as "buyerId", id, purchase_id as "purchaseId", state, amount_minor as "amountMinor",
  currency, method, parts, provider_ref as ref, redirect_url as "redirectUrl", refused_because as "refusedBecause"`)

/** Begins a try to be paid. The database refuses a second open one of the same purchase. */
export async function openAttempt(
  tx: Tx,
  attempt: {
    buyerId: string
    id: string
    purchaseId: string
    currency: string
    method: string
    parts: readonly Part[]
  },
): Promise<Attempt> {
  const amountMinor = attempt.parts.reduce((sum, part) => sum + part.amountMinor, 0n)
  const parts = attempt.parts.map(part => ({
    store_id: part.storeId,
    order_id: part.orderId,
    amount_minor: String(part.amountMinor),
  }))
  await sql`
    insert into payments.attempts (buyer_id, id, purchase_id, state, amount_minor, currency, method, parts, created_at)
    values (${attempt.buyerId}, ${attempt.id}, ${attempt.purchaseId}, 'created', ${amountMinor}, ${attempt.currency},
      ${attempt.method}, ${JSON.stringify(parts)}, ${tx.now})
  `.execute(tx)
  return { ...attempt, amountMinor, state: 'created', ref: null, redirectUrl: null, refusedBecause: null }
}

/**
 * Moves an attempt, if its state allows. Returns it as it is now, or null when it was there already or may not go
 * there: somebody else was first, and the caller has nothing to do.
 */
export async function moveAttempt(
  tx: Tx,
  which: { buyerId: string; id: string },
  to: AttemptState,
  facts: { ref?: string; redirectUrl?: string; refusedBecause?: string },
): Promise<Attempt | null> {
  const ended = to === 'captured' || to === 'refused' || to === 'canceled'
  const { rows } = await sql<Row>`
    update payments.attempts set state = ${to}, provider_ref = coalesce(${facts.ref ?? null}, provider_ref),
      redirect_url = ${facts.redirectUrl ?? null}, refused_because = ${facts.refusedBecause ?? null},
      ended_at = ${ended ? tx.now : null}
    where buyer_id = ${which.buyerId} and id = ${which.id} and state = any(${attemptStatesInto(to)}::text[])
    returning ${columns}
  `.execute(tx)
  return rows[0] ? fromRow(rows[0]) : null
}

/** The attempts of a purchase, latest first. */
export async function attemptsOf(reader: Reader, buyerId: string, purchaseId: string): Promise<Attempt[]> {
  const { rows } = await sql<Row>`
    select ${columns} from payments.attempts where buyer_id = ${buyerId} and purchase_id = ${purchaseId}
    order by id desc limit 50
  `.execute(reader)
  return rows.map(fromRow)
}

export async function attemptOf(reader: Reader, buyerId: string, id: string): Promise<Attempt | null> {
  const { rows } = await sql<Row>`
    select ${columns} from payments.attempts where buyer_id = ${buyerId} and id = ${id}
  `.execute(reader)
  return rows[0] ? fromRow(rows[0]) : null
}

const fromRow = (row: Row): Attempt => ({
  ...row,
  parts: row.parts.map(part => ({
    storeId: part.store_id,
    orderId: part.order_id,
    amountMinor: BigInt(part.amount_minor),
  })),
})

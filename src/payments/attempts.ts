import { type AttemptState, attemptMachine, openAttemptStates } from '#payments/states.ts'
import { type RawBuilder, type Reader, sql } from '#platform/db.ts'
import { mover } from '#platform/move.ts'
import type { Tx } from '#platform/tx.ts'

/** The part of an attempt that pays one order. */
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
  /** The provider's id for it, once known. */
  readonly ref: string | null
  readonly redirectUrl: string | null
  readonly refusedBecause: string | null
}

type Row = Omit<Attempt, 'parts'> & { parts: { store_id: string; order_id: string; amount_minor: string }[] }

/** SQL: an attempt's columns, of a row with the alias `m`. */
const columns = sql.raw<Row>(`m.buyer_id as "buyerId", m.id, m.purchase_id as "purchaseId", m.state,
  m.amount_minor as "amountMinor", m.currency, m.method, m.parts, m.provider_ref as ref,
  m.redirect_url as "redirectUrl", m.refused_because as "refusedBecause"`)

const isOpen = sql`(m.state = any(${openAttemptStates as readonly string[]}::text[]))`

const attempts = mover(attemptMachine, {
  table: 'payments.attempts',
  owner: 'buyerId',
  row: columns,
  body: sql`jsonb_build_object('buyer_id', m.buyer_id, 'purchase_id', m.purchase_id, 'attempt_id', m.id)`,
  eventSubject: sql`m.purchase_id`,
  columns: ({ end }, now) => sql`ended_at = ${end ? now : null}`,
})

/**
 * Creates a payment attempt, to be resolved by `resolveBy`. The database refuses a second open one for the same
 * purchase. `also`: further rows of the buyer, written by the same statement (`, name as (…)`).
 */
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
  resolveBy: Temporal.Instant,
  also: RawBuilder<unknown> = sql``,
): Promise<Attempt> {
  const amountMinor = attempt.parts.reduce((sum, part) => sum + part.amountMinor, 0n)
  const parts = attempt.parts.map(part => ({
    store_id: part.storeId,
    order_id: part.orderId,
    amount_minor: String(part.amountMinor),
  }))
  const rows = sql`
    insert into payments.attempts (buyer_id, id, purchase_id, state, amount_minor, currency, method, parts, created_at)
    values (${attempt.buyerId}, ${attempt.id}, ${attempt.purchaseId}, 'created', ${amountMinor}, ${attempt.currency},
      ${attempt.method}, ${JSON.stringify(parts)}, ${tx.now})`
  const by = { actorId: attempt.buyerId, due: { 'payments.resolve': resolveBy } }
  await attempts.begin(tx, 'open', [attempt], { rows, also }, by)
  return { ...attempt, amountMinor, state: 'created', ref: null, redirectUrl: null, refusedBecause: null }
}

/**
 * Moves an attempt by one transition, if its state allows. Returns the attempt afterwards, or null when it is in that
 * state already or the transition is not allowed: another caller was first, and there is nothing to do. `resolveBy`:
 * when to ask the provider, for states that wait for it.
 */
export async function moveAttempt(
  tx: Tx,
  name: Exclude<keyof typeof attemptMachine.transitions, 'open'>,
  which: { buyerId: string; id: string },
  facts: { ref?: string; redirectUrl?: string; refusedBecause?: string },
  resolveBy?: Temporal.Instant,
): Promise<Attempt | null> {
  const { moved } = await attempts.move(tx, name, [which], {
    set: sql`provider_ref = coalesce(${facts.ref ?? null}, t.provider_ref),
      redirect_url = ${facts.redirectUrl ?? null}, refused_because = ${facts.refusedBecause ?? null}`,
    ...(resolveBy && { due: { 'payments.resolve': resolveBy } }),
  })
  return moved[0] ? fromRow(moved[0]) : null
}

/**
 * The open attempt of a purchase; the database allows one. Found by its state: ids come from the clocks of several
 * processes, so the highest one need not be the latest.
 */
export async function openAttemptOf(reader: Reader, buyerId: string, purchaseId: string): Promise<Attempt | null> {
  const { rows } = await sql<Row>`
    select ${columns} from payments.attempts m
    where buyer_id = ${buyerId} and purchase_id = ${purchaseId} and ${isOpen}
  `.execute(reader)
  return rows[0] ? fromRow(rows[0]) : null
}

/** The attempts of a purchase: the open one, then from the latest to the first. For display. */
export async function attemptsOf(reader: Reader, buyerId: string, purchaseId: string): Promise<Attempt[]> {
  const { rows } = await sql<Row>`
    select ${columns} from payments.attempts m where buyer_id = ${buyerId} and purchase_id = ${purchaseId}
    order by ${isOpen} desc, created_at desc, id desc limit 50
  `.execute(reader)
  return rows.map(fromRow)
}

export async function attemptOf(reader: Reader, buyerId: string, id: string): Promise<Attempt | null> {
  const { rows } = await sql<Row>`
    select ${columns} from payments.attempts m where buyer_id = ${buyerId} and id = ${id}
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

import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type ApplicationField, type ApplicationTransition, applicationTransitions } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

/** What a reviewer objects to: by field, and as a whole. */
export type Objections = {
  readonly reasons: Readonly<Partial<Record<ApplicationField, string>>>
  readonly note: string
}
export const noObjections: Objections = { reasons: {}, note: '' }

/**
 * Moves an application by one transition of the machine, writes its row and says so to others
 * (`application.<state>`). The only writer of `applications.state`. Refuses `application.wrong_state`.
 */
export async function applyTransition(
  tx: Tx,
  name: Exclude<ApplicationTransition, 'start'>,
  storeId: string,
  actorId: string,
  objections: Objections = noObjections,
): Promise<void> {
  const { from, to, by } = applicationTransitions[name]
  const { rows } = await sql<{ was: string; user_id: string }>`
    with standing as (select state as was from sellers.applications where store_id = ${storeId} for no key update)
    update sellers.applications a set state = ${to}, reasons = ${JSON.stringify(objections.reasons)},
      note = ${objections.note}, submitted_at = case when ${to === 'submitted'} then ${tx.now} else submitted_at end
    from standing s where a.store_id = ${storeId} and s.was = any(${from as readonly string[]}::text[])
    returning s.was, a.user_id
  `.execute(tx)
  const moved = rows[0]
  if (!moved) throw refuse('application.wrong_state')
  const transition_id = await noteTransition(tx, storeId, { name, was: moved.was, became: to, by, actorId, objections })
  await emit(tx, [
    {
      owner: storeId,
      subject: storeId,
      name: `application.${to}`,
      body: { store_id: storeId, transition_id, user_id: moved.user_id, state: to, ...objections },
    },
  ])
}

/** Writes the row of a transition and returns its id. */
export async function noteTransition(
  tx: Tx,
  storeId: string,
  moved: { name: string; was: string; became: string; by: string; actorId: string; objections: Objections },
): Promise<string> {
  const id = newId()
  await sql`
    insert into sellers.application_transitions (store_id, id, name, was, became, actor, actor_id, reasons, note, at)
    values (${storeId}, ${id}, ${moved.name}, ${moved.was}, ${moved.became}, ${moved.by}, ${moved.actorId},
      ${JSON.stringify(moved.objections.reasons)}, ${moved.objections.note}, ${tx.now})
  `.execute(tx)
  return id
}

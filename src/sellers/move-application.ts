import { sql } from '#platform/db.ts'
import { mover } from '#platform/move.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type ApplicationField, type ApplicationTransition, applicationMachine } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

/** A reviewer's objections: by field, and as a whole. */
export type Objections = {
  readonly reasons: Readonly<Partial<Record<ApplicationField, string>>>
  readonly note: string
}
const noObjections: Objections = { reasons: {}, note: '' }

const applications = mover(applicationMachine, {
  table: 'sellers.applications',
  owner: 'storeId',
  id: 'store_id',
  row: sql<object>`m.user_id`,
  body: sql`jsonb_build_object('store_id', m.store_id, 'transition_id', m.transition_id, 'user_id', m.user_id,
    'state', m.state, 'reasons', m.reasons, 'note', m.note)`,
  columns: ({ state }, now) =>
    state === 'submitted' ? sql`submitted_at = ${now}` : sql`submitted_at = t.submitted_at`,
})

/** Inserts a draft with its first transition. */
export const beginApplication = (
  tx: Tx,
  { storeId, companyId, userId }: { storeId: string; companyId: string; userId: string },
): Promise<void> => {
  const rows = sql`
    insert into sellers.applications (store_id, company_id, user_id, state, terms_accepted_at)
    values (${storeId}, ${companyId}, ${userId}, 'draft', ${tx.now})`
  return applications.begin(tx, 'start', [{ storeId, id: storeId }], { rows }, { actorId: userId, facts: noObjections })
}

/** Moves an application by one transition of its machine. Refuses `application.wrong_state`. */
export async function moveApplication(
  tx: Tx,
  name: Exclude<ApplicationTransition, 'start'>,
  storeId: string,
  actorId: string,
  objections: Objections = noObjections,
): Promise<void> {
  const { moved } = await applications.move(tx, name, [{ storeId, id: storeId }], {
    actorId,
    facts: objections,
    set: sql`reasons = ${JSON.stringify(objections.reasons)}, note = ${objections.note}`,
  })
  if (moved.length === 0) throw refuse('application.wrong_state')
}

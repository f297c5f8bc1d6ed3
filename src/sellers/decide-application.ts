import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { countUnopened, findMismatches } from '#sellers/find-mismatches.across.ts'
import { moveApplication, type Objections } from '#sellers/move-application.ts'
import { representativeAge } from '#sellers/policy.ts'
import { missingOf, readApplication } from '#sellers/read-application.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { isTheirs } from '#sellers/save-details.ts'

const refuse = refuser(sellerRefusals)

/**
 * Submits the application. By submitting it, the applicant certifies to offer only what the law allows, which buyers
 * are shown. Refuses `application.not_found`, `application.wrong_state`, and `application.incomplete` naming what is
 * missing.
 */
export async function submitApplication(tx: Tx, storeId: string, userId: string): Promise<void> {
  const application = await readApplication(tx, storeId, { lock: true })
  if (application?.userId !== userId || !(await isTheirs(tx, application))) throw refuse('application.not_found')
  const missing = missingOf(application)
  if (missing.length > 0) throw refuse('application.incomplete', { missing })
  await moveApplication(tx, 'submit', storeId, userId)
  await sql`
    update sellers.companies set self_certified_at = ${tx.now} where id = ${application.companyId}
  `.execute(tx)
}

/**
 * Approves the application: the store is public and may sell. With inconsistencies left, it takes a reason and that the
 * operator has opened every document. Refuses `application.not_found`, `application.wrong_state`,
 * `application.reason_needed` and `application.documents_unopened`.
 */
export async function approveApplication(
  tx: Tx,
  storeId: string,
  operatorId: string,
  reason: string | null,
): Promise<void> {
  const application = await readApplication(tx, storeId)
  if (!application) throw refuse('application.not_found')
  const { mismatches } = await findMismatches(tx, application, { now: tx.now, age: tx.policy(representativeAge) })
  if (mismatches.length > 0 && application.state === 'submitted') {
    if (!reason) throw refuse('application.reason_needed')
    const names = application.documents.map(({ id }) => publicId('doc', id))
    const unopened = await countUnopened(tx, storeId, operatorId, names)
    if (unopened > 0) throw refuse('application.documents_unopened', { count: unopened })
  }
  await moveApplication(tx, 'approve', storeId, operatorId)
  await sql`
    update sellers.stores set approved_at = ${tx.now}, opened_at = ${tx.now} where store_id = ${storeId}
  `.execute(tx)
}

/**
 * Rejects the application, or requests changes of the applicant. Refuses `application.reason_missing`,
 * `application.not_found`, `application.wrong_state`.
 */
export async function sendBackApplication(
  tx: Tx,
  storeId: string,
  operatorId: string,
  decision: 'reject' | 'request_changes',
  objections: Objections,
): Promise<void> {
  await mustExist(tx, storeId)
  if (!objections.note && Object.keys(objections.reasons).length === 0) throw refuse('application.reason_missing')
  await moveApplication(tx, decision, storeId, operatorId, objections)
}

async function mustExist(tx: Tx, storeId: string): Promise<void> {
  const { rows } = await sql`select from sellers.applications where store_id = ${storeId}`.execute(tx)
  if (!rows[0]) throw refuse('application.not_found')
}

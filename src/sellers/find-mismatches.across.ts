import { type Reader, sql } from '#platform/db.ts'
import { mismatchesOf } from '#sellers/mismatches.ts'
import type { Application } from '#sellers/read-application.ts'
import type { Mismatch } from '#sellers/states.ts'

type Found = {
  readonly mismatches: Mismatch[]
  /** Other companies that gave the same national number. */
  readonly sameNumber: string[]
}

/** Inconsistencies in an application, with what other companies handed in. `age`: a representative's least age. */
export async function findMismatches(
  reader: Reader,
  { companyId, country, answers }: Application,
  { now, age }: { now: Temporal.Instant; age: number },
): Promise<Found> {
  const { rows } = await sql<{ sameNumber: string[]; documentUsed: boolean }>`
    select array(select coalesce(o.legal_name, '?') from sellers.companies o
        where o.country = ${country} and o.national_id = ${answers.national_id} and o.id <> ${companyId}
        order by o.created_at limit 5) as "sameNumber",
      exists (select 1 from sellers.documents d join sellers.documents o on o.sha256 = d.sha256
        where d.company_id = ${companyId} and o.company_id <> ${companyId}) as "documentUsed"
  `.execute(reader)
  const { sameNumber, documentUsed } = rows[0]!
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  const known = { today, age, nationalIdUsed: sameNumber.length > 0, documentUsed }
  return { mismatches: mismatchesOf(country, answers, known), sameNumber }
}

/** How many documents of the company this operator has not opened, by the audit log. `names`: their ids as recorded. */
export async function countUnopened(
  reader: Reader,
  storeId: string,
  userId: string,
  names: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ opened: number }>`
    select count(distinct subject)::int as opened from platform.audit_entries
    where owner = ${storeId} and action = 'document.read' and user_id = ${userId} and subject = any(${names}::text[])
  `.execute(reader)
  return names.length - rows[0]!.opened
}

import { hash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { countAlone } from '#platform/counts.ts'
import { outside } from '#platform/current-transaction.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { fileStore } from '#platform/files.ts'
import { newId } from '#platform/ids.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { documentMaxBytes, documentMediaTypes, documentsMax } from '#sellers/limits.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import type { DocumentKind } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

type UploadedDocument = {
  readonly id: string
  readonly bytes: Buffer
  readonly mediaType: string
  readonly sha256: Buffer
}

/**
 * Reads an uploaded document by its content, whatever its name says. Stored unchanged, as evidence. Refuses
 * `document.not_accepted`.
 */
export async function readUpload(bytes: Buffer): Promise<UploadedDocument> {
  if (bytes.length > documentMaxBytes) throw refuseRequest('request.too_large', { limit_bytes: documentMaxBytes })
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? ''
  if (!(documentMediaTypes as readonly string[]).includes(mediaType)) throw refuse('document.not_accepted')
  return { id: newId(), bytes, mediaType, sha256: hash('sha256', bytes, 'buffer') }
}

/** Stores the bytes; `recordDocument` writes the row for them. */
export const storeDocument = (db: Db, companyId: string, { id, bytes }: UploadedDocument): Promise<void> =>
  outside('store document', () => fileStore.of(db).write(pathOf(companyId, id), bytes))

/** Refuses `document.too_many`. */
export async function recordDocument(
  tx: Tx,
  companyId: string,
  { id, bytes, mediaType, sha256 }: UploadedDocument,
  { kind, name }: { kind: DocumentKind; name: string },
): Promise<void> {
  await countAlone(tx, 'documents', companyId)
  const added = await sql`
    insert into sellers.documents (company_id, id, kind, name, media_type, bytes, sha256, stored_at)
    select ${companyId}, ${id}, ${kind}, ${name}, ${mediaType}, ${bytes.length}::int, ${sha256}, ${tx.now}::timestamptz
    where (select count(*) from sellers.documents where company_id = ${companyId}) < ${documentsMax}
  `.execute(tx)
  if (!added.numAffectedRows) throw refuse('document.too_many', { limit: documentsMax })
}

/** Refuses `document.too_many`. */
export async function refuseFullFile(tx: Tx, companyId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from sellers.documents where company_id = ${companyId} having count(*) >= ${documentsMax}
  `.execute(tx)
  if (rows[0]) throw refuse('document.too_many', { limit: documentsMax })
}

/** Removes a document. Refuses `document.not_found`. */
export async function removeDocument(tx: Tx, companyId: string, id: string): Promise<DocumentKind> {
  const { rows } = await sql<{ kind: DocumentKind }>`
    delete from sellers.documents where company_id = ${companyId} and id = ${id} returning kind
  `.execute(tx)
  if (!rows[0]) throw refuse('document.not_found')
  return rows[0].kind
}

/**
 * The media type of a document of this company. Refuses `document.not_found`, also for a document of another company.
 */
export async function findDocument(
  reader: Reader,
  companyId: string,
  id: string,
): Promise<{ kind: DocumentKind; mediaType: string }> {
  const { rows } = await sql<{ kind: DocumentKind; mediaType: string }>`
    select kind, media_type as "mediaType" from sellers.documents where company_id = ${companyId} and id = ${id}
  `.execute(reader)
  if (!rows[0]) throw refuse('document.not_found')
  return rows[0]
}

/** The bytes. Refuses `document.not_found` when the file store has lost them. */
export async function documentBytes(db: Db, companyId: string, id: string): Promise<Buffer> {
  const bytes = await outside('read document', () => fileStore.of(db).read(pathOf(companyId, id)))
  if (!bytes) throw refuse('document.not_found')
  return bytes
}

/** Deletes the bytes of a removed document. May be repeated, for a client that did not get the answer. */
export const discardDocument = (db: Db, companyId: string, id: string): Promise<void> =>
  outside('discard document', () => fileStore.of(db).remove(pathOf(companyId, id)))

/** Kept apart from pictures, whose folders have a public address. */
const pathOf = (companyId: string, id: string): string => `documents/${companyId}/${id}`

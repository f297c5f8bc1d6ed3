import { hash } from 'node:crypto'
import { makeCode, type Pending } from '#accounts/index.ts'
import { codeMinutes } from '#accounts/policy.ts'
import { codeMail } from '#entrance/mails.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { inTx } from '#platform/tx.ts'

/** Same answer, known address or not: only its owner learns more, by mail. */
export async function sendCode(db: Db, email: string, locale: string, pending: Pending | null): Promise<void> {
  await inTx(db, 'send code', async tx => {
    const code = await makeCode(tx, db, email, pending)
    await queueMail(tx, {
      owner: ownerOf(email),
      topic: `code ${newId()}`,
      to: email,
      ...codeMail(locale, code, tx.policy(codeMinutes)),
    })
  })
}

/** Mails to an address that may not have a user yet: the owner is a uuid made of the address. */
function ownerOf(email: string): string {
  const hex = hash('sha256', email)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

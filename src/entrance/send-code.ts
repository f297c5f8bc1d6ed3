import { makeCode, type Pending } from '#accounts/index.ts'
import { codeMinutes } from '#accounts/policy.ts'
import { codeMail } from '#entrance/mails.ts'
import type { Db } from '#platform/db.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { inTx } from '#platform/tx.ts'

/** Same answer, known address or not: only its owner learns more, by mail. */
export async function sendCode(db: Db, email: string, locale: string, pending: Pending | null): Promise<void> {
  await inTx(db, 'send code', async tx => {
    const code = await makeCode(tx, db, email, pending)
    await queueMail(tx, {
      owner: idFrom(email), // the address may not have a user yet
      topic: `code ${newId()}`,
      to: email,
      urgent: true,
      ...codeMail(locale, code, tx.policy(codeMinutes)),
    })
  })
}

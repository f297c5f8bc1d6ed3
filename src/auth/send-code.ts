import { type CodeRequest, makeCode } from '#accounts/index.ts'
import { codeMinutes } from '#accounts/policy.ts'
import { codeMail, proofMail } from '#auth/mails.ts'
import type { Db } from '#platform/db.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { inTx } from '#platform/tx.ts'

type Asked = CodeRequest & { readonly locale: string; readonly purpose?: 'log-in' | 'proof' }

/**
 * Mails a code; returns the secret of the request, only for the browser that asked. Same answer and same work whether
 * the address is known or not: only its owner learns that, by mail. Refusals: those of `makeCode`.
 */
export function sendCode(db: Db, { locale, purpose = 'log-in', ...asked }: Asked): Promise<string> {
  return inTx(db, 'send code', async tx => {
    const { code, request } = await makeCode(tx, db, asked)
    const texts = purpose === 'proof' ? proofMail : codeMail
    queueMail(tx, {
      owner: idFrom(asked.email), // the address may not have a user yet
      topic: `code ${newId()}`,
      to: asked.email,
      urgent: true,
      ...texts(locale, code, tx.policy(codeMinutes)),
    })
    return request
  })
}

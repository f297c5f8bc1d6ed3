import { hash } from 'node:crypto'
import { type CodeRequest, makeCode } from '#accounts/index.ts'
import { codeMinutes } from '#accounts/policy.ts'
import { codeMail, proofMail } from '#entrance/mails.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { inTx } from '#platform/tx.ts'

type Asked = CodeRequest & { readonly locale: string; readonly purpose?: 'log-in' | 'proof' }

/**
 * Mails a code; returns the secret of the request, for the browser that asked alone. Same answer and same work, known
 * address or not: only its owner learns more, by mail. Refusals: those of `makeCode`.
 */
export function sendCode(db: Db, { locale, purpose = 'log-in', ...asked }: Asked): Promise<string> {
  return inTx(db, 'send code', async tx => {
    const { code, request } = await makeCode(tx, db, asked)
    const texts = purpose === 'proof' ? proofMail : codeMail
    await queueMail(tx, {
      owner: ownerOf(asked.email),
      topic: `code ${newId()}`,
      to: asked.email,
      ...texts(locale, code, tx.policy(codeMinutes)),
    })
    return request
  })
}

/** Mails to an address that may not have a user yet: the owner is a uuid made of the address. */
export function ownerOf(email: string): string {
  const hex = hash('sha256', email)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

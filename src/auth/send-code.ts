import { type CodeRequest, checkNewPassword, hashPassword, keepPending, makeCode } from '#accounts/index.ts'
import { codeMinutes } from '#accounts/policy.ts'
import { codeMail, proofMail, receiptMail, signUpMail } from '#auth/mails.ts'
import { currentTerms } from '#content/index.ts'
import type { TermsPage } from '#content/limits.ts'
import type { Db } from '#platform/db.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { inTx } from '#platform/tx.ts'

/** `receipt`: that an order has arrived, by its link alone. */
const mails = { 'log-in': codeMail, proof: proofMail, receipt: receiptMail }

type Asked = CodeRequest & {
  readonly locale: string
  readonly purpose?: keyof typeof mails
  /** The sign-up that the code completes. */
  readonly signUp?: {
    readonly name: string
    readonly locale: string
    readonly password: string
    readonly terms: TermsPage
  }
}

/**
 * Mails a code; returns the secret of the request, only for the browser that asked. Same answer and same work whether
 * the address is known or not: only its owner learns that, by mail. Refusals: those of `makeCode`, and
 * `account.password_common`.
 */
export async function sendCode(db: Db, { locale, purpose = 'log-in', signUp, ...asked }: Asked): Promise<string> {
  if (signUp) await checkNewPassword(signUp.password, asked.email)
  // counted before the password is hashed: beyond the limits nobody keeps our processors busy
  const { code, request, signsUp } = await inTx(db, 'make code', tx => makeCode(tx, db, asked))
  const pending = signUp && {
    name: signUp.name,
    locale: signUp.locale,
    passwordHash: await hashPassword(signUp.password),
  }
  await inTx(db, 'send code', async tx => {
    if (pending) await keepPending(tx, request, { ...pending, termsVersion: await currentTerms(tx, signUp.terms) })
    // the address may not have a user yet
    const envelope = { owner: idFrom(asked.email), topic: `code ${newId()}`, to: asked.email, urgent: true }
    const mail = signUp || signsUp ? signUpMail : mails[purpose]
    queueMail(tx, envelope, mail(locale, code, tx.policy(codeMinutes)))
  })
  return request
}

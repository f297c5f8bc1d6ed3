import { countUp, daySeconds, findUser, isLinkFresh, makeMailLink } from '#accounts/index.ts'
import { codeResendSeconds, linkMailsPerDay, recoveryMinutes } from '#accounts/policy.ts'
import { authEvents } from '#auth/events.ts'
import { recoveryMail } from '#auth/security-mails.ts'
import type { Db } from '#platform/db.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { emit, type Reaction } from '#platform/outbox.ts'
import { inTx } from '#platform/tx.ts'

/**
 * Records that somebody asked for a link to set a new password. The worker looks up later whether the address is known,
 * so that the answer and its time are the same for all.
 */
export function askRecovery(db: Db, email: string, locale: string): Promise<void> {
  const owner = idFrom(email)
  return inTx(db, 'ask for recovery', tx =>
    emit(tx, authEvents['account.recovery_asked'], [{ owner, subject: owner, body: { email, locale } }]),
  )
}

/** Mails the link if there is an account, once within the resend time and up to the daily limit. */
export const mailRecoveryLink: Reaction<(typeof authEvents)['account.recovery_asked']> = async (tx, { body }) => {
  const { email, locale } = body
  const user = await findUser(tx, email)
  if (!user || (await isLinkFresh(tx, user.id, 'recovery', tx.policy(codeResendSeconds)))) return
  const limit = tx.policy(linkMailsPerDay)
  if ((await countUp(tx, { what: 'link_mail', subject: email, limit, seconds: daySeconds })) !== null) return
  const minutes = tx.policy(recoveryMinutes)
  const secret = await makeMailLink(tx, { userId: user.id, kind: 'recovery', minutes })
  const mail = recoveryMail(locale, `${tx.publicUrl}/account/recover/${secret}`, minutes)
  queueMail(tx, { owner: user.id, topic: `security ${newId()}`, to: email, urgent: true }, mail)
}

import { ensureUser, findUser, makeMailLink, setOperatorRoles } from '#accounts/index.ts'
import { recoveryMinutes } from '#accounts/policy.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import type { Db } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'

/**
 * Makes the person of an e-mail address an operator, for whoever runs the machine: a market's first operators cannot
 * be invited by anybody. Returns the path of a page where they choose their password, good for `minutes`.
 */
export function makeOperator(db: Db, email: string, name: string): Promise<{ path: string; minutes: number }> {
  return inTx(db, 'make operator', async tx => {
    const { user } = await ensureUser(tx, { email, name, locale: 'en', passwordHash: null, operator: ['admin'] })
    await setOperatorRoles(tx, user.id, ['admin'])
    await noted(tx, user.id, 'operator.add')
    const minutes = tx.policy(recoveryMinutes)
    const secret = await makeMailLink(tx, { userId: user.id, kind: 'recovery', minutes })
    return { path: `/account/recover/${secret}`, minutes }
  })
}

/** Removes an operator; records of what they did stay. Null: nobody has this address. */
export function removeOperator(db: Db, email: string): Promise<string | null> {
  return inTx(db, 'remove operator', async tx => {
    const user = await findUser(tx, email)
    if (!user) return null
    await setOperatorRoles(tx, user.id, [])
    await noted(tx, user.id, 'operator.remove')
    return user.id
  })
}

const noted = (tx: Parameters<typeof audit>[0], userId: string, action: string): Promise<void> =>
  audit(tx, { owner: platformOwner, userId, action, subject: publicId('usr', userId) })

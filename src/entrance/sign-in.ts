import { checkPassword, ensureUser, findUser, linkGuest, openSession, redeemCode, type User } from '#accounts/index.ts'
import { mergeCart } from '#cart/index.ts'
import type { Db } from '#platform/db.ts'
import type { Principal } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

export type SignedIn = { readonly token: string; readonly user: User }

/**
 * A right code logs in, or completes the sign-up that waited for it (`secret`: of that sign-up). Refusals: those of
 * `redeemCode`.
 */
export async function signInWithCode(
  db: Db,
  email: string,
  { code, secret }: { code: string; secret: string | null },
  guest: Principal | null,
): Promise<SignedIn> {
  const pending = await redeemCode(db, email, code, secret)
  return inTx(db, 'sign in with code', async tx => {
    const details = pending ?? { name: email.split('@')[0]!, locale: 'en', passwordHash: null }
    const { user } = await ensureUser(tx, { email, ...details })
    return enter(tx, db, user, guest)
  })
}

/** Refusals: those of `checkPassword`. */
export async function signInWithPassword(
  db: Db,
  email: string,
  password: string,
  guest: Principal | null,
): Promise<SignedIn> {
  await checkPassword(db, email, password)
  return inTx(db, 'sign in with password', async tx => enter(tx, db, (await findUser(tx, email))!, guest))
}

/** What the guest has becomes the user's, and the session is a new one: a token from before the log-in opens nothing. */
async function enter(tx: Tx, db: Db, user: User, guest: Principal | null): Promise<SignedIn> {
  if (guest && !guest.userId) {
    await linkGuest(tx, guest.buyerId, user.id)
    await mergeCart(tx, guest.buyerId, user.id)
  }
  const token = await openSession(tx, db, { buyerId: user.id, userId: user.id, storeId: user.storeId })
  return { token, user }
}

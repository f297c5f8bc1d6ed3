import {
  checkPassword,
  checkSecondFactor,
  closeSession,
  ensureUser,
  findUser,
  linkGuest,
  openHalfSession,
  openSession,
  redeemCode,
  secondFactorOf,
  type User,
  userAwaited,
  userById,
} from '#accounts/index.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { mergeWishes } from '#buyers/index.ts'
import { mergeCart } from '#cart/index.ts'
import { acceptTerms } from '#content/index.ts'
import { claimPurchases } from '#orders/index.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Origin, Principal } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

/** `half`: the second factor is still missing, and until then the session is a guest's. */
export type SignedIn = { readonly token: string; readonly half: boolean }

/** The browser, and its guest with the guest's cart. */
type Visitor = {
  readonly guest: Principal | null
  readonly device: string | null
  /** The language of the page, for a new account. */
  readonly locale?: string
  /** They have just proved access to the address. */
  readonly proven?: boolean
  /** They have just given their second factor, or in a sandbox their password. */
  readonly confirmed?: boolean
}

/** A correct code logs in, or completes the sign-up that waited for it. Refusals: those of `redeemCode`. */
export async function signInWithCode(
  db: Db,
  given: Parameters<typeof redeemCode>[1],
  visitor: Visitor,
): Promise<SignedIn> {
  const { email } = given
  const pending = await redeemCode(db, given)
  return inTx(db, 'sign in with code', async tx => {
    const details = pending ?? { name: email.split('@')[0]!, locale: visitor.locale ?? 'en', passwordHash: null }
    const { user } = await ensureUser(tx, { email, ...details })
    if (pending) await acceptTerms(tx, { userId: user.id, page: 'terms', version: pending.termsVersion ?? null })
    return enterOrWait(tx, db, user, { ...visitor, proven: true })
  })
}

/** Refusals: those of `checkPassword`. */
export async function signInWithPassword(
  db: Db,
  { email, password, origin }: { email: string; password: string; origin: Origin },
  visitor: Visitor,
): Promise<SignedIn> {
  await checkPassword(db, email, password, origin)
  return inTx(db, 'sign in with password', async tx =>
    enterOrWait(tx, db, (await findUser(tx, email))!, { ...visitor, confirmed: db.sandbox }),
  )
}

/**
 * The second step of a log-in: a code of the app, or a backup code. Refuses `account.log_in_again` (there is no log-in
 * waiting for it, or it expired or had too many attempts), `account.wrong_code`, `account.locked`.
 */
export async function passSecondFactor(
  db: Db,
  token: string | null,
  code: string,
  visitor: Visitor,
): Promise<SignedIn> {
  const userId = token && (await userAwaited(db, token))
  if (!userId) throw refuse('account.log_in_again')
  await checkSecondFactor(db, userId, code)
  await closeSession(db, token)
  return inTx(db, 'sign in with second factor', async tx =>
    enter(tx, db, await userById(tx, userId), { ...visitor, confirmed: true }),
  )
}

async function enterOrWait(tx: Tx, db: Db, user: User, visitor: Visitor): Promise<SignedIn> {
  if (!(await secondFactorOf(tx, user.id)).on) return enter(tx, db, user, visitor)
  const whose = { buyerId: visitor.guest?.buyerId ?? newId(), awaitsUser: user.id, device: visitor.device }
  return { token: await openHalfSession(tx, db, whose), half: true }
}

/**
 * Merges the guest's things into the user's, claims what was ordered with the user's address, and opens a new session: a
 * token from before the log-in is no longer valid.
 */
export async function enter(
  tx: Tx,
  db: Db,
  user: User,
  { guest, device, proven, confirmed }: Visitor,
): Promise<SignedIn> {
  if (guest && !guest.userId) {
    await linkGuest(tx, guest.buyerId, user.id)
    await mergeCart(tx, guest.buyerId, user.id)
    await mergeWishes(tx, guest.buyerId, user.id)
  }
  await claimPurchases(tx, user.id)
  const whose = { buyerId: user.id, userId: user.id, device, proven, confirmed }
  const token = await openSession(tx, db, whose)
  return { token, half: false }
}

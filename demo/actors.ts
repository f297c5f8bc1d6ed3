import { closeSession, openGuest, openSession, principalOf } from '#accounts/index.ts'
import { buyerRoutes } from '#buyers/routes.ts'
import { cartRoutes } from '#cart/routes.ts'
import { catalogRoutes } from '#catalog/routes.ts'
import { checkoutRoutes } from '#checkout/routes.ts'
import { orderRoutes } from '#orders/routes.ts'
import { payoutRoutes } from '#payouts/routes.ts'
import type { Db } from '#platform/db.ts'
import { Call, type Client, clientOf } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { shippingRoutes } from '#shipping/routes.ts'

/** What people of the demo do: they use the same routes as everybody. */
const doings = {
  ...shippingRoutes,
  ...catalogRoutes,
  ...cartRoutes,
  ...buyerRoutes,
  ...checkoutRoutes,
  ...orderRoutes,
  ...payoutRoutes,
}
const origin = { network: 'demo', limited: false }

export type Actor = Client<typeof doings>

/** Somebody who acts in this process, for their store if they have one. Their session is closed again at once. */
export async function actorOf(db: Db, who: { userId: string; storeId: string | null }): Promise<Actor> {
  const token = await inTx(db, 'log in', tx => openSession(tx, db, { buyerId: who.userId, ...who }))
  const identity = { principalOf: (given: string) => principalOf(db, given), openGuest: () => openGuest(db) }
  const call = new Call(db, identity, { token, device: null, origin }, () => {})
  await call.principal() // which the call keeps
  await closeSession(db, token)
  return clientOf(doings, call)
}

import { closeSession, openGuest, openSession, principalOf } from '#accounts/index.ts'
import { apiRoutes } from '#api/routes.ts'
import type { Db } from '#platform/db.ts'
import { Call, type Client, clientOf, type Identity } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'

const origin = { network: 'demo', limited: false }

/** The API client of a person in the demo, with the same routes as for everybody. */
export type Actor = Client<typeof apiRoutes>

/** A person who acts in this process, for their store if they have one. Their session is closed again at once. */
export async function actorOf(db: Db, who: { userId: string; storeId: string | null }): Promise<Actor> {
  const token = await inTx(db, 'log in', tx => openSession(tx, db, { buyerId: who.userId, userId: who.userId }))
  const identity: Identity = {
    principalOf: (given, store) => principalOf(db, given, store),
    openGuest: () => openGuest(db),
  }
  const call = new Call(db, identity, { token, store: who.storeId, device: null, origin }, () => {})
  await call.principal() // the token, which the call keeps
  await closeSession(db, token)
  return clientOf(apiRoutes, call)
}

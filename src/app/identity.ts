import { openGuest, principalOf } from '#accounts/index.ts'
import type { Db } from '#platform/db.ts'
import type { Identity } from '#platform/route.ts'

/** How calls identify their callers. */
export const identityOf = (db: Db): Identity => ({
  principalOf: (token, store) => principalOf(db, token, store),
  openGuest: () => openGuest(db),
})

import { hash } from 'node:crypto'
import { confirmationMinutes, proofMinutes, sessionDays } from '#accounts/policy.ts'
import { type OperatorRole, operatorRoles, type Role, roles } from '#accounts/roles.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { newId, newSecret } from '#platform/ids.ts'
import type { Principal } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

type Row = {
  buyer_id: string
  user_id: string | null
  /** The user's role in each of their stores. */
  roles: Readonly<Record<string, Role>> | null
  operator: boolean | null
  operator_roles: OperatorRole[] | null
  confirmed_at: Temporal.Instant | null
  version: number
}

const noPermissions: ReadonlySet<string> = new Set()
const permissionsOf = new Map(Object.entries(roles).map(([role, list]) => [role, new Set<string>(list)]))

const permissionsOfMember = (role: Role | undefined) => (role && permissionsOf.get(role)) || noPermissions

/** Unknown roles, of a later version, permit nothing. */
const permissionsOfOperator = (of: readonly OperatorRole[]): ReadonlySet<string> =>
  new Set(of.flatMap<string>(role => operatorRoles[role] ?? []))

/** Within `accounts.confirmation_minutes`. */
function isRecent(db: Db, confirmedAt: Temporal.Instant): boolean {
  const minutes = db.policy.at(db.clock.now())(confirmationMinutes)
  return Temporal.Instant.compare(confirmedAt, db.clock.wall().subtract({ minutes })) > 0
}

/**
 * The principal of a session token, acting for `store`, or for their only one when the caller names none (null). A store
 * of which they are no member counts as none. One statement, by primary keys; it also reads the policy version.
 */
export async function principalOf(db: Db, token: string, store: string | null): Promise<Principal | null> {
  const { rows } = await sql<Row>`
    select s.buyer_id, s.user_id, u.operator, u.operator_roles, s.confirmed_at,
      (select json_object_agg(m.store_id, m.role) from accounts.memberships m where m.user_id = s.user_id) as roles,
      (select version from platform.versions where name = 'policy') as version
    from accounts.sessions s
    left join accounts.users u on u.id = s.user_id
    where s.token_hash = ${hashOf(token)} and s.expires_at > ${db.clock.wall()}
  `.execute(db.read)
  const row = rows[0]
  if (!row) return null
  const roles = row.roles ?? {}
  const stores = Object.keys(roles)
  const named = store ?? (stores.length === 1 ? stores[0]! : '')
  return {
    buyerId: row.buyer_id,
    userId: row.user_id,
    storeId: Object.hasOwn(roles, named) ? named : null,
    stores: stores.length,
    permissions: row.operator ? permissionsOfOperator(row.operator_roles ?? []) : permissionsOfMember(roles[named]),
    operator: row.operator ?? false,
    confirmed: row.confirmed_at !== null && isRecent(db, row.confirmed_at),
    policyVersion: row.version,
  }
}

type Whose = {
  readonly buyerId: string
  readonly userId: string | null
  readonly device?: string | null
  /** The user has just proved access to their e-mail. */
  readonly proven?: boolean
  /** The user has just given their second factor, or without one their password. */
  readonly confirmed?: boolean
}

/** Opens a session and returns its token, of which only the hash is stored. */
export const openSession = async (tx: Tx, db: Db, whose: Whose): Promise<string> =>
  (await insertSession(tx, db, whose)).token

/** It also reads the policy version. */
async function insertSession(tx: Tx, db: Db, whose: Whose): Promise<{ token: string; policyVersion: number }> {
  const token = newSecret()
  const wall = db.clock.wall()
  const { rows } = await sql<{ version: number }>`
    insert into accounts.sessions
      (token_hash, id, buyer_id, user_id, device, created_at, seen_at, expires_at, proven_at, confirmed_at)
    values (${hashOf(token)}, ${newId()}, ${whose.buyerId}, ${whose.userId}, ${whose.device ?? null}, ${wall},
      ${wall}, ${wall.add({ hours: 24 * tx.policy(sessionDays) })}, ${whose.proven ? wall : null},
      ${whose.confirmed ? wall : null})
    returning (select version from platform.versions where name = 'policy') as version
  `.execute(tx)
  return { token, policyVersion: rows[0]!.version }
}

/** How long after the password the second factor is accepted. */
export const factorMinutes = 10
const factorTries = 5

/** Opens a guest's session that becomes the user's once the second factor is given. Returns its token. */
export async function openHalfSession(
  tx: Tx,
  db: Db,
  whose: { buyerId: string; awaitsUser: string; device: string | null },
): Promise<string> {
  const token = newSecret()
  const wall = db.clock.wall()
  await sql`
    insert into accounts.sessions (token_hash, id, buyer_id, awaits_user, device, created_at, seen_at, expires_at)
    values (${hashOf(token)}, ${newId()}, ${whose.buyerId}, ${whose.awaitsUser}, ${whose.device}, ${wall}, ${wall},
      ${wall.add({ minutes: factorMinutes })})
  `.execute(tx)
  return token
}

/**
 * The user who gave the password in this session and must still give the second factor; each call counts as an attempt.
 * Null after five.
 */
export async function userAwaited(db: Db, token: string): Promise<string | null> {
  const { rows } = await sql<{ awaits_user: string }>`
    update accounts.sessions set factor_tries = factor_tries + 1
    where token_hash = ${hashOf(token)} and awaits_user is not null and factor_tries < ${factorTries}
      and expires_at > ${db.clock.wall()}
    returning awaits_user
  `.execute(db.read)
  return rows[0]?.awaits_user ?? null
}

/** Records that the holder of this session has just proved access to its user's e-mail. */
export async function markProven(db: Db, token: string): Promise<void> {
  await sql`update accounts.sessions set proven_at = ${db.clock.wall()} where token_hash = ${hashOf(token)}`.execute(
    db.read,
  )
}

/** Records that the holder of this session has just confirmed that it is them. */
export async function markConfirmed(db: Db, token: string): Promise<void> {
  await sql`
    update accounts.sessions set confirmed_at = ${db.clock.wall()} where token_hash = ${hashOf(token)}
  `.execute(db.read)
}

/** Whether they proved it recently enough (`accounts.proof_minutes`). */
export async function isProven(db: Db, token: string | null): Promise<boolean> {
  const minutes = db.policy.at(db.clock.now())(proofMinutes)
  const { rows } = await sql`
    select 1 from accounts.sessions
    where token_hash = ${hashOf(token ?? '')} and proven_at > ${db.clock.wall().subtract({ minutes })}
  `.execute(db.read)
  return rows.length > 0
}

type SessionRow = {
  readonly id: string
  readonly device: string | null
  readonly createdAt: Temporal.Instant
  readonly current: boolean
}

/** The sessions of this user, latest first. `token` identifies the current one. */
export async function sessionsOf(db: Db, userId: string, token: string | null): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, device, created_at as "createdAt", token_hash = ${hashOf(token ?? '')} as current
    from accounts.sessions where user_id = ${userId} and expires_at > ${db.clock.wall()} order by created_at desc limit 100
  `.execute(db.read)
  return rows
}

/** Ends one of the user's sessions; false when it is not one of theirs. */
export async function endSession(db: Db, userId: string, id: string): Promise<boolean> {
  const ended = await sql`delete from accounts.sessions where user_id = ${userId} and id = ${id}`.execute(db.read)
  return ended.numAffectedRows! > 0n
}

/** Ends all sessions of a user except the one of `keep`. */
export async function endOtherSessions(tx: Reader, userId: string, keep: string | null): Promise<void> {
  await sql`
    delete from accounts.sessions where user_id = ${userId} and token_hash <> ${hashOf(keep ?? '')}
  `.execute(tx)
}

/** Creates a guest: a buyer without a user, and a session for it. */
export async function openGuest(db: Db): Promise<{ token: string; principal: Principal }> {
  const buyerId = newId()
  return inTx(db, 'open guest', async tx => {
    const [{ token, policyVersion }] = await Promise.all([
      insertSession(tx, db, { buyerId, userId: null }),
      sql`insert into accounts.buyers (id, created_at) values (${buyerId}, ${tx.now})`.execute(tx),
    ])
    const principal: Principal = {
      buyerId,
      userId: null,
      storeId: null,
      stores: 0,
      permissions: noPermissions,
      operator: false,
      confirmed: false,
      policyVersion,
    }
    return { token, principal }
  })
}

export async function closeSession(db: Db, token: string): Promise<void> {
  await sql`delete from accounts.sessions where token_hash = ${hashOf(token)}`.execute(db.read)
}

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer')

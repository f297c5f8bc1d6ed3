import { accountRefusals } from '#accounts/refusals.ts'
import type { OperatorRole, Role } from '#accounts/roles.ts'
import { type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

export type User = {
  readonly id: string
  readonly name: string
  readonly locale: string
}

/**
 * Creates a user for a verified address, or finds the existing one; `created` says which. The user's own buyer has the
 * user's id, so that it need not be looked up.
 */
export async function ensureUser(
  tx: Tx,
  who: { email: string; name: string; locale: string; passwordHash: string | null; operator?: readonly OperatorRole[] },
): Promise<{ user: User; created: boolean }> {
  const known = await findUser(tx, who.email)
  if (known) return { user: known, created: false }
  const id = newId()
  await sql`
    insert into accounts.users (id, name, locale, password_hash, operator, operator_roles, created_at)
    values (${id}, ${who.name}, ${who.locale}, ${who.passwordHash}, ${(who.operator ?? []).length > 0},
      ${who.operator ?? []}, ${tx.now})
  `.execute(tx)
  const own = await sql`
    insert into accounts.emails (email, user_id) values (${who.email}, ${id}) on conflict do nothing
  `.execute(tx)
  if (!own.numAffectedRows) {
    await sql`delete from accounts.users where id = ${id}`.execute(tx) // it was confirmed twice at once
    return { user: (await findUser(tx, who.email))!, created: false }
  }
  await sql`insert into accounts.buyers (id, user_id, created_at) values (${id}, ${id}, ${tx.now})`.execute(tx)
  return { user: { id, name: who.name, locale: who.locale }, created: true }
}

export async function findUser(tx: Tx, email: string): Promise<User | null> {
  const { rows } = await sql<User>`
    select u.id, u.name, u.locale
    from accounts.emails e join accounts.users u on u.id = e.user_id where e.email = ${email}
  `.execute(tx)
  return rows[0] ?? null
}

export async function userById(tx: Tx, id: string): Promise<User> {
  const { rows } = await sql<User>`
    select u.id, u.name, u.locale
    from accounts.users u where u.id = ${id}
  `.execute(tx)
  return rows[0]!
}

/**
 * Makes the user a member of the store, or changes the role. Refuses `account.operator_sells_nothing`: operators own no
 * store (R1.2).
 */
export async function addMember(tx: Tx, member: { userId: string; storeId: string; role: Role }): Promise<void> {
  const added = await sql`
    insert into accounts.memberships (user_id, store_id, role, created_at)
    select id, ${member.storeId}, ${member.role}, ${tx.now}::timestamptz from accounts.users
    where id = ${member.userId} and not operator
    on conflict (user_id, store_id) do update set role = excluded.role
  `.execute(tx)
  if (!added.numAffectedRows) throw refuse('account.operator_sells_nothing')
}

/**
 * Sets what an operator may do, effective from their next call; without roles they are none. Returns the roles before.
 * Refuses `account.operator_sells_nothing`: members of a store cannot be (R1.2); `operator.last_admin` when nobody would
 * be left who can add operators.
 */
export async function setOperatorRoles(
  tx: Tx,
  userId: string,
  roles: readonly OperatorRole[],
): Promise<readonly OperatorRole[]> {
  const admins = await sql<{ id: string }>`
    select id from accounts.users where operator and 'admin' = any(operator_roles) order by id for update
  `.execute(tx)
  const { rows } = await sql<{ operator_roles: OperatorRole[]; sells: boolean }>`
    select operator_roles, exists (select from accounts.memberships m where m.user_id = ${userId}) as sells
    from accounts.users where id = ${userId}
  `.execute(tx)
  if (!rows[0]) throw refuse('operator.not_found')
  if (rows[0].sells && roles.length > 0) throw refuse('account.operator_sells_nothing')
  const last = admins.rows.length === 1 && admins.rows[0]!.id === userId
  if (last && !roles.includes('admin')) throw refuse('operator.last_admin')
  await sql`
    update accounts.users set operator = ${roles.length > 0}, operator_roles = ${roles} where id = ${userId}
  `.execute(tx)
  return rows[0].operator_roles
}

export type Operator = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly OperatorRole[]
  readonly secondFactor: boolean
  /** Their latest log-in that has not expired. */
  readonly seenAt: Temporal.Instant | null
}

/** All operators, by name. */
export async function operatorsOf(reader: Reader): Promise<Operator[]> {
  const { rows } = await sql<Operator>`
    select u.id, u.name, e.email, u.operator_roles as roles,
      exists (select from accounts.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
      (select max(s.seen_at) from accounts.sessions s where s.user_id = u.id) as "seenAt"
    from accounts.users u join accounts.emails e on e.user_id = u.id where u.operator order by u.name, u.id limit 500
  `.execute(reader)
  return rows
}

/** Links the guest who just logged in to the user, so that what they did as a guest stays theirs. */
export async function linkGuest(tx: Tx, guestBuyerId: string, userId: string): Promise<void> {
  await sql`update accounts.buyers set user_id = ${userId} where id = ${guestBuyerId} and user_id is null`.execute(tx)
}

/** How a user is written to, and whether they log in with a password. */
export type Account = { readonly email: string; readonly locale: string; readonly hasPassword: boolean }

export async function accountOf(reader: Reader, userId: string): Promise<Account> {
  const { rows } = await sql<Account>`
    select e.email, u.locale, u.password_hash is not null as "hasPassword"
    from accounts.users u join accounts.emails e on e.user_id = u.id where u.id = ${userId} limit 1
  `.execute(reader)
  return rows[0]!
}

/** Sets the language the user is written to in. */
export async function setLanguage(tx: Tx, userId: string, locale: string): Promise<void> {
  await sql`update accounts.users set locale = ${locale} where id = ${userId}`.execute(tx)
}

/** Sets a new password. */
export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await sql`update accounts.users set password_hash = ${passwordHash} where id = ${userId}`.execute(tx)
  await deleteLinks(tx, userId)
}

/** Records that the user wants another address; one change at a time. */
export async function beginAddressChange(tx: Tx, userId: string, email: string): Promise<void> {
  await sql`
    insert into accounts.address_changes (user_id, email) values (${userId}, ${email})
    on conflict (user_id) do update set email = excluded.email, old_confirmed = false, new_confirmed = false
  `.execute(tx)
}

/**
 * Records that one of the two addresses confirmed; once both have, the new one replaces the old one. Returns the
 * outcome: another user may have taken the new address meanwhile.
 */
export async function confirmAddress(
  tx: Tx,
  userId: string,
  which: 'old_address' | 'new_address',
): Promise<{ state: 'half' | 'changed' | 'taken'; email: string } | null> {
  const { rows } = await sql<{ email: string; done: boolean }>`
    update accounts.address_changes set old_confirmed = old_confirmed or ${which === 'old_address'},
      new_confirmed = new_confirmed or ${which === 'new_address'}
    where user_id = ${userId} returning email, old_confirmed and new_confirmed as done
  `.execute(tx)
  const change = rows[0]
  if (!change) return null
  if (!change.done) return { state: 'half', email: change.email }
  await sql`delete from accounts.address_changes where user_id = ${userId}`.execute(tx)
  const added = await sql`
    insert into accounts.emails (email, user_id) values (${change.email}, ${userId}) on conflict do nothing
  `.execute(tx)
  if (!added.numAffectedRows) return { state: 'taken', email: change.email }
  await sql`delete from accounts.emails where user_id = ${userId} and email <> ${change.email}`.execute(tx)
  await deleteLinks(tx, userId)
  return { state: 'changed', email: change.email }
}

/** Makes links that were mailed before invalid. */
async function deleteLinks(tx: Tx, userId: string): Promise<void> {
  await sql`delete from accounts.mail_links where user_id = ${userId}`.execute(tx)
}

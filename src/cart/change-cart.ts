import type { RawBuilder } from 'kysely'
import { type Address, postal } from '#cart/address.ts'
import { cartLinesMax, lineUnitsMax } from '#cart/limits.ts'
import { type Cart, linesOf, priced, readCart, type StoredCart, storedCart } from '#cart/read-cart.ts'
import { cartRefusals } from '#cart/refusals.ts'
import { mainPool, offeredIn } from '#catalog/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { claimed, type Once } from '#platform/once.ts'
import { ownedBy } from '#platform/owned.ts'
import { refusedInSql, refuser } from '#platform/refusal.ts'
import { inOneStatement, type Tx } from '#platform/tx.ts'
import type { Service } from '#shipping/index.ts'

const refuse = refuser(cartRefusals)

/** A change of the cart. Returns the cart afterwards; null when the same call was made before, and nothing changed. */
export type Change = (db: Db, buyerId: string, once: Once | null) => Promise<Cart | null>

type Line = { readonly storeId: string; readonly variantId: string; readonly units: number }

/**
 * Adds units of a variant to those in the cart. More than is available is refused, so that people learn it at once;
 * nothing is reserved before they order. Refuses `cart.not_on_sale`, `cart.too_few` and `cart.full`.
 */
export const addLine =
  (line: Line): Change =>
  async (db, buyerId, once) => {
    const owned = ownedBy(line.storeId)
    const wanted = await unitsLeft(
      db,
      sql`
        select k.on_hand - k.reserved as left
        from catalog.variants v
        join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
        join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id and k.pool = ${mainPool}
        where ${owned('v.store_id')} and v.id = ${line.variantId} and v.removed_at is null
          and ${offeredIn('p', 'anywhere', owned)}`,
    )
    const notOnSale = sql`
      case when not exists (select from wanted) then platform.refuse('cart.not_on_sale', '{}') end`
    const full = sql`
      case when (select count(*) from present) > greatest((select count(*) from earlier), ${cartLinesMax}::int)
        then platform.refuse('cart.full', jsonb_build_object('limit', ${cartLinesMax}::int)) end`
    return change(db, 'add to cart', buyerId, tx => {
      const added = sql`
        insert into cart.lines as l (buyer_id, cart_id, store_id, variant_id, units, added_at)
        select buyer_id, id, ${line.storeId}::uuid, ${line.variantId}::uuid, ${line.units}::int, ${tx.now}::timestamptz
        from c on conflict (buyer_id, cart_id, store_id, variant_id)
          do update set units = least(l.units + excluded.units, ${lineUnitsMax})`
      return sql`
        with ${claimed(once)}, ${wanted}, c as (${opened(tx, buyerId, sql`claimed`)}),
        ${afterwards(buyerId, line, added, [notOnSale, enough, full])}`
    })
  }

/** Sets the units of a variant; 0 removes the line. Idempotent. Refuses `cart.too_few`. */
export const setLine =
  (line: Line): Change =>
  async (db, buyerId, once) => {
    const same = sql`l.buyer_id = ${buyerId} and l.cart_id = c.id and l.store_id = ${line.storeId}
      and l.variant_id = ${line.variantId}`
    const set = (tx: Tx, changed: RawBuilder<unknown>, refusals: readonly RawBuilder<unknown>[]) => sql`
      c as (${opened(tx, buyerId, sql`claimed`)}), ${afterwards(buyerId, line, changed, refusals)}`
    if (line.units === 0) {
      const removed = sql`delete from cart.lines l using c where ${same}`
      return change(db, 'set cart line', buyerId, tx => sql`with ${claimed(once)}, ${set(tx, removed, [])}`)
    }
    const wanted = await unitsLeft(
      db,
      sql`
        select on_hand - reserved as left from catalog.stock
        where store_id = ${line.storeId} and variant_id = ${line.variantId} and pool = ${mainPool}`,
    )
    const changed = sql`update cart.lines l set units = ${line.units} from c where ${same}`
    return change(
      db,
      'set cart line',
      buyerId,
      tx => sql`with ${claimed(once)}, ${wanted}, ${set(tx, changed, [enough])}`,
    )
  }

/**
 * Sets the delivery address, the service for each store, and where and in which language a guest is written to. Absent
 * fields stay unchanged. Refuses `address.postal_code_wrong`.
 */
export const setDelivery =
  (delivery: {
    address?: Address | undefined
    services?: Readonly<Record<string, Service>> | undefined
    contact?: { readonly email: string; readonly locale: string } | undefined
  }): Change =>
  async (db, buyerId, once) => {
    const address = delivery.address ? JSON.stringify(postal(delivery.address)) : null
    const services = JSON.stringify(delivery.services ?? {})
    const { email = null, locale = null } = delivery.contact ?? {}
    return change(
      db,
      'set delivery',
      buyerId,
      tx => sql`
        with ${claimed(once)}, c as (
          insert into cart.carts as c (buyer_id, id, address, services, email, locale, changed_at)
          select ${buyerId}::uuid, ${newId()}::uuid, ${address}::jsonb, ${services}::jsonb, ${email}::text, ${locale}::text,
            ${tx.now}::timestamptz
          from claimed
          on conflict (buyer_id) where state = 'open' do update set version = c.version + 1,
            changed_at = excluded.changed_at, address = coalesce(excluded.address, c.address),
            services = c.services || excluded.services, email = coalesce(excluded.email, c.email),
            locale = coalesce(excluded.locale, c.locale)
          returning c.*
        )
        select ${storedCart(linesOf(buyerId))} from c`,
    )
  }

/**
 * Creates the buyer's open cart if there is none, and counts the change. `given`: a FROM item without rows prevents
 * both.
 */
const opened = (tx: Tx, buyerId: string, given = sql`(values (1)) given`) => sql`
  insert into cart.carts as c (buyer_id, id, changed_at)
  select ${buyerId}::uuid, ${newId()}::uuid, ${tx.now}::timestamptz from ${given}
  on conflict (buyer_id) where state = 'open' do update set version = c.version + 1, changed_at = excluded.changed_at
  returning c.*`

/**
 * Runs a statement that changes the cart, returns it as stored, and refuses by `platform.refuse`. What the stores say is
 * read by a statement that travels with it on one server, and follows it on a cluster.
 */
async function change(
  db: Db,
  name: string,
  buyerId: string,
  statement: (tx: Tx) => RawBuilder<unknown>,
): Promise<Cart | null> {
  const write = async (tx: Tx) => {
    try {
      return (await statement(tx).execute(tx)).rows[0] as StoredCart | undefined
    } catch (error) {
      throw refusedInSql(error, refuse)
    }
  }
  const [stored, cart] = await inOneStatement(db, name, write, async (read, now) =>
    db.distributed ? null : readCart({ distributed: false, read }, buyerId, now),
  )
  return stored ? (cart ?? priced(db.read, stored, db.clock.now())) : null
}

/**
 * SQL: the cart `c` after its line of this variant was `changed`, or removed. `refusals` may read `changed`, the lines
 * `earlier` and those `present` afterwards.
 */
const afterwards = (
  buyerId: string,
  { storeId, variantId, units }: Line,
  changed: RawBuilder<unknown>,
  refusals: readonly RawBuilder<unknown>[],
) => sql`
  earlier as (select l.* from c join cart.lines l on l.cart_id = c.id where l.buyer_id = ${buyerId}),
  changed as (${changed} returning l.*),
  present as (
    select * from earlier where (store_id, variant_id) <> (${storeId}, ${variantId})
    ${units === 0 ? sql`` : sql`union all select * from changed`}
  )
  select ${sql.join([storedCart(sql`present`), ...refusals])} from c`

/**
 * SQL: `wanted`, with the units that are `left` of a variant. A part of the statement on one server; on a cluster what was
 * read before, because the stock lies with the store.
 */
async function unitsLeft({ distributed, read }: Db, query: RawBuilder<unknown>): Promise<RawBuilder<unknown>> {
  if (!distributed) return sql`wanted as (${query})`
  const { rows } = await query.execute(read)
  const found = (rows as { left: number }[]).map(row => row.left)
  return sql`wanted as (select * from unnest(${found}::int[]) w("left"))`
}

/** SQL: refuses more units in `changed` than are left. */
const enough = sql`
  case when (select units from changed) > (select "left" from wanted)
    then platform.refuse('cart.too_few', jsonb_build_object('left', greatest((select "left" from wanted), 0))) end`

/**
 * Moves a guest's lines into the user's cart; units are added up to what is available (at least one, as the cart shows
 * what is sold out), and up to 200 lines are kept: the user's own, then the guest's latest (E2).
 */
export async function mergeCart(tx: Tx, guestBuyerId: string, buyerId: string): Promise<void> {
  const { rows: taken } = await sql<{
    store_id: string
    variant_id: string
    units: number
    added_at: Temporal.Instant
  }>`
    delete from cart.lines l using cart.carts c
    where c.buyer_id = ${guestBuyerId} and c.state = 'open' and l.buyer_id = c.buyer_id and l.cart_id = c.id
    returning l.store_id, l.variant_id, l.units, l.added_at
  `.execute(tx)
  if (taken.length === 0) return
  const { rows: lines } = await sql<(typeof taken)[number] & { most: number }>`
    select g.*, least(greatest(k.on_hand - k.reserved, 1), ${lineUnitsMax}::int) as most
    from unnest(${taken.map(l => l.store_id)}::uuid[], ${taken.map(l => l.variant_id)}::uuid[],
      ${taken.map(l => l.units)}::int[], ${taken.map(l => l.added_at)}::timestamptz[]) g(store_id, variant_id, units, added_at)
    join catalog.stock k on ${ownedBy(taken.map(l => l.store_id))('k.store_id')} and k.store_id = g.store_id
      and k.variant_id = g.variant_id and k.pool = ${mainPool}
  `.execute(tx)
  await sql`
    with c as (${opened(tx, buyerId)}), own as (
      select l.store_id, l.variant_id, l.units from c join cart.lines l on l.cart_id = c.id where l.buyer_id = ${buyerId}
    ), g as (
      select g.*, own.units as own_units,
        row_number() over (partition by own.units is null order by g.added_at desc, g.variant_id) as n
      from unnest(${lines.map(l => l.store_id)}::uuid[], ${lines.map(l => l.variant_id)}::uuid[],
        ${lines.map(l => l.units)}::int[], ${lines.map(l => l.added_at)}::timestamptz[], ${lines.map(l => l.most)}::int[])
        g(store_id, variant_id, units, added_at, most)
      left join own using (store_id, variant_id)
    )
    insert into cart.lines as l (buyer_id, cart_id, store_id, variant_id, units, added_at)
    select c.buyer_id, c.id, g.store_id, g.variant_id, least(g.units + coalesce(g.own_units, 0), g.most), g.added_at
    from c cross join g
    where g.own_units is not null or g.n <= ${cartLinesMax}::int - (select count(*) from own)
    on conflict (buyer_id, cart_id, store_id, variant_id) do update set units = excluded.units
  `.execute(tx)
}

import type { RawBuilder } from 'kysely'
import { type Address, postal } from '#cart/address.ts'
import { cartLinesMax, lineUnitsMax } from '#cart/limits.ts'
import { cartRefusals } from '#cart/refusals.ts'
import { mainPool, offeredIn } from '#catalog/index.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { claimed, type Once } from '#platform/once.ts'
import { ownedBy } from '#platform/owned.ts'
import { refusedInSql, refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import type { Service } from '#shipping/index.ts'

const refuse = refuser(cartRefusals)

/**
 * Creates the buyer's open cart if there is none, and counts the change. `given`: a FROM item without rows prevents
 * both.
 */
const opened = (tx: Tx, buyerId: string, given = sql`(values (1)) given`) => sql`
  insert into cart.carts as c (buyer_id, id, changed_at)
  select ${buyerId}::uuid, ${newId()}::uuid, ${tx.now}::timestamptz from ${given}
  on conflict (buyer_id) where state = 'open' do update set version = c.version + 1, changed_at = excluded.changed_at
  returning buyer_id, id`

/** A change of the cart: one statement. False when the same call was made before, and nothing changed. */
export type Change = (tx: Tx, buyerId: string, once: Once | null) => Promise<boolean>

const run = async (statement: RawBuilder<{ first: boolean }>, tx: Tx): Promise<boolean> => {
  try {
    return (await statement.execute(tx)).rows[0]!.first
  } catch (error) {
    throw refusedInSql(error, refuse)
  }
}

/** SQL: refuses when fewer units are available than requested. */
const enough = (left: RawBuilder<unknown>, wanted: RawBuilder<unknown>) =>
  sql`case when ${wanted} > ${left} then platform.refuse('cart.too_few', jsonb_build_object('left', greatest(${left}, 0))) end`

/**
 * Adds units of a variant to those in the cart. More than is available is refused, so that people learn it at once;
 * nothing is reserved before they order. Refuses `cart.not_on_sale`, `cart.too_few` and `cart.full`.
 */
export const addLine =
  (line: { storeId: string; variantId: string; units: number }): Change =>
  (tx, buyerId, once) =>
    run(
      sql`
        with ${claimed(once)}, c as (${opened(tx, buyerId, sql`claimed`)}), full_cart as (
          select count(*)::int as lines from c join cart.lines l on l.buyer_id = c.buyer_id and l.cart_id = c.id
        ), wanted as (
          select v.store_id, v.id, k.on_hand - k.reserved as left
          from catalog.variants v
          join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
          join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id and k.pool = ${mainPool}
          where v.store_id = ${line.storeId} and v.id = ${line.variantId} and v.removed_at is null and ${offeredIn('p', 'anywhere', ownedBy(line.storeId))}
        ), added as (
          insert into cart.lines as l (buyer_id, cart_id, store_id, variant_id, units, added_at)
          select c.buyer_id, c.id, wanted.store_id, wanted.id, ${line.units}, ${tx.now}::timestamptz
          from c, full_cart, wanted
          on conflict (buyer_id, cart_id, store_id, variant_id)
            do update set units = least(l.units + excluded.units, ${lineUnitsMax})
          returning ${enough(sql`(select "left" from wanted)`, sql`units`)} as enough,
            case when xmax = 0 and (select lines from full_cart) >= ${cartLinesMax}::int
              then platform.refuse('cart.full', jsonb_build_object('limit', ${cartLinesMax}::int)) end as room
        ), done as (select count(*) as lines, count(enough), count(room) from added)
        select first, case when first and done.lines = 0 then platform.refuse('cart.not_on_sale', '{}') end
        from done, (select exists (select from claimed) as first) f
      `,
      tx,
    )

/** Sets the units of a variant; 0 removes the line. Idempotent. Refuses `cart.too_few`. */
export const setLine =
  (line: { storeId: string; variantId: string; units: number }): Change =>
  (tx, buyerId, once) => {
    const cart = sql`with ${claimed(once)}, c as (${opened(tx, buyerId, sql`claimed`)})`
    const changed =
      line.units === 0
        ? sql`
            delete from cart.lines l using c where l.buyer_id = c.buyer_id and l.cart_id = c.id
              and l.store_id = ${line.storeId} and l.variant_id = ${line.variantId} returning true as enough`
        : sql`
            update cart.lines l set units = ${line.units} from c, catalog.stock k
            where l.buyer_id = c.buyer_id and l.cart_id = c.id and l.store_id = ${line.storeId} and l.variant_id = ${line.variantId}
              and k.store_id = l.store_id and k.variant_id = l.variant_id and k.pool = ${mainPool}
            returning ${enough(sql`(k.on_hand - k.reserved)`, sql`l.units`)} as enough`
    return run(
      sql`${cart}, changed as (${changed}), done as (select count(enough) from changed)
        select exists (select from claimed) as first from done`,
      tx,
    )
  }

/**
 * Sets the delivery address and the service for each store. Absent fields stay unchanged. Refuses
 * `address.postal_code_wrong`.
 */
export const setDelivery =
  (delivery: { address?: Address | undefined; services?: Readonly<Record<string, Service>> | undefined }): Change =>
  async (tx, buyerId, once) => {
    const address = delivery.address ? JSON.stringify(postal(delivery.address)) : null
    const services = JSON.stringify(delivery.services ?? {})
    return run(
      sql`
        with ${claimed(once)}, changed as (
          insert into cart.carts as c (buyer_id, id, address, services, changed_at)
          select ${buyerId}::uuid, ${newId()}::uuid, ${address}::jsonb, ${services}::jsonb, ${tx.now}::timestamptz
          from claimed
          on conflict (buyer_id) where state = 'open' do update set version = c.version + 1,
            changed_at = excluded.changed_at, address = coalesce(excluded.address, c.address),
            services = c.services || excluded.services
        )
        select exists (select from claimed) as first
      `,
      tx,
    )
  }

/**
 * Moves a guest's lines into the user's cart; units are added up to what is available (at least one, as the cart shows
 * what is sold out), and up to 200 lines are kept: the user's own, then the guest's latest (E2).
 */
export async function mergeCart(tx: Tx, guestBuyerId: string, buyerId: string): Promise<void> {
  const taken = await sql<{ store_id: string; variant_id: string; units: number; added_at: Temporal.Instant }>`
    delete from cart.lines l using cart.carts c
    where c.buyer_id = ${guestBuyerId} and c.state = 'open' and l.buyer_id = c.buyer_id and l.cart_id = c.id
    returning l.store_id, l.variant_id, l.units, l.added_at
  `.execute(tx)
  if (taken.rows.length === 0) return
  const lines = taken.rows
  await sql`
    with c as (${opened(tx, buyerId)}), own as (
      select l.store_id, l.variant_id, l.units from c join cart.lines l on l.buyer_id = c.buyer_id and l.cart_id = c.id
    ), g as (
      select g.*, own.units as own_units,
        row_number() over (partition by own.units is null order by g.added_at desc, g.variant_id) as n
      from unnest(${lines.map(l => l.store_id)}::uuid[], ${lines.map(l => l.variant_id)}::uuid[],
        ${lines.map(l => l.units)}::int[], ${lines.map(l => l.added_at)}::timestamptz[]) g(store_id, variant_id, units, added_at)
      left join own using (store_id, variant_id)
    )
    insert into cart.lines as l (buyer_id, cart_id, store_id, variant_id, units, added_at)
    select c.buyer_id, c.id, g.store_id, g.variant_id,
      least(g.units + coalesce(g.own_units, 0), greatest(k.on_hand - k.reserved, 1), ${lineUnitsMax}), g.added_at
    from c cross join g
    join catalog.stock k on k.store_id = g.store_id and k.variant_id = g.variant_id and k.pool = ${mainPool}
    where g.own_units is not null or g.n <= ${cartLinesMax}::int - (select count(*) from own)
    on conflict (buyer_id, cart_id, store_id, variant_id) do update set units = excluded.units
  `.execute(tx)
}

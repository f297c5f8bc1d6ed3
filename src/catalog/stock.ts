import { type RawBuilder, sql } from 'kysely'
import { catalogRefusals } from '#catalog/refusals.ts'
import { publicId } from '#platform/ids.ts'
import { byOwner } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

/** The only stock pool so far: what buyers order from. */
export const mainPool = 'main'

/** A number of units of a store's variant. */
export type Units = { readonly storeId: string; readonly variantId: string; readonly units: number }

/** Reserves units for orders: all of them, or refuses `stock.insufficient` naming the variants that are short. */
export async function reserveStock(tx: Tx, requested: readonly Units[], pool: string = mainPool): Promise<void> {
  const sums = summed(requested)
  const changed = await change(
    tx,
    pool,
    sums,
    sql`reserved = s.reserved + l.units`,
    sql`s.on_hand - s.reserved >= l.units`,
  )
  if (changed.length === sums.length) return
  const short = sums.filter(w => !changed.includes(w.variantId))
  throw refuse('stock.insufficient', { variants: short.map(w => publicId('var', w.storeId, w.variantId)) })
}

/** Releases units that were reserved for orders. */
export async function releaseStock(tx: Tx, held: readonly Units[], pool: string = mainPool): Promise<void> {
  await change(tx, pool, summed(held), sql`reserved = s.reserved - l.units`, sql`true`)
}

/** Removes shipped units from both on_hand and reserved. */
export async function shipStock(tx: Tx, held: readonly Units[], pool: string = mainPool): Promise<void> {
  await change(tx, pool, summed(held), sql`reserved = s.reserved - l.units, on_hand = s.on_hand - l.units`, sql`true`)
}

/** Rows are locked in (store, variant) order before any is changed, so that two orders cannot deadlock. */
async function change(
  tx: Tx,
  pool: string,
  requested: readonly Units[],
  set: RawBuilder<unknown>,
  guard: RawBuilder<unknown>,
): Promise<string[]> {
  const changed = await byOwner(
    tx,
    requested,
    units => units.storeId,
    (requested, owned) =>
      sql<{ variant_id: string }>`
        with wanted as (
          select * from unnest(${requested.map(w => w.storeId)}::uuid[], ${requested.map(w => w.variantId)}::uuid[],
            ${requested.map(w => w.units)}::int[]) w(store_id, variant_id, units)
        ), locked as materialized (
          select store_id, variant_id from catalog.stock s
          where ${owned('s.store_id')} and variant_id = any(${requested.map(w => w.variantId)}::uuid[]) and pool = ${pool}
          order by store_id, variant_id for no key update
        )
        update catalog.stock s set ${set} from locked join wanted l using (store_id, variant_id)
        where ${owned('s.store_id')} and s.store_id = l.store_id and s.variant_id = l.variant_id and s.pool = ${pool}
          and ${guard}
        returning s.variant_id
      `.execute(tx),
  )
  return changed.flatMap(({ rows }) => rows.map(row => row.variant_id))
}

/** Adds up lines of the same variant, because an update changes a row only once. */
function summed(units: readonly Units[]): Units[] {
  const byVariant = Map.groupBy(units, u => u.storeId + u.variantId)
  return [...byVariant.values()].map(same => ({ ...same[0]!, units: same.reduce((sum, u) => sum + u.units, 0) }))
}

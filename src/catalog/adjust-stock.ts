import { onHandMax } from '#catalog/limits.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { mainPool } from '#catalog/stock.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

/** A change of a variant's units, or a new count that is valid only if the old count is still as given. */
export type StockChange =
  | { readonly variantId: string; readonly by: number }
  | { readonly variantId: string; readonly to: number; readonly ifOnHand: number }

type AdjustedStock = {
  readonly variantId: string
  readonly before: number
  readonly after: number
  readonly reserved: number
}

type Row = { variant_id: string; before: number; after: number; reserved: number; as_seen: boolean; changed: boolean }

/**
 * Changes how many units of a store's variants are on hand: all of them in one statement, or none. Each variant may be
 * named once. Refuses `variant.not_found`, `stock.changed_meanwhile` (with what is on hand now), `stock.below_reserved`
 * (open orders hold some of them) and `stock.too_many`.
 */
export async function adjustStock(
  tx: Tx,
  storeId: string,
  changes: readonly StockChange[],
  pool: string = mainPool,
): Promise<AdjustedStock[]> {
  const { rows } = await sql<Row>`
    with wanted as (
      select * from unnest(${changes.map(c => c.variantId)}::uuid[], ${changes.map(c => ('by' in c ? c.by : null))}::int[],
        ${changes.map(c => ('to' in c ? c.to : null))}::int[], ${changes.map(c => ('to' in c ? c.ifOnHand : null))}::int[])
        w(variant_id, by_units, to_units, seen)
    ), locked as materialized (
      select variant_id, on_hand, reserved from catalog.stock
      where store_id = ${storeId} and variant_id = any(${changes.map(c => c.variantId)}::uuid[]) and pool = ${pool}
      order by variant_id for no key update
    ), planned as (
      select variant_id, s.on_hand as before, coalesce(w.to_units, s.on_hand + w.by_units) as after, s.reserved,
        w.seen is null or w.seen = s.on_hand as as_seen
      from locked s join wanted w using (variant_id)
    ), changed as (
      -- Of a row that was changed since the statement began, the check constraint is applied to its old version with the
      -- new value, before PostgreSQL looks for the latest version and starts over: the old version stays as it is.
      update catalog.stock s set on_hand = case when s.on_hand = l.before and s.reserved = l.reserved then l.after else s.on_hand end
      from planned l
      where s.store_id = ${storeId} and s.variant_id = l.variant_id and s.pool = ${pool}
        and l.as_seen and l.after between l.reserved and ${onHandMax}::int
      returning s.variant_id
    )
    select l.*, c.variant_id is not null as changed from planned l left join changed c using (variant_id)
    where exists (select from catalog.variants v
      where v.store_id = ${storeId} and v.id = l.variant_id and v.removed_at is null)
    order by l.variant_id
  `.execute(tx)
  const found = new Map(rows.map(row => [row.variant_id, row]))
  const idOf = (id: string) => publicId('var', storeId, id)
  const unknown = changes.filter(({ variantId }) => !found.has(variantId))
  if (unknown.length > 0)
    throw refuse('variant.not_found', { variants: unknown.map(({ variantId }) => idOf(variantId)) })
  const ordered = changes.map(({ variantId }) => found.get(variantId)!)
  const conflictsOf = (wrong: readonly Row[]) => ({
    variants: wrong.map(row => ({ variant_id: idOf(row.variant_id), on_hand: row.before, reserved: row.reserved })),
  })
  const moved = ordered.filter(row => !row.as_seen)
  if (moved.length > 0) throw refuse('stock.changed_meanwhile', conflictsOf(moved))
  const short = ordered.filter(row => row.after < row.reserved)
  if (short.length > 0) throw refuse('stock.below_reserved', { on_hand: short[0]!.after, ...conflictsOf(short) })
  const above = ordered.filter(row => !row.changed)
  if (above.length > 0) throw refuse('stock.too_many', { on_hand_max: onHandMax, ...conflictsOf(above) })
  return ordered.map(({ variant_id, before, after, reserved }) => ({ variantId: variant_id, before, after, reserved }))
}

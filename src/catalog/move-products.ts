import { productMachine } from '#catalog/states.ts'
import { sql } from '#platform/db.ts'
import { mover } from '#platform/move.ts'

export const { move: moveProducts, begin: beginProducts } = mover(productMachine, {
  table: 'catalog.products',
  owner: 'storeId',
  row: sql<object>`m.revision`,
  body: sql`'{}'::jsonb`,
  columns: ({ state }, now) =>
    state === 'online' ? sql`online_at = coalesce(t.online_at, ${now})` : sql`online_at = t.online_at`,
})

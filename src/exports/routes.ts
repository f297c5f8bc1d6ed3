import { z } from 'zod'
import { allOrdersExport, periodOf, storeOrdersExport } from '#exports/export-orders.across.ts'
import { exportFormats } from '#exports/limits.ts'
import { platformOwner } from '#platform/audit.ts'
import { marketTimeZone } from '#platform/calendar.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { DayInput } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'

const Started = z.object({ id: z.string() })
const refusals = ['job.too_many', 'export.period_backwards', 'export.too_many_orders'] as const

/** Days on which orders were placed, both whole. */
const period = { from: DayInput, to: DayInput, format: z.enum(exportFormats) }

export const exportJobRoutes = {
  startOrdersExport: route({
    method: 'POST',
    path: '/api/seller/orders/exports',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'Export the store’s orders of a period into a file: starts a job',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    handle: ({ db, storeId, userId, once }, { from, to, format }) =>
      onceInTx(db, once, 'start export', async tx => {
        const { rows } = await sql<{ time_zone: string }>`
          select time_zone from sellers.stores where store_id = ${storeId}
        `.execute(tx)
        const params = { ...periodOf(from, to, rows[0]!.time_zone, tx.now), format }
        const { id } = await startJob(tx, storeOrdersExport, { owner: storeId, params, userId })
        return { id: publicId('job', storeId, id) }
      }),
  }),

  startAllOrdersExport: route({
    method: 'POST',
    path: '/api/ops/orders/exports',
    audience: 'ops',
    summary: 'Export the orders of all stores of a period into a file: starts a job',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    handle: ({ db, userId, once }, { from, to, format }) =>
      onceInTx(db, once, 'start export', async tx => {
        const params = { ...periodOf(from, to, marketTimeZone, tx.now), format }
        const { id } = await startJob(tx, allOrdersExport, { owner: platformOwner, params, userId })
        return { id: publicId('job', platformOwner, id) }
      }),
  }),
}

import { z } from 'zod'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { ascending, listOf } from '#platform/list.ts'
import { decideDetails } from '#sellers/index.ts'
import { objectionMaxCharacters } from '#sellers/limits.ts'
import { checkedDetails, type Details } from '#sellers/states.ts'

const DetailsSchema = z.partialRecord(z.enum(checkedDetails), z.string().nullable())

export const opsDetailRequests = {
  listDetailRequests: listOf({
    path: '/api/ops/detail-requests',
    audience: 'ops',
    permission: 'ops.applications',
    summary: 'Open requests to change checked details of stores and companies, the longest waiting first',
    input: {},
    row: rowOf(
      {
        id: col.id('drq', 'r.store_id', 'r.id'),
        store: col.group({ id: col.id('sto', 'r.store_id'), name: col.text('s.name') }),
        before: col.of(DetailsSchema, ['r.before'], ([before]: [Details]) => before),
        after: col.of(DetailsSchema, ['r.after'], ([after]: [Details]) => after),
        note: col.text('r.note'),
        requested_at: col.instant('r.requested_at'),
      },
      'DetailRequest',
    ),
    from: sql`sellers.detail_requests r join sellers.stores s on s.store_id = r.store_id`,
    where: sql`r.decided_at is null`,
    order: ascending(['r.requested_at', 'instant'], ['r.id', 'uuid']),
    file: { name: 'detail-requests' },
  }),

  decideDetails: command({
    method: 'POST',
    path: '/api/ops/detail-requests/:request_id/decide',
    audience: 'ops',
    permission: 'ops.applications',
    summary: 'Approve a change of checked details, which then holds at once, or reject it with a reason',
    input: z.object({
      request_id: storeOwned('drq'),
      approve: z.boolean(),
      reason: z.string().trim().max(objectionMaxCharacters).default(''),
    }),
    example: { approve: false, reason: 'The register shows another name.' },
    refusals: ['details.not_found', 'details.decided', 'details.reason_missing'],
    run: (tx, { userId }, { request_id, ...decision }) => decideDetails(tx, request_id, userId, decision),
    audit: ({ approve }) => (approve ? 'details.approve' : 'details.reject'),
    entry: ({ request_id: { storeId }, reason }, { before, after }) => ({
      owner: storeId,
      subject: publicId('sto', storeId),
      before,
      after: { ...after, ...(reason && { reason }) },
    }),
  }),
}

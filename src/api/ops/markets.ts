import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { type Market, setMarket } from '#markets/index.ts'
import { command, reloadSettings } from '#platform/command.ts'
import { CountryInput, InstantInput, instant } from '#platform/json.ts'

const marketJson = ({ country, openFrom, closed }: Market) => ({ country, open_from: instant(openFrom), closed })

export const opsMarkets = {
  setMarket: command({
    method: 'PUT',
    path: '/api/ops/markets/:country',
    audience: 'ops',
    permission: 'ops.settings',
    confirmed: true,
    summary: 'Open a country, now or from a future time, or close it',
    input: z.object({
      country: CountryInput,
      /** Absent: unchanged; for a new country, now. */
      open_from: InstantInput.nullable().default(null),
      closed: z.boolean(),
      reason: Reason.optional(),
    }),
    example: { country: 'NO', closed: true, reason: 'No carrier delivers there.' },
    refusals: ['market.country_unknown'],
    run: (tx, _, { country, open_from, closed }) =>
      setMarket(tx, { country, openFrom: open_from ? Temporal.Instant.from(open_from) : null, closed }),
    audit: 'market.set',
    entry: ({ country, reason }, { before, after }) => ({
      subject: country,
      before: before && marketJson(before),
      after: { ...marketJson(after), ...(reason && { reason }) },
    }),
    afterCommit: reloadSettings,
  }),
}

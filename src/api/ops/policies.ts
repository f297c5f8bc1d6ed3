import { z } from 'zod'
import { controlRefusals } from '#api/ops/control-refusals.ts'
import { Reason } from '#api/ops/reason.ts'
import { policies } from '#api/policies.ts'
import { command, reloadSettings } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantInput, InstantSchema, instant, single } from '#platform/json.ts'
import { type Policy, rangeOf, setPolicy, withdrawPolicy } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(controlRefusals)

type ValueRow = {
  id: string
  key: string
  value: unknown
  effective_at: Temporal.Instant
  set_at: Temporal.Instant
  reason: string
  user_id: string
  name: string | null
}

const policyJson = (policy: Policy, value: unknown, history: readonly ValueRow[], now: Temporal.Instant) => ({
  key: policy.key,
  about: policy.about,
  unit: policy.unit,
  source: policy.source,
  range: rangeOf(policy),
  default: policy.default,
  value,
  history: history.map(row => ({
    id: publicId('pol', row.id),
    value: row.value,
    effective_at: instant(row.effective_at),
    planned: Temporal.Instant.compare(row.effective_at, now) > 0,
    set_at: instant(row.set_at),
    by: row.name ?? '',
    reason: row.reason,
  })),
})

export const opsPolicies = {
  listPolicies: route({
    method: 'GET',
    path: '/api/ops/policies',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'All policy values, with default, current value and history',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z
          .object({
            key: z.string(),
            about: z.object({ en: z.string(), fr: z.string() }),
            unit: z.string(),
            source: z.string(),
            /** Minimum and maximum, for a number. */
            range: z.object({ min: z.number(), max: z.number() }).nullable(),
            default: z.unknown(),
            value: z.unknown(),
            history: z.array(
              z.object({
                id: z.string(),
                value: z.unknown(),
                effective_at: InstantSchema,
                /** Not in effect yet, so it can be withdrawn. */
                planned: z.boolean(),
                set_at: InstantSchema,
                by: z.string(),
                reason: z.string(),
              }),
            ),
          })
          .meta({ id: 'Policy' }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const { rows } = await sql<ValueRow>`
        select p.key, p.id, p.value, p.effective_at, p.set_at, p.reason, p.set_by as user_id, u.name
        from platform.policy_values p left join accounts.users u on u.id = p.set_by
        order by p.effective_at desc, p.set_at desc limit 2000
      `.execute(db.read)
      const history = Map.groupBy(rows, row => row.key)
      const now = db.clock.now()
      const read = db.policy.at(now)
      return {
        items: [...policies.values()].map(policy =>
          policyJson(policy, read(policy), history.get(policy.key) ?? [], now),
        ),
      }
    },
  }),

  setPolicy: command({
    method: 'POST',
    path: '/api/ops/policies/:key',
    audience: 'ops',
    permission: 'ops.settings',
    confirmed: true,
    summary: 'Set a policy value, now or from a future time',
    input: z.object({
      key: z.string().max(100),
      value: z.unknown(),
      effective_at: InstantInput.nullable().default(null),
      reason: Reason,
    }),
    example: { value: 15, reason: 'Agreed in the review of November.' },
    refusals: ['policy.unknown', 'policy.invalid', 'policy.out_of_range', 'policy.in_the_past'],
    async run(tx, { userId }, { key, value, effective_at, reason }) {
      const policy = policies.get(key)
      if (!policy) throw refuse('policy.unknown', { key })
      const parsed = parseValue(policy, value)
      const effectiveAt = effective_at ? Temporal.Instant.from(effective_at) : tx.now
      // keeps decisions made under the old value explainable
      if (Temporal.Instant.compare(effectiveAt, tx.now) < 0) throw refuse('policy.in_the_past')
      await setPolicy(tx, { key, value: parsed, effectiveAt, userId, reason })
      return { before: tx.policy(policy), value: parsed, effective_at: instant(effectiveAt) }
    },
    audit: 'policy.set',
    entry: ({ key, reason }, { before, ...after }) => ({ subject: key, before, after: { ...after, reason } }),
    afterCommit: reloadSettings,
  }),

  withdrawPolicy: command({
    method: 'POST',
    path: '/api/ops/policies/:key/:value_id/withdraw',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Withdraw a planned policy value before it takes effect',
    input: z.object({
      key: z.string().max(100),
      value_id: single('pol'),
      reason: Reason,
    }),
    example: { reason: 'Not needed any more.' },
    refusals: ['policy.not_planned'],
    async run(tx, _, { key, value_id }) {
      const withdrawn = await withdrawPolicy(tx, key, value_id)
      if (!withdrawn) throw refuse('policy.not_planned')
      return withdrawn
    },
    audit: 'policy.withdraw',
    entry: ({ key, reason }, { value, effectiveAt }) => ({
      subject: key,
      before: { value, effective_at: instant(effectiveAt) },
      after: { reason },
    }),
    afterCommit: reloadSettings,
  }),
}

/** Refuses `policy.out_of_range` when the value is a number, `policy.invalid` when it is not. */
function parseValue(policy: Policy, value: unknown): unknown {
  const parsed = policy.schema.safeParse(value)
  if (parsed.success) return parsed.data
  const range = rangeOf(policy)
  if (range) throw refuse('policy.out_of_range', { key: policy.key, unit: policy.unit, ...range })
  throw refuse('policy.invalid', { key: policy.key, message: parsed.error.issues[0]!.message })
}

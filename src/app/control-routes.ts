import { z } from 'zod'
import { addMember, ensureUser } from '#accounts/index.ts'
import { clockMover } from '#app/clock-mover.ts'
import { controlRefusals } from '#app/control-refusals.ts'
import { policies } from '#app/policies.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantInput, InstantSchema, instant, single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { type Policy, rangeOf, setPolicy, withdrawPolicy } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { isTimeZone, openStore } from '#sellers/index.ts'

const refuse = refuser(controlRefusals)
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

const ClockSchema = z
  .object({
    now: InstantSchema,
    /** Real time; the same as `now` unless the clock was moved. */
    real: InstantSchema,
    sandbox: z.boolean(),
    /** A move under way: how far it has come. */
    moving: z.object({ from: InstantSchema, at: InstantSchema, to: InstantSchema, done: z.int() }).nullable(),
    failed: z.string().nullable(),
  })
  .meta({ id: 'Clock' })

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

const CompanyText = z.string().trim().min(1).max(120)

/** What operators steer the market with: the clock, policy values, stores. */
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** ISO 3166-1 alpha-2, of a country there is. */
const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && countryNames.of(code) !== undefined && code !== 'ZZ'

export const controlRoutes = {
  showClock: route({
    method: 'GET',
    path: '/api/ops/clock',
    audience: 'ops',
    summary: 'The platform’s clock',
    input: z.object({}),
    output: ClockSchema,
    refusals: [],
    handle: async ({ db }) => clockMover.of(db).show(),
  }),

  moveClock: route({
    method: 'POST',
    path: '/api/ops/clock',
    audience: 'ops',
    summary: 'Move the clock forward, doing all that falls due on the way (sandbox mode)',
    input: z.object({ to: InstantInput }),
    example: { to: '2020-01-01T00:00:00Z' },
    output: ClockSchema,
    refusals: ['clock.not_sandbox', 'clock.backwards', 'clock.too_far', 'clock.moving'],
    async handle({ db, userId, once }, { to }) {
      const mover = clockMover.of(db)
      const target = Temporal.Instant.from(to)
      mover.check(target)
      await onceInTx(db, once, 'move clock', async tx => {
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'clock.move',
          subject: 'clock',
          before: instant(tx.now),
          after: instant(target),
        })
        return done
      })
      return mover.start(target)
    },
  }),

  listPolicies: route({
    method: 'GET',
    path: '/api/ops/policies',
    audience: 'ops',
    summary: 'Every policy value with its default, what holds now, and its history',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z
          .object({
            key: z.string(),
            about: z.string(),
            unit: z.string(),
            source: z.string(),
            /** The least and the most, where it is a number. */
            range: z.object({ min: z.number(), max: z.number() }).nullable(),
            default: z.unknown(),
            value: z.unknown(),
            history: z.array(
              z.object({
                id: z.string(),
                value: z.unknown(),
                effective_at: InstantSchema,
                /** It has not taken effect yet, and can be withdrawn. */
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

  setPolicy: route({
    method: 'POST',
    path: '/api/ops/policies/:key',
    audience: 'ops',
    summary: 'Set a policy value from an instant on',
    input: z.object({
      key: z.string().max(100),
      value: z.unknown(),
      effective_at: InstantInput.nullable().default(null),
      reason: z.string().trim().min(3).max(500),
    }),
    example: { value: 15, reason: 'Agreed in the review of November.' },
    output: Done,
    refusals: ['policy.unknown', 'policy.invalid', 'policy.out_of_range', 'policy.in_the_past'],
    async handle({ db, userId, once }, { key, value, effective_at, reason }) {
      const policy = policies.get(key)
      if (!policy) throw refuse('policy.unknown', { key })
      const parsed = policy.schema.safeParse(value)
      if (!parsed.success) {
        const range = rangeOf(policy)
        if (range) throw refuse('policy.out_of_range', { key, unit: policy.unit, ...range })
        throw refuse('policy.invalid', { key, message: parsed.error.issues[0]!.message })
      }
      const answer = await onceInTx(db, once, 'set policy', async tx => {
        const effectiveAt = effective_at ? Temporal.Instant.from(effective_at) : tx.now
        // what was decided under the old value stays explainable
        if (Temporal.Instant.compare(effectiveAt, tx.now) < 0) throw refuse('policy.in_the_past')
        await setPolicy(tx, { key, value: parsed.data, effectiveAt, userId, reason })
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'policy.set',
          subject: key,
          before: tx.policy(policy),
          after: { value: parsed.data, effective_at: instant(effectiveAt), reason },
        })
        return done
      })
      await db.policy.load(db.read)
      return answer
    },
  }),

  withdrawPolicy: route({
    method: 'POST',
    path: '/api/ops/policies/:key/:value_id/withdraw',
    audience: 'ops',
    summary: 'Withdraw a planned policy value before it takes effect',
    input: z.object({
      key: z.string().max(100),
      value_id: single('pol'),
      reason: z.string().trim().min(3).max(500),
    }),
    example: { reason: 'Not needed any more.' },
    output: Done,
    refusals: ['policy.not_planned'],
    async handle({ db, userId, once }, { key, value_id, reason }) {
      const answer = await onceInTx(db, once, 'withdraw policy', async tx => {
        const withdrawn = await withdrawPolicy(tx, key, value_id)
        if (!withdrawn) throw refuse('policy.not_planned')
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'policy.withdraw',
          subject: key,
          before: { value: withdrawn.value, effective_at: instant(withdrawn.effectiveAt) },
          after: { reason },
        })
        return done
      })
      await db.policy.load(db.read)
      return answer
    },
  }),

  openStore: route({
    method: 'POST',
    path: '/api/ops/stores',
    audience: 'ops',
    summary: 'Open a store and make its owner a member',
    input: z.object({
      name: z.string().trim().min(2).max(60),
      slug: z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .max(60),
      about: z.string().trim().max(1_000).default(''),
      country: z.string().refine(isCountry, 'not a country'),
      time_zone: z.string().max(60).refine(isTimeZone),
      /** Checked by whoever opens the store: buyers are told this of who sells to them. */
      company: z.object({
        legal_name: CompanyText,
        line1: CompanyText,
        postal_code: CompanyText,
        city: CompanyText,
        register_number: CompanyText,
        phone: CompanyText,
      }),
      owner: z.object({ name: z.string().trim().min(1).max(100), email: z.email().max(254) }),
    }),
    example: {
      name: 'Good Things',
      slug: 'good-things-three',
      country: 'FR',
      time_zone: 'Europe/Paris',
      company: {
        legal_name: 'Good Things SARL',
        line1: '1 rue de la Paix',
        postal_code: '75002',
        city: 'Paris',
        register_number: 'RCS Paris 552 008 443',
        phone: '+33 1 99 00 12 34',
      },
      owner: { name: 'Camille Roux', email: 'owner@example.eu' },
    },
    output: z.object({ id: z.string() }),
    refusals: ['store.address_taken', 'store.email_taken', 'account.operator_sells_nothing'],
    handle: ({ db, userId, once }, { owner, time_zone, company, ...store }) =>
      onceInTx(db, once, 'open store', async tx => {
        const email = owner.email.toLowerCase()
        const storeId = await openStore(tx, {
          ...store,
          timeZone: time_zone,
          email,
          company: {
            ...company,
            legalName: company.legal_name,
            postalCode: company.postal_code,
            registerNumber: company.register_number,
          },
        })
        const { user } = await ensureUser(tx, {
          name: owner.name,
          email,
          locale: 'en',
          passwordHash: null,
        })
        await addMember(tx, { userId: user.id, storeId, role: 'owner' })
        const subject = publicId('sto', storeId)
        await audit(tx, { owner: platformOwner, userId, action: 'store.open', subject, after: { name: store.name } })
        return { id: subject }
      }),
  }),
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

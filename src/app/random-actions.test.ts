import fc from 'fast-check'
import { expect, test } from 'vitest'
import { machines } from '#app/machines.ts'
import { sql } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket } from '../../test/market.ts'
import { applicationActions } from '../../test/random-actions/applications.ts'
import { orderActions } from '../../test/random-actions/orders.ts'
import { payoutActions } from '../../test/random-actions/payouts.ts'
import { productActions } from '../../test/random-actions/products.ts'
import { nothingThere, type World } from '../../test/random-actions/world.ts'

const market = openMarket({ webhookCopies: 2 })

/** Long enough that every transition happens with each of the seeds tried; invariants are checked after each step. */
const steps = 1_300

const actions = {
  ...orderActions,
  ...payoutActions,
  ...productActions,
  ...applicationActions,
  passHours: ({ random }: World) => market.pass({ hours: 1 + random(30) }),
  passDays: ({ random }: World) => market.pass({ hours: 24 * (1 + random(8)) }),
}

/** How often each is tried. Time advances rarely, so that people act in between. */
const weights: Record<keyof typeof actions, number> = {
  buy: 6,
  removeProblems: 1,
  pay: 3,
  payInstead: 1,
  bankAnswers: 3,
  cancel: 3,
  lowerPrice: 2,
  ship: 4,
  confirm: 1,
  confirmTooEarly: 1,
  refundPart: 4,
  freezeClaimed: 2,
  requestPayout: 4,
  cancelPayout: 2,
  makeBatch: 2,
  approveBatch: 4,
  takeFile: 3,
  dissolveBatch: 1,
  bankPays: 4,
  bankReturns: 2,
  createProduct: 1,
  updateProduct: 2,
  changePrice: 2,
  publishProduct: 4,
  unlistProduct: 1,
  takeDownProduct: 1,
  reinstateProduct: 2,
  suspendStore: 1,
  reopenStore: 4,
  restock: 4,
  moveStock: 1,
  apply: 1,
  fillIn: 2,
  fillInStore: 1,
  submit: 3,
  approve: 1,
  sendBack: 4,
  passHours: 3,
  passDays: 1,
}

test('whatever people do, in whatever order: the books balance after every step', async () => {
  const seed = Number(process.env.SEED ?? 20_261_123)
  let state = seed
  // A linear congruential generator: a run can be repeated by its seed.
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const stores = [
    await market.store(),
    await market.store({ country: 'ES', timeZone: 'Europe/Madrid' }),
    await market.store(),
  ]
  for (const store of stores)
    for (const reserveAt of ['order', 'payment'] as const)
      await market.product(store, { stock: 4, reserveAt, price: 500 + random(9_000), processingDays: 1 + random(3) })
  const buyers = await Promise.all(Array.from({ length: 5 }, () => market.person()))
  const operators = await Promise.all([1, 2].map(() => market.person({ operator: true })))
  const debtor = { key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'our account' }
  await operators[0]!.api.setPolicy(debtor)
  for (const store of stores) await market.nameAccount(store)
  const world: World = { market, stores, buyers, operators, applicants: [], random }
  const outcomes: Record<string, Record<string, number>> = {}
  const names = Object.entries(weights).flatMap(([name, weight]) =>
    Array<keyof typeof actions>(weight).fill(name as keyof typeof actions),
  )
  for (let step = 0; step < steps; step++) {
    const name = names[random(names.length)]!
    outcomes[name] ??= { done: 0 }
    try {
      await actions[name](world)
      outcomes[name]!.done!++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status >= 500) throw new Error(`step ${step} ${name}: ${error.code}`)
      outcomes[name]![error.code] = (outcomes[name]![error.code] ?? 0) + 1
      // nothing was tried
      if (error.code === nothingThere) continue
    }
    await market.settle()
    await checkInvariants(market.db, step % 10 === 0 ? market.provider.record : null)
  }
  console.log(`seed ${seed}`, outcomes)
  const { rows } = await sql<{ name: string }>`
    select distinct machine || ' ' || name as name from platform.transitions
  `.execute(market.db.read)
  const happened = new Set(rows.map(row => row.name))
  // needs a payment that arrives after the last unit was sold: covered by a test of its own
  const rare = new Set(['order pay_too_late'])
  const possible = machines.flatMap(({ machine }) =>
    Object.keys(machine.transitions).map(name => `${machine.name} ${name}`),
  )
  expect(possible.filter(name => !happened.has(name) && !rare.has(name))).toEqual([])
})

test('amounts of any size and rate: what is released and what the platform keeps add up to what was paid', async () => {
  const { shareOf } = await import('#platform/money.ts')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.integer({ min: 0, max: 5_000 })), { minLength: 1 }),
      lines => {
        const paid = lines.reduce((sum, [amount]) => sum + amount, 0n)
        const commission = lines.reduce((sum, [amount, bps]) => sum + shareOf(amount, bps), 0n)
        return commission >= 0n && commission <= paid
      },
    ),
  )
})

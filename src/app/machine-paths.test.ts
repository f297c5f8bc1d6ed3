import { beforeAll, describe, expect, test } from 'vitest'
import { machines } from '#app/machines.ts'
import { moveProducts } from '#catalog/move-products.ts'
import { moveOrders, refundOrder } from '#orders/index.ts'
import { moveAttempt, openAttempt } from '#payments/index.ts'
import { refundMachine } from '#payments/states.ts'
import { movePayouts } from '#payouts/move-payouts.ts'
import { batchMachine } from '#payouts/states.ts'
import { platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { newId, parsePublicId } from '#platform/ids.ts'
import { type Machine, setBy, statesOf } from '#platform/machine.ts'
import { mover } from '#platform/move.ts'
import { Refusal } from '#platform/refusal.ts'
import { inTx, type Tx } from '#platform/tx.ts'
import { moveApplication } from '#sellers/move-application.ts'
import { applicant } from '../../test/applicant.ts'
import { keyOf, openMarket } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

// Walks every machine on a real row: from each of its states each transition is tried, and either is allowed by the
// declaration and does all it declares, or is not and changes nothing. Nothing of it is listed here: a new state or
// transition is walked too.

const market = openMarket()

type Subject = { readonly owner: string; readonly id: string }
type Walked = {
  /** A row where the machine begins, made by the module's verbs; `tx` is rolled back. */
  begin(tx: Tx): Promise<Subject>
  /** Tries a transition; false when the state does not allow it. */
  move(tx: Tx, name: never, subject: Subject, due: Readonly<Record<string, Temporal.Instant>>): Promise<boolean>
}

const somebody = newId()
let paid: { storeId: string; id: string; buyerId: string }
let unpaid: { storeId: string; id: string; buyerId: string; purchaseId: string }
let product: { storeId: string; id: string }
let application: string
let payout: { storeId: string; id: string }
let batch: string
beforeAll(async () => {
  const store = await market.store()
  const made = await market.product(store)
  const draft = await store.owner.api.createProduct({
    title: 'A complete draft',
    description: 'Made well.',
    category: testCategory,
    template_id: store.templateId,
    pictures: [await market.picture(store)],
    variants: [{ name: 'One', sku: 'draft', price_minor: 2_000, on_hand: 1 }],
  })
  product = keyOf('prd', draft.id)
  application = parsePublicId('app', 1, (await applicant(market)).application_id)![0]!

  await market.nameAccount(store)
  const amount_minor = await market.earn(store, 9_000)
  await market.pass({ hours: 24 * 8 })
  const [one, other] = [1, 2].map(() => store.owner.api.requestPayout({ amount_minor: Math.floor(amount_minor / 3) }))
  const [storeId, id] = parsePublicId('pyo', 2, (await one!).id)!
  payout = { storeId: storeId!, id: id! }
  const operator = await market.person({ operator: true })
  batch = parsePublicId('bat', 1, (await operator.api.createPayoutBatch({ payout_ids: [(await other!).id] })).id)![0]!

  const buyer = await market.person()
  const first = await market.buy(buyer, [made.variantId])
  paid = { ...keyOf('ord', first.orders[0]!), buyerId: buyer.userId! }
  const second = await market.buy(buyer, [made.variantId], { method: 'card_refused' })
  const purchaseId = parsePublicId('pur', 2, second.purchase_id)![1]!
  unpaid = { ...keyOf('ord', second.orders[0]!), buyerId: buyer.userId!, purchaseId }
})

/** The verb went through, or was refused for the state. */
const unlessRefused = (verb: Promise<unknown>): Promise<boolean> =>
  verb.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false
      throw error
    },
  )

const refunds = mover(refundMachine, { table: 'payments.refunds', owner: 'storeId', row: sql<object>`m.order_id` })
const batches = mover(batchMachine, { table: 'payouts.batches', owner: null, row: sql<object>`m.id as batch_id` })

const walked: Readonly<Record<string, Walked>> = {
  order: {
    begin: async () => ({ owner: unpaid.storeId, id: unpaid.id }),
    async move(tx, name, { owner, id }, due) {
      return (await moveOrders(tx, name, [{ storeId: owner, id }], { due })).moved.length > 0
    },
  },
  product: {
    begin: async () => ({ owner: product.storeId, id: product.id }),
    async move(tx, name, { owner, id }) {
      return (await moveProducts(tx, name, [{ storeId: owner, id }])).moved.length > 0
    },
  },
  payment: {
    async begin(tx) {
      const { storeId, id: orderId, buyerId, purchaseId } = unpaid
      const id = newId()
      const parts = [{ storeId, orderId, amountMinor: 100n }]
      await openAttempt(tx, { buyerId, id, purchaseId, currency: 'EUR', method: 'card_ok', parts }, tx.now)
      return { owner: buyerId, id }
    },
    move: async (tx, name, { owner, id }, due) =>
      (await moveAttempt(tx, name, { buyerId: owner, id }, {}, due['payments.resolve'])) !== null,
  },
  refund: {
    async begin(tx) {
      const lines = [{ n: 0, units: 0, goodsMinor: 100n, shippingMinor: 0n }]
      return { owner: paid.storeId, id: await refundOrder(tx, paid, { lines, reason: 'goodwill' }) }
    },
    async move(tx, name, { owner, id }) {
      return (await refunds.move(tx, name, [{ storeId: owner, id }])).moved.length > 0
    },
  },
  application: {
    begin: async () => ({ owner: application, id: application }),
    move: (tx, name, { id }) => unlessRefused(moveApplication(tx, name, id, somebody)),
  },
  payout: {
    begin: async () => ({ owner: payout.storeId, id: payout.id }),
    move(tx, name: string, { owner, id }) {
      const facts: Record<string, ReturnType<typeof sql>> = {
        collect: sql`batch_id = ${batch}::uuid`,
        remove_from_batch: sql`batch_id = null`,
        return: sql`return_reason = 'AC01'`,
      }
      const by = { actorId: somebody, ...(facts[name] && { set: facts[name] }) }
      return unlessRefused(movePayouts(tx, name as never, [{ storeId: owner, id }], by))
    },
  },
  batch: {
    begin: async () => ({ owner: platformOwner, id: batch }),
    async move(tx, name: string, { id }) {
      const set = sql`approved_by = ${somebody}::uuid, debtor_iban = 'DE89370400440532013000'`
      return (await batches.move(tx, name as never, [{ id }], name === 'approve' ? { set } : {})).moved.length > 0
    },
  },
}

/** The names of transitions that lead from where the machine begins to a state. */
function pathTo({ transitions }: Machine, wanted: string): string[] {
  const begun = Object.values(transitions).find(({ from }) => from.includes('none'))!.to
  const paths = new Map<string, string[]>([[begun, []]])
  for (const [state, path] of paths)
    for (const [name, { from, to }] of Object.entries(transitions))
      if (from.includes(state) && !paths.has(to)) paths.set(to, [...path, name])
  return paths.get(wanted)!
}

const dueOf = (tx: Tx, machine: Machine, name: string): Record<string, Temporal.Instant> =>
  Object.fromEntries(setBy(machine, name).map(kind => [kind, tx.now.add({ hours: 24 })]))

/** Everything that a transition of a subject changes. */
async function recordOf(tx: Tx, table: string, { owner, id }: Subject) {
  const key = table === 'sellers.applications' ? sql`store_id` : sql`id`
  const { rows } = await sql<{ state: string; deadlines: string[]; transitions: number; events: string[] }>`
    select (select state from ${sql.table(table)} where ${key} = ${id}) as state,
      (select coalesce(array_agg(kind order by kind), '{}') from platform.deadlines
        where owner = ${owner} and subject = ${id} and fired_at is null) as deadlines,
      (select count(*)::int from platform.transitions where owner = ${owner} and subject = ${id}) as transitions,
      (select coalesce(array_agg(name order by id), '{}') from platform.outbox where owner = ${owner}) as events
  `.execute(tx)
  return rows[0]!
}

class Done extends Error {}
/** In a transaction that is rolled back, however it ends. */
const undone = (body: (tx: Tx) => Promise<void>) =>
  inTx(market.db, 'walk', async tx => {
    await body(tx)
    throw new Done()
  }).catch(error => {
    if (!(error instanceof Done)) throw error
  })

test('every machine is walked', () => {
  expect(Object.keys(walked).sort()).toEqual(machines.map(({ machine }) => machine.name).sort())
})

describe.each(machines.map(({ machine, table }) => ({ name: machine.name, machine, table })))(
  'R50.1a R50.1c $name',
  ({ name: which, machine, table }) => {
    const { begin, move } = walked[which]!
    const transitions = Object.entries(machine.transitions).filter(([, { from }]) => !from.includes('none'))

    test.each(statesOf(machine))('from %s', state =>
      undone(async tx => {
        const subject = await begin(tx)
        for (const name of pathTo(machine, state))
          expect(await move(tx, name as never, subject, dueOf(tx, machine, name)), `${name} on the way`).toBe(true)
        const before = await recordOf(tx, table, subject)
        expect(before.state).toBe(state)
        for (const [name, { from, to, by, fires, emits }] of transitions) {
          await sql`savepoint here`.execute(tx)
          const moved = await move(tx, name as never, subject, dueOf(tx, machine, name))
          const after = await recordOf(tx, table, subject)
          expect(moved, name).toBe(from.includes(state))
          if (!moved) expect(after, name).toEqual(before)
          else {
            expect([after.state, after.transitions], name).toEqual([to, before.transitions + 1])
            const running = after.deadlines.filter(kind => kind !== fires)
            expect(running, name).toEqual((machine.states[to]!.runs ?? []).toSorted())
            expect(after.events.slice(before.events.length), name).toEqual(emits ? [emits] : [])
            const { rows } = await sql`
              select was, became, actor from platform.transitions
              where owner = ${subject.owner} and subject = ${subject.id} and name = ${name} order by id desc limit 1
            `.execute(tx)
            expect(rows[0], name).toEqual({ was: state, became: to, actor: by })
          }
          await sql`rollback to savepoint here`.execute(tx)
        }
      }),
    )
  },
)

test('a row cannot begin in a state that the machine does not begin with', () =>
  undone(async tx => {
    const { storeId, id: orderId, buyerId } = paid
    const refund = newId()
    const rows = sql`
      insert into payments.refunds
        (store_id, id, order_id, buyer_id, attempt_id, amount_minor, currency, reason, state, ordered_at)
      values (${storeId}, ${refund}, ${orderId}, ${buyerId}, ${newId()}, 1, 'EUR', 'goodwill', 'done', ${tx.now})`
    const due = { 'payments.send_refund': tx.now }
    await expect(refunds.begin(tx, 'order', [{ storeId, id: refund }], { rows }, { due })).rejects.toThrow(
      'refund order: inserted in state done',
    )
  }))

import type { BatchState } from '#payouts/states.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Actions, nothingThere, pick, type World } from './world.ts'

/** Payouts: what stores request, and operators and the bank do with it. */
export const payoutActions = {
  async requestPayout(world) {
    const store = pick(world, world.stores)
    const { available } = await store.owner.api.showBalance({})
    const amount_minor = 1 + world.random(Math.max(20, available.amount_minor + 100))
    await store.owner.api.requestPayout({ amount_minor })
  },
  async cancelPayout(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listPayouts({})
    const payout = pick(world, items)
    await store.owner.api.cancelPayout({ payout_id: payout.id })
  },
  async makeBatch(world) {
    const { items } = await world.operators[0]!.api.listAllPayouts({ state: 'requested' })
    const payout_ids = items.filter(() => world.random(3)).map(({ id }) => id)
    if (payout_ids.length > 0) await pick(world, world.operators).api.createPayoutBatch({ payout_ids })
  },
  async approveBatch(world) {
    const batch_id = await aBatch(world, 'proposed')
    await pick(world, world.operators).api.approvePayoutBatch({ batch_id })
  },
  async takeFile(world) {
    const batch_id = await aBatch(world, 'approved')
    await pick(world, world.operators).api.downloadPayoutFile({ batch_id })
  },
  async dissolveBatch(world) {
    const batch_id = await aBatch(world, 'proposed')
    await pick(world, world.operators).api.dissolvePayoutBatch({ batch_id, reason: 'chance' })
  },
  async bankPays(world) {
    const payout_ids = await someSent(world)
    await pick(world, world.operators).api.markPaid({ payout_ids })
  },
  async bankReturns(world) {
    const payout_ids = await someSent(world)
    await pick(world, world.operators).api.markReturned({ payout_ids, reason: 'AC01' })
  },
} satisfies Actions

/** A batch in this state; occasionally any batch. */
async function aBatch(world: World, state: BatchState): Promise<string> {
  const { items } = await world.operators[0]!.api.listPayoutBatches({})
  const honest = world.random(4) > 0
  const batch = pick(
    world,
    items.filter(each => !honest || each.state === state),
  )
  return batch.id
}

/** Payouts that the bank may report on; occasionally one that it cannot. */
async function someSent(world: World): Promise<string[]> {
  const { items } = await world.operators[0]!.api.listAllPayouts(world.random(4) ? { state: 'sent' } : {})
  if (items.length === 0) throw new Refusal(nothingThere, 404)
  return items.slice(0, 1 + world.random(2)).map(({ id }) => id)
}

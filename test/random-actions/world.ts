import { Refusal } from '#platform/refusal.ts'
import type { Applicant } from '../applicant.ts'
import type { Market, Person, Store } from '../market.ts'

/** Who acts on what in a run of random actions. */
export type World = {
  readonly market: Market
  readonly stores: readonly Store[]
  readonly buyers: readonly Person[]
  readonly operators: readonly Person[]
  /** Those who apply to sell. */
  readonly applicants: Applicant[]
  /** An integer from 0 to below this one. */
  readonly random: (below: number) => number
}

/** What anybody may try at any time, useful or not. */
export type Actions = Readonly<Record<string, (world: World) => Promise<unknown>>>

/** The refusal of an action that found nothing to act on. */
export const nothingThere = 'test.nothing_there'

/** One of these. Refuses `nothingThere`. */
export function pick<T>(world: World, from: readonly T[]): T {
  if (from.length === 0) throw new Refusal(nothingThere, 404)
  return from[world.random(from.length)]!
}

import { hash } from 'node:crypto'

/** Repeatable random numbers: the same seed and name give the same values. */
export type Chance = {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** A number from `least` up to `most`. */
  between(least: number, most: number): number
  /** An integer, both ends included. */
  whole(least: number, most: number): number
  /** True with this probability, from 0 to 1. */
  is(often: number): boolean
  pick<T>(list: readonly T[]): T
  /** The same items in random order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Each `name` is a separate stream, so that one more draw in one place changes nothing elsewhere. */
export function chance(seed: number, name: string): Chance {
  let state = hash('sha256', `${seed} ${name}`, 'buffer').readUInt32LE(0)
  // Mulberry32: four lines, and uniform enough for a demo
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    whole,
    is: often => next() < often,
    pick: list => list[whole(0, list.length - 1)]!,
    shuffled: list => {
      const mixed = [...list]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = whole(0, i)
        ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
      }
      return mixed
    },
  }
}

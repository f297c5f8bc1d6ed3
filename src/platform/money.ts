/** Amounts are whole minor units (cents) as bigint. */

/** `amount × rate` in basis points, rounded half up. */
export const shareOf = (amountMinor: bigint, rateBps: number): bigint =>
  (amountMinor * BigInt(rateBps) + 5_000n) / 10_000n

/**
 * Splits `total` in proportion to `weights` so that the parts add up to it exactly: each part rounded down, the
 * remaining units to the largest remainders, the earlier place first when they are equal. All weights 0: equal parts.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new Error('nothing to allocate to')
  if (total < 0n || weights.some(weight => weight < 0n)) throw new Error('allocate takes no negative amounts')
  const effectiveWeights = weights.some(weight => weight > 0n) ? weights : weights.map(() => 1n)
  const sum = effectiveWeights.reduce((a, b) => a + b, 0n)
  const parts = effectiveWeights.map(weight => (total * weight) / sum)
  let left = total - parts.reduce((a, b) => a + b, 0n)
  const byRemainder = effectiveWeights
    .map((weight, place) => ({ place, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1))
  for (const { place } of byRemainder) {
    if (left === 0n) break
    parts[place]! += 1n
    left -= 1n
  }
  return parts
}

/**
 * What the buyer pays for the goods of a line, less its discounts, in minor units: numbers in pages, big integers on the
 * server, never both.
 */
export function payableOf<Amount extends number | bigint>(line: {
  readonly units: Amount
  readonly unitMinor: Amount
  readonly discountsMinor: readonly Amount[]
}): Amount {
  // the arithmetic of both is written the same way, but TypeScript has no type for "two of one kind"
  const { units, unitMinor, discountsMinor } = line as unknown as Parameters<typeof payableOf<number>>[0]
  return discountsMinor.reduce((left, discount) => left - discount, unitMinor * units) as Amount
}

/** Who can log in to look around. */
export type DemoLogIns = {
  readonly password: string
  readonly buyer: string
  readonly seller: string
  readonly operator: string
  /** Approves the batches of payouts that the first one makes. */
  readonly secondOperator: string
}

export const logIns: DemoLogIns = {
  password: 'open sesame',
  buyer: 'buyer@example.eu',
  seller: 'seller@example.eu',
  operator: 'operator@example.eu',
  secondOperator: 'second-operator@example.eu',
}

/** The log-ins for visitors of the demo. */
export type DemoLogIns = {
  readonly password: string
  readonly buyer: string
  readonly seller: string
  readonly operator: string
  /** Approves the payout batches that the first operator creates. */
  readonly secondOperator: string
}

export const logIns: DemoLogIns = {
  password: 'open sesame',
  buyer: 'buyer@example.eu',
  seller: 'seller@example.eu',
  operator: 'operator@example.eu',
  secondOperator: 'second-operator@example.eu',
}

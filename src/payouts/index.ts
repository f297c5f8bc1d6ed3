export {
  accountColumns,
  type BankAccount,
  bankName,
  checkedAccount,
  currentAccount,
  holderOf,
  maskedAccount,
  maskedIban,
  saveBankAccount,
  type TypedAccount,
} from '#payouts/bank-account.ts'
export { bankCountries, hasIban, type Scheme, schemeOf, schemes } from '#payouts/bank-countries.ts'
export { bankReference } from '#payouts/bank-file.ts'
export { approveBatch, dissolveBatch, makeBatch, sendBatch } from '#payouts/batches.ts'
export { cancelPayout, markPaid, markReturned } from '#payouts/end-payouts.ts'
export { requestPayout } from '#payouts/request-payout.ts'
export { batchStates, type PayoutState, payoutStates, returnReasons } from '#payouts/states.ts'

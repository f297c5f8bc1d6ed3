export {
  type BankAccount,
  checkedAccount,
  currentAccount,
  holderOf,
  maskedIban,
  saveBankAccount,
} from '#payouts/bank-account.ts'
export { approveBatch, dissolveBatch, makeBatch, sendBatch } from '#payouts/batches.ts'
export { cancelPayout, markPaid, markReturned } from '#payouts/end-payouts.ts'
export { requestPayout } from '#payouts/request-payout.ts'
export { batchStates, type PayoutState, payoutStates, returnReasons } from '#payouts/states.ts'

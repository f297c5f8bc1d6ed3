export {
  type CurrentAccount,
  checkedAccount,
  currentAccount,
  holderOf,
  maskedIban,
  saveBankAccount,
} from '#payouts/bank-account.ts'
export { type BatchState, batchStates, type PayoutState, payoutStates } from '#payouts/states.ts'

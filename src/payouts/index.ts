export { type CurrentAccount, currentAccount, maskedIban } from '#payouts/bank-account.ts'
export { type BatchState, batchStates, type PayoutState, payoutStates } from '#payouts/states.ts'

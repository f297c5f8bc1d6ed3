export { type Account, accountNames, accounts, storeAccounts } from '#ledger/accounts.ts'
export {
  balanceOf,
  chargedTo,
  derivedBalances,
  escrowOf,
  lockOrderBalances,
  lockStoreBalances,
  type OrderBalances,
} from '#ledger/balances.ts'
export { checkBooks, latestBookCheck } from '#ledger/check-books.ts'
export { type Sides, sealDays, sealedThrough, trialBalance } from '#ledger/days.across.ts'
export { fillFreezes, freeze, reduceFreeze } from '#ledger/freeze.ts'
export { type HeldMoney, heldMoney } from '#ledger/held.ts'
export { type JournalKind, journalKinds } from '#ledger/journal-kinds.ts'
export { type Charge, planCredit, planRefund, planRelease, repaidBy } from '#ledger/plan.ts'
export { type Journal, postJournals, type Transfer } from '#ledger/post-journals.ts'

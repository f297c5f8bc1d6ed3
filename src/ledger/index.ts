export { type Account, accounts } from '#ledger/accounts.ts'
export { contentHash, type Journal, postJournals, type Transfer } from '#ledger/post-journals.ts'
export { balanceOf, derivedBalances, escrowOf } from '#ledger/queries.ts'

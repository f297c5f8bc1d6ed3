export { type Account, accounts } from '#ledger/accounts.ts'
export { type BookCheck, checkBooks, latestBookCheck } from '#ledger/check-books.ts'
export { type Journal, postJournals, type Transfer } from '#ledger/post-journals.ts'
export { balanceOf, derivedBalances, escrowOf, lockBalance } from '#ledger/queries.ts'

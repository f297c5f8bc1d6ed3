export { type CurrentAccount, currentAccount, maskedIban } from '#payouts/bank-account.ts'

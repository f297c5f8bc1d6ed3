export { mailRecoveryLink } from '#entrance/recovery.ts'

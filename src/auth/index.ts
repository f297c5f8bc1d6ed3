export { mailRecoveryLink } from '#auth/recovery.ts'

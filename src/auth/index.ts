export {
  Email,
  FactorCode,
  LinkSecret,
  Locale,
  MailedCode,
  OwnPassword,
  Password,
  RequestSecret,
  UserName,
} from '#auth/fields.ts'
export { askRecovery, mailRecoveryLink } from '#auth/recovery.ts'
export { addressMail, changedMail, invitationMail, operatorMail } from '#auth/security-mails.ts'
export { sendCode } from '#auth/send-code.ts'
export { enter, passSecondFactor, type SignedIn, signInWithCode, signInWithPassword } from '#auth/sign-in.ts'

export { countUp, daySeconds } from '#accounts/attempt-counts.ts'
export { checkOwnPassword, checkPassword } from '#accounts/check-password.ts'
export { type CodeRequest, keepPending, makeCode, redeemCode } from '#accounts/codes.ts'
export { deleteGuests, guestsAmong, removeSessions } from '#accounts/delete-guests.ts'
export { findInvitation, invite, redeemInvitation, withdrawInvitation } from '#accounts/invitations.ts'
export { checkMailLink, isLinkFresh, makeMailLink, redeemMailLink } from '#accounts/mail-links.ts'
export { changeRole, removeMember } from '#accounts/members.ts'
export { checkNewPassword, hashNewPassword } from '#accounts/new-password.ts'
export { hashPassword } from '#accounts/password.ts'
export { confirmSelf, type Proof, proofOf, proofs, proveSelf } from '#accounts/prove-self.ts'
export { accountRetention } from '#accounts/retention.across.ts'
export { type OperatorRole, operatorRoleNames, operatorRoles, type Role, roleNames, roles } from '#accounts/roles.ts'
export {
  beginSecondFactor,
  checkSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  sealSecondFactors,
  secondFactorOf,
} from '#accounts/second-factor.ts'
export {
  closeSession,
  endOtherSessions,
  endSession,
  factorMinutes,
  isProven,
  markConfirmed,
  markProven,
  openGuest,
  openHalfSession,
  openSession,
  principalOf,
  sessionsOf,
  userAwaited,
} from '#accounts/sessions.ts'
export {
  type Account,
  accountOf,
  addMember,
  beginAddressChange,
  confirmAddress,
  ensureUser,
  findUser,
  linkGuest,
  operatorsOf,
  setLanguage,
  setOperatorRoles,
  setPassword,
  type User,
  userById,
} from '#accounts/users.ts'

export {
  authorizationsOf,
  authorizedIn,
  authorizeStore,
  stateFor,
  withdrawAuthorization,
} from '#sellers/authorizations.ts'
export { storeAt } from '#sellers/claims.ts'
export { approveApplication, sendBackApplication, submitApplication } from '#sellers/decide-application.ts'
export { currentDetails, decideDetails, requestDetails } from '#sellers/detail-requests.ts'
export {
  discardDocument,
  documentBytes,
  findDocument,
  readUpload,
  recordDocument,
  refuseFullFile,
  removeDocument,
  storeDocument,
} from '#sellers/documents.ts'
export { findMismatches } from '#sellers/find-mismatches.across.ts'
export { isLatinName, needsLatinName } from '#sellers/latin-name.ts'
export { type CompanyNames, lockStore } from '#sellers/lock-store.ts'
export { checkMaySell, holdStore } from '#sellers/may-sell.ts'
export { applicationsOf, storesOf } from '#sellers/of-company.across.ts'
export { type NewCompany, openStore } from '#sellers/open-store.ts'
export { type Application, missingOf, readApplication } from '#sellers/read-application.ts'
export { openApplication, openForWriting, saveCompany, saveRepresentative, saveStore } from '#sellers/save-details.ts'
export { type StoreSettings, saveSettings } from '#sellers/save-settings.ts'
export { checkSellerCountry, startApplication, startFurtherApplication } from '#sellers/start-application.ts'
export {
  arePayoutsHeld,
  beginSuspension,
  endSuspension,
  type Suspension,
  suspensionOf,
} from '#sellers/suspensions.ts'
export { isTimeZone } from '#sellers/time-zone.ts'

export {
  authorizationsOf,
  authorizedIn,
  authorizeStore,
  stateFor,
  withdrawAuthorization,
} from '#sellers/authorizations.ts'
export { checkMaySell } from '#sellers/may-sell.ts'
export { mismatchesOf } from '#sellers/mismatches.ts'
export { type NewCompany, type NewStore, openStore } from '#sellers/open-store.ts'
export { type Application, missingOf, readApplication } from '#sellers/read-application.ts'
export { openApplication } from '#sellers/save-details.ts'
export { checkSellerCountry, startApplication } from '#sellers/start-application.ts'
export { isTimeZone } from '#sellers/time-zone.ts'

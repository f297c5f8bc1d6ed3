export { type NewStore, openStore } from '#sellers/open-store.ts'
export { isTimeZone } from '#sellers/time-zone.ts'

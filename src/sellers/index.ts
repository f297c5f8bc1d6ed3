export { type NewStore, openStore } from '#sellers/open-store.ts'

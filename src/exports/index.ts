export { allOrdersExport, periodOf, storeOrdersExport } from '#exports/export-orders.across.ts'

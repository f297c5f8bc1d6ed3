export { allOrdersExport, storeOrdersExport } from '#exports/export-orders.across.ts'

export { receiptPdf } from '#documents/receipt.ts'

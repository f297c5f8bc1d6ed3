export { type Receipt, receiptPdf } from '#documents/receipt.ts'

export { addressesOf } from '#buyers/address-book.ts'
export { bringWishes } from '#buyers/wishes.ts'
